import {
  IconAlertCircle,
  IconAlertTriangle,
  IconChevronRight,
  IconCircleCheck,
  IconInfoCircle,
} from "@tabler/icons-react";
import { type ReactNode, useId, useState } from "react";
import type { IpcError } from "../host/bindings";
import { useT } from "../i18n/useT";
import { cx } from "./cx";
import styles from "./NoticeCard.module.css";

export type NoticeFamily = "danger" | "warning" | "info" | "success" | "accent";

const icons = {
  danger: IconAlertCircle,
  warning: IconAlertTriangle,
  info: IconInfoCircle,
  success: IconCircleCheck,
  accent: IconInfoCircle,
};

type Props = {
  family: NoticeFamily;
  /** One plain sentence: what happened. */
  title: ReactNode;
  /** What it means and what was already done. */
  children?: ReactNode;
  /** Buttons, the one that solves it first. */
  actions?: ReactNode;
  /** Codes and request ids for whoever helps; folded away at first. */
  detail?: string | null;
  className?: string;
};

/** A failure or warning with its next step. */
export function NoticeCard({ family, title, children, actions, detail, className }: Props) {
  const t = useT();
  const [open, setOpen] = useState(false);
  const detailId = useId();
  const Mark = icons[family];
  return (
    <section className={cx(styles.card, styles[family], className)}>
      <Mark size={18} stroke={1.5} aria-hidden className={styles.icon} />
      <div className={styles.body}>
        <p className={styles.title}>{title}</p>
        {children && <div className={styles.text}>{children}</div>}
        {(actions || detail) && (
          <div className={styles.foot}>
            <div className={styles.actions}>{actions}</div>
            {detail && (
              <button
                type="button"
                className={styles.toggle}
                aria-expanded={open}
                aria-controls={detailId}
                onClick={() => setOpen(!open)}
              >
                <IconChevronRight size={14} stroke={1.75} aria-hidden className={cx(open && styles.turned)} />
                {t("parts.notice.details")}
              </button>
            )}
          </div>
        )}
        {detail && (
          <p id={detailId} hidden={!open} className={styles.detail} data-selectable>
            {detail}
          </p>
        )}
      </div>
    </section>
  );
}

/** A rejected command as a card: its message, its fix, its details. */
export function ErrorCard({
  error,
  actions,
  family,
}: {
  error: IpcError;
  actions?: ReactNode;
  family?: NoticeFamily;
}) {
  return (
    <NoticeCard family={family ?? "danger"} title={error.message} actions={actions} detail={error.detail}>
      {error.fix}
    </NoticeCard>
  );
}

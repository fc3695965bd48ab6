/** When it goes out, and the one button that lets it go. */
import { IconAlertCircle } from "@tabler/icons-react";
import type { WhenForm } from "../host/bindings";
import { useT } from "../i18n/useT";
import { Button } from "../parts/Button";
import styles from "./Footer.module.css";
import { WhenPicker } from "./WhenPicker";

type Props = {
  when: WhenForm;
  picking: boolean;
  onPicking: (picking: boolean) => void;
  onWhen: (when: WhenForm) => void;
  /** The line of the preflight that forbids it. */
  blocker: string | undefined;
  /** Nothing forbids it, as far as is known. */
  ready: boolean;
  busy: boolean;
  onPublish: () => void;
};

export function Footer({ when, picking, onPicking, onWhen, blocker, ready, busy, onPublish }: Props) {
  const t = useT();
  return (
    <footer className={styles.footer}>
      <WhenPicker when={when} opened={picking} onOpen={onPicking} onChange={onWhen} />
      <span className={styles.gap} />
      {blocker !== undefined && (
        <p className={styles.blocker} id="composer-blocker">
          <IconAlertCircle size={16} stroke={1.5} aria-hidden />
          <span className={styles.words} title={blocker}>
            {blocker}
          </span>
        </p>
      )}
      <Button
        kind="primary"
        keys="composer.publish"
        disabled={!ready}
        busy={busy}
        aria-describedby={blocker === undefined ? undefined : "composer-blocker"}
        onClick={onPublish}
      >
        {t(when.kind === "now" ? "composer.publish" : "composer.schedule")}
      </Button>
    </footer>
  );
}

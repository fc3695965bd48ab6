/** What can be done with the ticked rows; floats over the end of the list. */
import { IconTag, IconX } from "@tabler/icons-react";
import { useIntl } from "react-intl";
import { useT } from "../../i18n/useT";
import { Button } from "../../parts/Button";
import { IconButton } from "../../parts/IconButton";
import type { InboxActions } from "../actions/use-actions";
import styles from "./BulkBar.module.css";
import type { ListModel } from "./list-model";

type Props = { model: ListModel; actions: InboxActions; onLabel: () => void };

export function BulkBar({ model, actions, onLabel }: Props) {
  const t = useT();
  const intl = useIntl();
  const { subjects, tickedCount, isWhole } = model;
  const { total } = model.rows;
  const allHidden = subjects.every(({ hidden }) => hidden);
  const allDone = subjects.every(({ done }) => done);
  return (
    <div className={styles.bar} role="toolbar" aria-label={t("inbox.bar")}>
      <div className={styles.choice}>
        <span className={styles.count}>{t("inbox.bar.count", { count: tickedCount })}</span>
        {!isWhole && tickedCount < total && (
          <button
            type="button"
            className={styles.whole}
            title={t("inbox.bar.whole.title", { count: intl.formatNumber(total) })}
            onClick={actions.selectWhole}
          >
            {t("inbox.bar.whole", { count: intl.formatNumber(total) })}
          </button>
        )}
      </div>
      <Button small keys="inbox.hide" onClick={actions.toggleHidden}>
        {t(allHidden ? "inbox.unhide" : "inbox.hide")}
      </Button>
      <Button small keys="inbox.delete" onClick={actions.deleteChosen}>
        {t("inbox.delete")}
      </Button>
      <IconButton
        small
        icon={IconTag}
        iconSize={16}
        label={t("inbox.label")}
        keys="inbox.label"
        className={styles.label ?? ""}
        onClick={onLabel}
      />
      <Button small keys="inbox.done_next" onClick={() => actions.toggleDone("next")}>
        {t(allDone ? "inbox.reopen" : "inbox.done")}
      </Button>
      <IconButton
        small
        icon={IconX}
        iconSize={16}
        label={t("inbox.bar.clear")}
        keys="Escape"
        onClick={() => model.clearTicks()}
      />
    </div>
  );
}

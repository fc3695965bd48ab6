/** What can be done with the ticked rows; floats over the end of the list. */
import { IconX } from "@tabler/icons-react";
import { useT } from "../../i18n/useT";
import { Button } from "../../parts/Button";
import { IconButton } from "../../parts/IconButton";
import type { InboxActions } from "../actions/use-actions";
import styles from "./BulkBar.module.css";
import type { ListModel } from "./list-model";

type Props = { model: ListModel; actions: InboxActions };

export function BulkBar({ model, actions }: Props) {
  const t = useT();
  const { ticked } = model;
  if (ticked.length === 0) return null;
  const allHidden = ticked.every(({ hidden }) => hidden);
  const allDone = ticked.every(({ done }) => done);
  return (
    <div className={styles.bar} role="toolbar" aria-label={t("inbox.bar")}>
      <span className={styles.count}>{t("inbox.bar.count", { count: ticked.length })}</span>
      <Button small keys="h" onClick={actions.toggleHidden}>
        {t(allHidden ? "inbox.unhide" : "inbox.hide")}
      </Button>
      <Button small keys="#" onClick={actions.deleteChosen}>
        {t("inbox.delete")}
      </Button>
      <Button small keys="e" onClick={() => actions.toggleDone("next")}>
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

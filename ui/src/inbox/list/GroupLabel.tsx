/** What the rows from here on have in common: it stands on the line above the first of them, so that no row moves. */
import { VisuallyHidden } from "@mantine/core";
import { useIntl } from "react-intl";
import type { GroupView } from "../../host/bindings";
import { useT } from "../../i18n/useT";
import { useInboxState } from "../inbox-state";
import styles from "./GroupLabel.module.css";

export function GroupLabel({ group }: { group: GroupView }) {
  const t = useT();
  const name = useGroupName(group);
  return (
    <span className={styles.label}>
      <VisuallyHidden>{t("inbox.group.spoken")}</VisuallyHidden>
      <span dir="auto" className={styles.name}>
        {name}
      </span>
      <span className={styles.count}>{t("inbox.group.rows", { count: group.rows })}</span>
    </span>
  );
}

function useGroupName({ day, caption, username }: GroupView): string {
  const t = useT();
  const intl = useIntl();
  const grouping = useInboxState((state) => state.grouping);
  if (day !== null) {
    return intl.formatDate(`${day}T00:00:00Z`, {
      timeZone: "UTC",
      weekday: "short",
      day: "numeric",
      month: "long",
      year: "numeric",
    });
  }
  // Those of whom no handle is told need not be one and the same.
  if (grouping === "author") return username || t("inbox.group.nameless");
  return caption || t("inbox.group.untitled");
}

/** Above the mentions: which of them Instagram tells a program, so that an empty list is not taken for silence. */
import { useQuery } from "@tanstack/react-query";
import { useIntl } from "react-intl";
import { commands, type WhyUntoldView } from "../../host/bindings";
import { keys } from "../../host/keys";
import { useAccounts } from "../../host/queries";
import { useT } from "../../i18n/useT";
import { useAccountFilter } from "../../shell/account-filter";
import styles from "../search/SearchNote.module.css";

const reasons: readonly WhyUntoldView[] = ["permission", "not_offered"];

export function MentionsNote() {
  const t = useT();
  const intl = useIntl();
  const accounts = useAccounts() ?? [];
  const selected = useAccountFilter((state) => state.selected);
  const untold = useQuery({ queryKey: keys.untoldTags, queryFn: () => commands.untoldTags() }).data ?? [];
  const named = (reason: WhyUntoldView) =>
    accounts
      .filter(({ id }) => selected.length === 0 || selected.includes(id))
      .filter(({ id }) => untold.some(({ account, why }) => account === id && why === reason))
      .map(({ username }) => username);
  return (
    <div className={styles.note}>
      <div>
        <p>{t("inbox.mentions.note")}</p>
        {reasons.map((reason) => {
          const names = named(reason);
          if (names.length === 0) return null;
          const values = { names: intl.formatList(names), count: names.length };
          return (
            <p key={reason} className={styles.also}>
              {t(`inbox.mentions.untold.${reason}`, values)}
            </p>
          );
        })}
      </div>
    </div>
  );
}

/** Accounts that cannot be read or answered right now, above the list they are missing from. */
import { IconAlertTriangle } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { memo, Suspense } from "react";
import { useAccounts } from "../host/queries";
import { useT } from "../i18n/useT";
import { Button } from "../parts/Button";
import { lazily } from "../parts/lazily";
import { useAccountFilter } from "../shell/account-filter";
import styles from "./AccountProblems.module.css";

const ProblemText = lazily(async () => (await import("./second-paint")).ProblemText);

export const AccountProblems = memo(function AccountProblems() {
  const t = useT();
  const navigate = useNavigate();
  const selected = useAccountFilter((state) => state.selected);
  const troubled = (useAccounts() ?? []).filter(
    ({ id, problem }) => problem !== null && (selected.length === 0 || selected.includes(id)),
  );
  const first = troubled[0];
  if (!first?.problem) return null;
  const text = t("inbox.error.account", { account: first.username, others: troubled.length - 1 });
  return (
    <section className={styles.line} aria-label={t("inbox.error.account_label")}>
      <IconAlertTriangle size={16} stroke={1.5} aria-hidden className={styles.icon} />
      <Suspense fallback={<p className={styles.text}>{text}</p>}>
        <ProblemText text={text} whole={first.problem.message} className={styles.text} />
      </Suspense>
      <Button small onClick={() => void navigate({ to: "/accounts", search: { account: first.id } })}>
        {t("inbox.error.accounts")}
      </Button>
    </section>
  );
});

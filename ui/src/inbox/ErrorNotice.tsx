/** A failure with the step that helps: which one is decided by its code. */
import { useNavigate } from "@tanstack/react-router";
import type { ErrorCode, IpcError } from "../host/bindings";
import { useT } from "../i18n/useT";
import { Button } from "../parts/Button";
import { ErrorCard } from "../parts/NoticeCard";

/** Failures that only the accounts page can mend. */
const ACCOUNT_CODES: ReadonlySet<ErrorCode> = new Set<ErrorCode>(["reconnect", "missing_scope"]);
/** Failures that pass by themselves. */
const PASSING_CODES: ReadonlySet<ErrorCode> = new Set<ErrorCode>(["offline", "rate_limited", "held"]);

type Props = {
  error: IpcError;
  /** Given where the same can be asked again. */
  onRetry?: () => void;
  onDismiss?: () => void;
};

export function ErrorNotice({ error, onRetry, onDismiss }: Props) {
  const t = useT();
  const navigate = useNavigate();
  return (
    <ErrorCard
      error={error}
      family={PASSING_CODES.has(error.code) ? "warning" : "danger"}
      actions={
        <>
          {ACCOUNT_CODES.has(error.code) ? (
            <Button kind="primary" onClick={() => void navigate({ to: "/accounts" })}>
              {t("inbox.error.accounts")}
            </Button>
          ) : (
            onRetry && (
              <Button kind="primary" onClick={onRetry}>
                {t("inbox.error.again")}
              </Button>
            )
          )}
          {onDismiss && <Button onClick={onDismiss}>{t("inbox.error.dismiss")}</Button>}
        </>
      }
    />
  );
}

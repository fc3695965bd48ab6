import { Component, type ReactNode } from "react";
import { useT } from "../i18n/useT";
import { Button } from "../parts/Button";
import { NoticeCard } from "../parts/NoticeCard";
import styles from "./ErrorBoundary.module.css";

type Props = { children: ReactNode };
type State = { cause: unknown };

/** Keeps the rest of the window working when a page fails to draw. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { cause: undefined };

  static getDerivedStateFromError(cause: unknown): State {
    return { cause: cause ?? new Error() };
  }

  override render() {
    if (this.state.cause === undefined) return this.props.children;
    return <Failure cause={this.state.cause} onRetry={() => this.setState({ cause: undefined })} />;
  }
}

/** The notice shown in a page's place. */
export function Failure({ cause, onRetry }: { cause: unknown; onRetry: () => void }) {
  const t = useT();
  return (
    <div className={styles.ground} role="alert">
      <NoticeCard
        family="danger"
        title={t("shell.failure.title")}
        detail={cause instanceof Error ? cause.message : String(cause)}
        actions={
          <Button kind="primary" onClick={onRetry}>
            {t("shell.failure.retry")}
          </Button>
        }
      >
        {t("shell.failure.text")}
      </NoticeCard>
    </div>
  );
}

import { type Icon, IconCircleCheck, IconCircleDashed, IconCircleX, IconLoader2 } from "@tabler/icons-react";
import { useIntl } from "react-intl";
import type { HostTestStep, HostTestStepView, HostTestView } from "../host/bindings";
import { inSentence } from "../i18n/time";
import { useNow } from "../i18n/useNow";
import { useT } from "../i18n/useT";
import { Button } from "../parts/Button";
import { Card } from "../parts/Card";
import { cx } from "../parts/cx";
import { ErrorCard } from "../parts/NoticeCard";
import styles from "./TestCard.module.css";

const steps: readonly HostTestStep[] = ["upload", "read_back", "type", "https", "remove"];

type Outcome = "passed" | "failed" | "open" | "running";

const marks: Record<Outcome, Icon> = {
  passed: IconCircleCheck,
  failed: IconCircleX,
  open: IconCircleDashed,
  running: IconLoader2,
};

type Props = {
  test: HostTestView | null;
  busy: boolean;
  /** Why it cannot be run now; undefined when it can. */
  blocked: string | undefined;
  onRun: () => void;
};

/** The test of the media host: five steps, what came of each and how long it took. */
export function TestCard({ test, busy, blocked, onRun }: Props) {
  const t = useT();
  const intl = useIntl();
  const now = useNow(60_000);
  const passed = test?.steps.filter((step) => step.passed).length ?? 0;
  const note = busy
    ? t("settings.test.busy")
    : test
      ? t("settings.test.last", {
          passed,
          all: steps.length,
          time: inSentence(intl, test.tested_at, now),
        })
      : t("settings.test.never");
  return (
    <Card
      rows
      title={t("settings.test")}
      note={<span aria-live="polite">{note}</span>}
      aside={
        <Button small keys="settings.test" busy={busy} disabled={blocked !== undefined} onClick={onRun}>
          {t("settings.test.run")}
        </Button>
      }
    >
      {blocked !== undefined && <p className={styles.blocked}>{blocked}</p>}
      <ol className={styles.steps}>
        {steps.map((step) => (
          <Step key={step} step={step} view={test?.steps.find((each) => each.step === step)} busy={busy} />
        ))}
      </ol>
    </Card>
  );
}

type StepProps = { step: HostTestStep; view: HostTestStepView | undefined; busy: boolean };

function Step({ step, view, busy }: StepProps) {
  const t = useT();
  // An old result says nothing while a new one is on its way.
  const outcome: Outcome = busy ? "running" : view === undefined ? "open" : view.passed ? "passed" : "failed";
  const Mark = marks[outcome];
  return (
    <li className={styles.step}>
      <Mark
        size={20}
        stroke={1.5}
        className={cx(styles.icon, styles[outcome])}
        role="img"
        aria-label={t(`settings.test.${outcome}`)}
      />
      <div className={styles.words}>
        <p className={styles.name}>{t(`settings.test.step.${step}`)}</p>
        <p className={styles.text}>{t(`settings.test.what.${step}`)}</p>
        {outcome === "failed" && view?.problem && (
          <div className={styles.problem}>
            <ErrorCard error={view.problem} />
          </div>
        )}
      </div>
      {(outcome === "passed" || outcome === "failed") && view && (
        <span className={styles.time}>{t("settings.test.took", { ms: view.took_ms })}</span>
      )}
    </li>
  );
}

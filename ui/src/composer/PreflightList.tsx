/** What speaks against publishing and what does not, problems first, each with the step that mends it. */
import { IconAlertCircle, IconAlertTriangle, IconCircleCheck } from "@tabler/icons-react";
import type { FindingFix, FindingLevel, FindingView, IpcError, PreflightView } from "../host/bindings";
import { useT } from "../i18n/useT";
import { Button } from "../parts/Button";
import { Chip } from "../parts/Chip";
import { cx } from "../parts/cx";
import { ErrorCard } from "../parts/NoticeCard";
import { SkeletonRows } from "../parts/Skeleton";
import styles from "./PreflightList.module.css";

const icons = { blocker: IconAlertCircle, warning: IconAlertTriangle, passed: IconCircleCheck };

type Props = {
  preflight: PreflightView | undefined;
  error: IpcError | null;
  onRetry: () => void;
  onFix: (finding: FindingView, fix: FindingFix) => void;
  /** Goes to the slide a line is about. */
  onShow: (slide: string) => void;
};

export function PreflightList({ preflight, error, onRetry, onFix, onShow }: Props) {
  const t = useT();
  return (
    <section className={styles.preflight} aria-labelledby="preflight-title">
      <header className={styles.head}>
        <h3 id="preflight-title" className={styles.title}>
          {t("composer.preflight")}
        </h3>
        {preflight && <Verdict preflight={preflight} />}
      </header>
      {error ? (
        <ErrorCard
          error={error}
          actions={
            <Button kind="primary" onClick={onRetry}>
              {t("composer.retry")}
            </Button>
          }
        />
      ) : preflight ? (
        <ul className={styles.list}>
          {preflight.findings.map((finding) => (
            <Line key={`${finding.code} ${finding.slide}`} finding={finding} onFix={onFix} onShow={onShow} />
          ))}
        </ul>
      ) : (
        <SkeletonRows rows={4} rowHeight={44} />
      )}
    </section>
  );
}

/** How many lines there are of a level. */
function countOf(preflight: PreflightView, level: FindingLevel): number {
  return preflight.findings.filter((finding) => finding.level === level).length;
}

/** The whole list in a chip. */
export function Verdict({ preflight }: { preflight: PreflightView }) {
  const t = useT();
  const blockers = countOf(preflight, "blocker");
  const warnings = countOf(preflight, "warning");
  if (blockers > 0)
    return (
      <Chip family="danger" icon={IconAlertCircle}>
        {t("composer.preflight.blocked", { count: blockers })}
      </Chip>
    );
  if (warnings > 0)
    return (
      <Chip family="warning" icon={IconAlertTriangle}>
        {t("composer.preflight.warned", { count: warnings })}
      </Chip>
    );
  return (
    <Chip family="success" icon={IconCircleCheck}>
      {t("composer.preflight.passed")}
    </Chip>
  );
}

type LineProps = { finding: FindingView } & Pick<Props, "onFix" | "onShow">;

function Line({ finding, onFix, onShow }: LineProps) {
  const t = useT();
  const { level, message, detail, fix, slide } = finding;
  const Mark = icons[level];
  return (
    <li className={styles.line}>
      <Mark
        size={18}
        stroke={1.5}
        role="img"
        aria-label={t(`composer.preflight.level.${level}`)}
        className={cx(styles.mark, styles[level])}
      />
      <div className={styles.words}>
        <p className={styles.message}>{message}</p>
        {detail && <p className={styles.detail}>{detail}</p>}
      </div>
      {fix ? (
        <Button small onClick={() => onFix(finding, fix)}>
          {t(`composer.fix.${fix}`)}
        </Button>
      ) : (
        slide &&
        level !== "passed" && (
          <Button small onClick={() => onShow(slide)}>
            {t("composer.fix.show")}
          </Button>
        )
      )}
    </li>
  );
}

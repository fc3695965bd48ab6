import { useIntl } from "react-intl";
import type { RunView } from "../host/bindings";
import { useT } from "../i18n/useT";
import { Chip } from "../parts/Chip";
import styles from "./OutboxList.module.css";
import { OutboxRow } from "./OutboxRow";
import { runChip, runTitle } from "./run-words";
import { kindIcons } from "./words";

type Props = { run: RunView; shown: boolean; onShow: () => void };

/** Many actions of one cause, as one row: how far they have come. */
export function RunRow({ run, shown, onShow }: Props) {
  const t = useT();
  const intl = useIntl();
  const Mark = kindIcons[run.kind];
  const chip = runChip(run);
  return (
    <OutboxRow
      picture={
        <span className={styles.icon}>
          <Mark size={18} stroke={1.5} aria-hidden />
        </span>
      }
      title={runTitle(t, run)}
      sub={
        <span className={styles.text}>
          {t("outbox.run.progress", {
            sent: intl.formatNumber(run.sent),
            total: intl.formatNumber(run.total),
          })}
          {run.failed > 0 && ` · ${t("outbox.run.failed", { count: run.failed })}`}
        </span>
      }
      end={
        <Chip family={chip.family} icon={chip.icon}>
          {t(`outbox.run.chip.${chip.word}`)}
        </Chip>
      }
      shown={shown}
      onShow={onShow}
    />
  );
}

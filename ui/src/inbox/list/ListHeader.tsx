/** Title and total of the list, between the views and how it is put together. */
import { memo } from "react";
import { useIntl } from "react-intl";
import { useT } from "../../i18n/useT";
import { lazily } from "../../parts/lazily";
import { SecondPaint } from "../../parts/SecondPaint";
import { useInboxState } from "../inbox-state";
import styles from "./ListHeader.module.css";

const ViewsMenu = lazily(async () => (await import("../second-paint")).ViewsMenu);
const ArrangeMenu = lazily(async () => (await import("../second-paint")).ArrangeMenu);

type Props = {
  total: number | undefined;
  /** The views have no pane of their own. */
  folded: boolean;
  /** Writes the list into a file; undefined while none is open or one is being written. */
  onExport: (() => void) | undefined;
};

export const ListHeader = memo(function ListHeader({ total, folded, onExport }: Props) {
  const t = useT();
  const intl = useIntl();
  const view = useInboxState((state) => state.view);
  return (
    <header className={styles.header}>
      {folded && (
        <SecondPaint>
          <ViewsMenu />
        </SecondPaint>
      )}
      <h1 className={styles.title}>{t(`inbox.view.${view}`)}</h1>
      {total !== undefined && <span className={styles.total}>{intl.formatNumber(total)}</span>}
      <span className={styles.space} />
      <SecondPaint>
        <ArrangeMenu onExport={onExport} />
      </SecondPaint>
    </header>
  );
});

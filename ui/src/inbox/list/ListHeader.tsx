/** Title, total, the pill for what has arrived since, and the order. */
import { Menu } from "@mantine/core";
import { IconArrowsSort, IconArrowUp, IconCheck, IconChevronDown } from "@tabler/icons-react";
import { useIntl } from "react-intl";
import type { Order } from "../../host/bindings";
import { useT } from "../../i18n/useT";
import { KeyCap } from "../../parts/KeyCap";
import { useInboxState } from "../inbox-state";
import { ViewsMenu } from "../views/ViewsPane";
import styles from "./ListHeader.module.css";

const ORDERS: readonly Order[] = ["oldest_first", "newest_first"];

type Props = {
  total: number | undefined;
  newItems: number;
  onLoadNew: () => void;
  /** The views have no pane of their own. */
  folded: boolean;
};

export function ListHeader({ total, newItems, onLoadNew, folded }: Props) {
  const t = useT();
  const intl = useIntl();
  const { view, order, setOrder } = useInboxState();
  return (
    <header className={styles.header}>
      {folded && <ViewsMenu />}
      <h1 className={styles.title}>{t(`inbox.view.${view}`)}</h1>
      {total !== undefined && <span className={styles.total}>{intl.formatNumber(total)}</span>}
      <span className={styles.space} />
      {newItems > 0 && (
        <button
          type="button"
          className={styles.pill}
          aria-label={t("inbox.pill.label", { count: newItems })}
          onClick={onLoadNew}
        >
          <IconArrowUp size={14} stroke={1.75} aria-hidden />
          {t("inbox.pill", { count: newItems })}
          <KeyCap keys="." onFill />
        </button>
      )}
      <Menu position="bottom-end">
        <Menu.Target>
          <button
            type="button"
            className={styles.order}
            aria-label={t("inbox.order.label", { order: t(`inbox.order.${order}`) })}
          >
            <IconArrowsSort size={16} stroke={1.5} aria-hidden className={styles.orderIcon} />
            <span className={styles.orderName}>{t(`inbox.order.${order}`)}</span>
            <IconChevronDown size={14} stroke={1.75} aria-hidden />
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.RadioGroup value={order} onChange={(value) => setOrder(value as Order)}>
            {ORDERS.map((each) => (
              <Menu.RadioItem
                key={each}
                value={each}
                closeMenuOnClick
                checkIcon={<IconCheck size={14} stroke={1.75} aria-hidden />}
              >
                {t(`inbox.order.${each}`)}
              </Menu.RadioItem>
            ))}
          </Menu.RadioGroup>
        </Menu.Dropdown>
      </Menu>
    </header>
  );
}

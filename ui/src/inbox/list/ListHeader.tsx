/** Title, total and the order. */
import { Menu } from "@mantine/core";
import { IconCheck, IconChevronDown } from "@tabler/icons-react";
import { useIntl } from "react-intl";
import type { Order } from "../../host/bindings";
import { useT } from "../../i18n/useT";
import { useInboxState } from "../inbox-state";
import { ViewsMenu } from "../views/ViewsPane";
import styles from "./ListHeader.module.css";

const ORDERS: readonly Order[] = ["oldest_first", "newest_first"];

type Props = {
  total: number | undefined;
  /** The views have no pane of their own. */
  folded: boolean;
};

export function ListHeader({ total, folded }: Props) {
  const t = useT();
  const intl = useIntl();
  const { view, order, setOrder } = useInboxState();
  return (
    <header className={styles.header}>
      {folded && <ViewsMenu />}
      <h1 className={styles.title}>{t(`inbox.view.${view}`)}</h1>
      {total !== undefined && <span className={styles.total}>{intl.formatNumber(total)}</span>}
      <span className={styles.space} />
      <Menu position="bottom-end">
        <Menu.Target>
          <button
            type="button"
            className={styles.order}
            aria-label={t("inbox.order.label", { order: t(`inbox.order.${order}`) })}
          >
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

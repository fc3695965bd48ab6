/** Title, total, and how the list is put together. */
import { Menu } from "@mantine/core";
import { IconCheck, IconChevronDown, IconFileDownload } from "@tabler/icons-react";
import { memo } from "react";
import { useIntl } from "react-intl";
import type { Grouping, Order } from "../../host/bindings";
import { useT } from "../../i18n/useT";
import { KeyCap } from "../../parts/KeyCap";
import { MenuGroup } from "../../parts/MenuGroup";
import { SecondPaint } from "../../parts/SecondPaint";
import { GROUPINGS, ORDERS, useInboxState } from "../inbox-state";
import { ViewsMenu } from "../views/ViewsPane";
import styles from "./ListHeader.module.css";

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
      {folded && <ViewsMenu />}
      <h1 className={styles.title}>{t(`inbox.view.${view}`)}</h1>
      {total !== undefined && <span className={styles.total}>{intl.formatNumber(total)}</span>}
      <span className={styles.space} />
      <SecondPaint>
        <ArrangeMenu onExport={onExport} />
      </SecondPaint>
    </header>
  );
});

function ArrangeMenu({ onExport }: Pick<Props, "onExport">) {
  const t = useT();
  const { view, order, grouping, setOrder, setGrouping } = useInboxState();
  const isClosing = view === "window_closing";
  const words = (each: Order) =>
    t(
      isClosing && (each === "oldest_first" || each === "newest_first")
        ? `inbox.order.${each}.closing`
        : `inbox.order.${each}`,
    );
  const check = <IconCheck size={14} stroke={1.75} aria-hidden />;
  return (
    <Menu position="bottom-end" width={256}>
      <Menu.Target>
        <button
          type="button"
          className={styles.order}
          aria-label={t("inbox.arrange.label", {
            order: words(order),
            grouping: t(`inbox.grouping.${grouping}`),
          })}
        >
          <span className={styles.orderName}>
            {words(order)}
            {grouping !== "nothing" && ` · ${t(`inbox.grouping.${grouping}`)}`}
          </span>
          <IconChevronDown size={14} stroke={1.75} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <MenuGroup title={t("inbox.order")} cap={<KeyCap keys="inbox.order" />} className={styles.section}>
          <Menu.RadioGroup value={order} onChange={(value) => setOrder(value as Order)}>
            {ORDERS.map((each) => (
              <Menu.RadioItem
                key={each}
                value={each}
                closeMenuOnClick
                checkIcon={check}
                data-autofocus={each === order || undefined}
              >
                {words(each)}
              </Menu.RadioItem>
            ))}
          </Menu.RadioGroup>
        </MenuGroup>
        <MenuGroup
          title={t("inbox.grouping")}
          cap={<KeyCap keys="inbox.grouping" />}
          className={styles.section}
        >
          <Menu.RadioGroup value={grouping} onChange={(value) => setGrouping(value as Grouping)}>
            {GROUPINGS.map((each) => (
              <Menu.RadioItem key={each} value={each} closeMenuOnClick checkIcon={check}>
                {t(`inbox.grouping.${each}`)}
              </Menu.RadioItem>
            ))}
          </Menu.RadioGroup>
        </MenuGroup>
        <Menu.Divider role="separator" />
        <Menu.Item
          leftSection={<IconFileDownload size={16} stroke={1.5} aria-hidden />}
          rightSection={<KeyCap keys="inbox.export" />}
          disabled={onExport === undefined}
          onClick={onExport}
        >
          {t("inbox.command.export")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

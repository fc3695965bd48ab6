/** How the list is put together: its order, its groups, and the way into a file. */
import { Menu } from "@mantine/core";
import { IconCheck, IconChevronDown, IconFileDownload } from "@tabler/icons-react";
import type { Grouping, Order } from "../../host/bindings";
import { useT } from "../../i18n/useT";
import { KeyCap } from "../../parts/KeyCap";
import { MenuGroup } from "../../parts/MenuGroup";
import { GROUPINGS, ORDERS, useInboxState } from "../inbox-state";
import styles from "./ListHeader.module.css";

type Props = {
  /** Writes the list into a file; undefined while none is open or one is being written. */
  onExport: (() => void) | undefined;
};

export function ArrangeMenu({ onExport }: Props) {
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

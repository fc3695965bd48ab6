/**
 * The virtual listbox: focus stays on the list, the active row is named by `aria-activedescendant`, and only the
 * rows near the screen exist.
 */
import { defaultRangeExtractor, type Range, useVirtualizer } from "@tanstack/react-virtual";
import {
  type KeyboardEvent,
  type MouseEvent,
  type RefObject,
  useCallback,
  useEffect,
  useLayoutEffect,
  useRef,
  useSyncExternalStore,
} from "react";
import { useAccounts } from "../../host/queries";
import { useT } from "../../i18n/useT";
import { InboxRow, ROW_HEIGHT, rowId } from "./InboxRow";
import type { ListModel } from "./list-model";
import styles from "./VirtualList.module.css";

/** Rows kept ready above and below the screen. */
const OVERSCAN = 6;

type Props = {
  model: ListModel;
  scroller: RefObject<HTMLDivElement | null>;
  /** The person chose a row, by pointer or by Enter. */
  onOpen: (index: number) => void;
};

export function VirtualList({ model, scroller, onOpen }: Props) {
  const t = useT();
  const accounts = useAccounts();
  useSyncExternalStore(model.subscribe, () => model.version);
  const { rows, cursor } = model;

  const rangeExtractor = useCallback(
    (range: Range) => {
      const indexes = defaultRangeExtractor(range);
      // The active row always exists, because the list refers to it by id.
      if (cursor >= 0 && cursor < range.count && !indexes.includes(cursor)) indexes.push(cursor);
      return indexes;
    },
    [cursor],
  );
  const virtualizer = useVirtualizer({
    count: rows.total,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: OVERSCAN,
    rangeExtractor,
    paddingStart: 4,
    paddingEnd: 8,
  });

  const first = virtualizer.range?.startIndex ?? 0;
  const last = virtualizer.range?.endIndex ?? 0;
  const { total } = rows;
  useEffect(() => {
    if (total > 0) rows.want(first - OVERSCAN, last + OVERSCAN);
  }, [rows, total, first, last]);

  // A new snapshot of the same view: the item under the cursor keeps its place on the screen.
  const seen = useRef({ model, cursor });
  useLayoutEffect(() => {
    const before = seen.current;
    seen.current = { model, cursor };
    if (before.model !== model) {
      const moved = (cursor - before.cursor) * ROW_HEIGHT;
      if (before.cursor >= 0 && moved !== 0) scroller.current?.scrollBy({ top: moved });
    } else if (before.cursor !== cursor && cursor >= 0) {
      virtualizer.scrollToIndex(cursor, { align: "auto" });
    }
  }, [model, cursor, scroller, virtualizer]);

  const indexAt = (event: MouseEvent) => {
    const option = (event.target as Element).closest("[data-index]");
    return option ? Number(option.getAttribute("data-index")) : -1;
  };

  const onClick = (event: MouseEvent) => {
    const index = indexAt(event);
    if (index < 0) return;
    if (event.shiftKey) model.tickTo(index);
    else if ((event.target as Element).closest("[data-tick]") || event.ctrlKey || event.metaKey) {
      model.toggle(index);
    } else onOpen(index);
  };

  const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? ROW_HEIGHT) / ROW_HEIGHT) - 1);
  const target = (key: string): number | undefined => {
    switch (key) {
      case "ArrowDown":
        return cursor + 1;
      case "ArrowUp":
        return Math.max(0, cursor - 1);
      case "PageDown":
        return Math.min(cursor + page, total - 1);
      case "PageUp":
        return Math.max(0, cursor - page);
      case "Home":
        return 0;
      case "End":
        return total - 1;
      default:
        return undefined;
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const next = target(event.key);
    if (next !== undefined) {
      event.preventDefault();
      if (event.shiftKey && cursor >= 0) {
        model.tickTo(cursor);
        model.moveTo(next);
        model.tickTo(model.cursor);
      } else model.moveTo(next);
    } else if (event.key === "Enter" && cursor >= 0) {
      event.preventDefault();
      event.stopPropagation();
      onOpen(cursor);
    } else if (event.key === " ") {
      event.preventDefault();
      model.toggle(cursor);
    }
  };

  const items = virtualizer.getVirtualItems();
  const activeExists = items.some(({ index }) => index === cursor);
  const ticking = model.tickedCount > 0;
  return (
    <div
      ref={scroller}
      className={styles.scroller}
      role="listbox"
      tabIndex={0}
      aria-label={t("inbox.list")}
      aria-multiselectable
      aria-activedescendant={activeExists ? rowId(cursor) : undefined}
      onClick={onClick}
      onKeyDown={onKeyDown}
    >
      <div role="presentation" className={styles.sizer} style={{ blockSize: virtualizer.getTotalSize() }}>
        {items.map(({ index, start }) => {
          const row = rows.row(index);
          const account = accounts?.find(({ id }) => id === row?.account);
          return (
            <InboxRow
              key={index}
              index={index}
              total={total}
              top={start}
              row={row}
              mark={account?.mark}
              colour={account?.colour}
              selected={index === cursor}
              ticked={row !== undefined && model.isTicked(row.item)}
              ticking={ticking}
            />
          );
        })}
      </div>
    </div>
  );
}

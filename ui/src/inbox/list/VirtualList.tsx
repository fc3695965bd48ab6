/**
 * The virtual listbox: focus stays on the list, the active row is named by `aria-activedescendant`, and only the
 * rows near the screen exist.
 */
import {
  type KeyboardEvent,
  type MouseEvent,
  memo,
  type RefObject,
  useDeferredValue,
  useEffect,
  useLayoutEffect,
  useRef,
  useSyncExternalStore,
} from "react";
import { useAccounts } from "../../host/queries";
import { useT } from "../../i18n/useT";
import { InboxRow, ROW_HEIGHT, rowId } from "./InboxRow";
import type { ListModel } from "./list-model";
import { type Seating, seated } from "./seats";
import { useSheet } from "./use-sheet";
import styles from "./VirtualList.module.css";

/** Rows kept ready above and below the screen. */
const OVERSCAN = 6;

const NOBODY: Seating = new Map();

type Props = {
  model: ListModel;
  scroller: RefObject<HTMLDivElement | null>;
  /** The person chose a row, by pointer or by Enter. */
  onOpen: (index: number) => void;
};

export const VirtualList = memo(function VirtualList({ model, scroller, onOpen }: Props) {
  const t = useT();
  const accounts = useAccounts();
  useSyncExternalStore(model.subscribe, () => model.version);
  const { rows, cursor } = model;

  const { total } = rows;
  const { sheet, first, last, mostSeen, shift, show, move } = useSheet(scroller, total);
  useEffect(() => {
    if (total > 0) rows.want(first - OVERSCAN, last + OVERSCAN);
  }, [rows, total, first, last]);

  // A list comes up with its cursor in sight; in a new snapshot of the same view the item under it keeps its place.
  const seen = useRef({ model, cursor: -1 });
  useLayoutEffect(() => {
    const before = seen.current;
    seen.current = { model, cursor };
    if (before.model !== model) {
      const moved = (cursor - before.cursor) * ROW_HEIGHT;
      if (before.cursor >= 0 && moved !== 0) move(moved);
    } else if (before.cursor !== cursor && cursor >= 0) show(cursor);
  }, [model, cursor, move, show]);

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

  // The first picture has what can be seen.
  const overscan = useDeferredValue(OVERSCAN, 0);
  const from = Math.max(0, first - overscan);
  const places = mostSeen + 2 * overscan;
  const to = Math.min(total, from + places) - 1;
  const shown = Array.from({ length: Math.max(0, to - from + 1) }, (_, place) => from + place);
  const activeExists = cursor >= 0 && cursor < total;
  // The active row always exists, because the list refers to it by id.
  if (activeExists && !shown.includes(cursor)) shown.push(cursor);
  const seating = useRef<Seating>(NOBODY);
  seating.current = seated(
    seating.current,
    shown.map((index) => ({ index, item: rows.row(index)?.item })),
  );
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
      <div role="presentation" className={styles.sizer} style={{ blockSize: sheet.size }}>
        {/* Elements stay where they are in the document: WebKit keeps some of what it made for every element that is taken
            out or moved. */}
        {[...seating.current].map(([seat, { index }]) => {
          const row = rows.row(index);
          const account = accounts?.find(({ id }) => id === row?.account);
          return (
            <InboxRow
              key={seat}
              index={index}
              total={total}
              top={sheet.drawnAt(index, shift)}
              row={row}
              mark={account?.mark}
              colour={account?.colour}
              selected={index === cursor}
              aboveSelected={index === cursor - 1}
              ticked={row !== undefined && model.isTicked(row.item)}
              ticking={ticking}
            />
          );
        })}
      </div>
    </div>
  );
});

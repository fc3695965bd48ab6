/** Opens a view as a snapshot, keeps its model alive, and opens it again where the hand was. */
import { useCallback, useEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { commands, events, type IpcError, type SnapshotView, type View } from "../../host/bindings";
import { asIpcError } from "../../host/errors";
import { keys } from "../../host/keys";
import { atRest } from "../../host/resting-hand";
import { staleKeys } from "../../host/tags";
import { useInboxState } from "../inbox-state";
import { ListModel } from "./list-model";
import { type ListForm, letGo, nameOf, openList, takeAhead } from "./open-list";
import { PAGE_SIZE, RowWindow } from "./row-window";

/** Reopenings in a row before the list gives up and says so. */
const MAX_REOPENINGS = 3;
/** A list that has lasted longer than this was not opened in vain, in ms. */
const LASTED_MS = 10_000;
/** Pages looked through on either side of the anchor's old place. */
const ANCHOR_PAGES = 2;

/** How often a list that is being opened follows a hand that moves on in the former one. */
const MAX_SEATINGS = 4;

/** How long a former list may stand in for the one being opened, in ms. */
const LATE_MS = 120;

/** One opened snapshot. */
type OpenedList = {
  /** Which view, accounts, order, filter and search it shows. */
  readonly key: string;
  readonly view: View;
  readonly snapshot: number;
  readonly model: ListModel;
};

export type InboxList = {
  /** The list on screen; while another is being opened the former one stays, if that takes only a moment. */
  opened: OpenedList | null;
  error: IpcError | null;
  /** Takes a new snapshot with the cursor on the item it stands on now. */
  reopen: () => void;
  /** The host no longer knows the snapshot: opens it again, unless that has failed too often in a row. */
  lost: () => void;
};

type Anchor = { item: number | undefined; index: number };

/**
 * Puts the cursor back on the anchor item, or on its old place when the item is not in the list. Answers whether it is.
 */
async function seat(snapshot: number, model: ListModel, anchor: Anchor): Promise<boolean> {
  const { rows } = model;
  const page = Math.floor(Math.max(anchor.index, 0) / PAGE_SIZE);
  const around = [0, ...Array.from({ length: ANCHOR_PAGES }, (_, i) => [i + 1, -i - 1]).flat()];
  if (anchor.item !== undefined) {
    for (const step of around) {
      const start = (page + step) * PAGE_SIZE;
      if (start < 0 || start >= rows.total) continue;
      await rows.loadPage(start);
      const found = rows.indexOf(anchor.item);
      if (found >= 0) {
        model.moveTo(found);
        return true;
      }
    }
    const place = await commands.snapshotPosition({ snapshot, item: anchor.item });
    if (place !== null) {
      await rows.loadPage(place);
      model.moveTo(place);
      return true;
    }
  }
  model.moveTo(anchor.index);
  return anchor.item === undefined;
}

/** True once `waiting` has lasted too long to look instant. */
function useLate(waiting: boolean): boolean {
  const [late, setLate] = useState(false);
  useEffect(() => {
    if (!waiting) return undefined;
    const timer = setTimeout(() => setLate(true), LATE_MS);
    return () => {
      clearTimeout(timer);
      setLate(false);
    };
  }, [waiting]);
  return waiting && late;
}

function close(live: Set<OpenedList>, list: OpenedList): void {
  live.delete(list);
  list.model.close();
  letGo(list.snapshot);
}

export function useList(form: ListForm): InboxList {
  const { view, order, grouping, filter, search } = form;
  const accounts = form.accounts.join(" ");
  const key = nameOf(form);
  // A row source outlives the render it was made in.
  const latestTrouble = useRef<(of: string, error: IpcError) => void>(() => undefined);
  const reopenings = useRef({ count: 0, last: 0 });
  /** Opened and not closed yet, oldest first. */
  const live = useRef(new Set<OpenedList>());

  const start = useCallback(
    (of: Pick<OpenedList, "key" | "view">, { snapshot, total, rows: first }: SnapshotView): OpenedList => {
      const rows = new RowWindow(
        total,
        (from, count) => commands.snapshotRows({ snapshot, start: from, count }),
        (cause) => latestTrouble.current(of.key, asIpcError(cause)),
        first,
      );
      return { ...of, snapshot, model: new ListModel(rows) };
    },
    [],
  );

  const [opened, setOpened] = useState<OpenedList | null>(() => {
    const opening = useInboxState.getState().sought === null ? takeAhead(form) : null;
    if (!opening) return null;
    const list = start({ key, view }, opening);
    list.model.moveTo(0);
    return list;
  });
  /** The list that was there before this page asked for one. */
  const ahead = useRef(opened);
  /** The list that keys go to. */
  const newest = useRef(opened);
  const [failure, setFailure] = useState<{ key: string; error: IpcError } | null>(null);
  const [round, setRound] = useState(0);
  const searches = useInboxState((state) => state.searches);
  /** Where the hand is in the list that is being replaced: asked when its successor is there, as keys go on meanwhile. */
  const anchor = useRef<{ key: string; at: () => Anchor } | null>(null);

  const reopen = useCallback(() => {
    const list = newest.current;
    if (list) {
      anchor.current = {
        key: list.key,
        at: () => ({ item: list.model.current?.item, index: list.model.cursor }),
      };
    }
    setFailure(null);
    setRound((count) => count + 1);
  }, []);

  const lost = useCallback(() => {
    const { count, last } = reopenings.current;
    const now = performance.now();
    const before = now - last > LASTED_MS ? 0 : count;
    if (before >= MAX_REOPENINGS) return false;
    reopenings.current = { count: before + 1, last: now };
    reopen();
    return true;
  }, [reopen]);
  latestTrouble.current = (of, error) => {
    if (error.code !== "snapshot_gone" || !lost()) setFailure({ key: of, error });
  };

  // biome-ignore lint/correctness/useExhaustiveDependencies: `round` and `searches` ask for a new snapshot of the same view
  useEffect(() => {
    if (ahead.current) {
      live.current.add(ahead.current);
      ahead.current = null;
      return undefined;
    }
    let left = false;
    const fail = (cause: unknown) => {
      if (!left) setFailure({ key, error: asIpcError(cause) });
    };
    const open = async () => {
      const { sought, seek, found } = useInboxState.getState();
      const asked = {
        view,
        order,
        grouping,
        accounts: accounts === "" ? [] : accounts.split(" "),
        filter,
        search,
      };
      const fromTop = sought === null && anchor.current?.key !== key;
      const next = start({ key, view }, await openList(asked, fromTop));
      const { snapshot, model } = next;
      const hand = (): Anchor => {
        if (sought !== null) return { item: sought, index: 0 };
        return anchor.current?.key === key ? anchor.current.at() : { item: undefined, index: 0 };
      };
      let at = hand();
      for (let round = 0; round < MAX_SEATINGS; round += 1) {
        // An unreadable page is reported when the list asks for it; the cursor then stays at its old place.
        const seated = await seat(snapshot, model, at).catch(() => {
          model.moveTo(at.index);
          return true;
        });
        if (sought !== null && !left) {
          // Handled meanwhile, it stands in another view; the view of everything knows it if anybody does.
          if (!seated && view !== "all") seek(sought, "all");
          else found();
        }
        // Comes up with its rows; what cannot be read is reported when the list asks for it.
        if (model.current === undefined) await model.rows.loadPage(model.cursor).catch(() => undefined);
        const moved = hand();
        if (moved.item === at.item && moved.index === at.index) break;
        at = moved;
      }
      if (left) {
        // The anchor belongs to the one that is opened in its place.
        model.close();
        letGo(snapshot);
        return;
      }
      anchor.current = null;
      live.current.add(next);
      newest.current = next;
      // Drawn at once: a key between here and the drawing would go to the former list and be lost.
      flushSync(() => {
        setFailure(null);
        setOpened(next);
      });
    };
    open().catch(fail);
    return () => {
      left = true;
    };
  }, [key, view, order, grouping, accounts, filter, search, round, searches, start]);

  // Former snapshots go once their successor is on screen, all of them with the page: one may have been opened just
  // before the page went, and has then never been on screen.
  useEffect(() => {
    for (const each of live.current) {
      if (each === opened) return;
      close(live.current, each);
    }
  }, [opened]);
  useEffect(() => {
    const all = live.current;
    return () => {
      for (const each of all) close(all, each);
    };
  }, []);

  useEffect(() => {
    if (!opened) return undefined;
    const rowsKey = keys.snapshotRows()[0];
    // What the hand does shows in its rows at once; what comes of it otherwise can wait for the hand to rest.
    const refresh = atRest(() => opened.model.rows.refresh());
    const listening = events.stale.listen(({ payload }) => {
      const touched = payload.tags.flatMap(staleKeys).some((stale) => stale[0] === rowsKey);
      if (touched) refresh.ask();
    });
    return () => {
      refresh.stop();
      void listening.then((stop) => stop());
    };
  }, [opened]);

  const outdated = opened !== null && opened.key !== key;
  const failed = failure?.key === key;
  const late = useLate(outdated);
  return {
    opened: outdated && (late || failed) ? null : opened,
    error: failed ? failure.error : null,
    reopen,
    lost,
  };
}

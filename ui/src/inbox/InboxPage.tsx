/** The inbox: views, list and detail side by side, folding as the window narrows. */
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from "react";
import { useShallow } from "zustand/react/shallow";
import { commands, type LabelView, type ThreadView } from "../host/bindings";
import { keys } from "../host/keys";
import { useAppState } from "../host/queries";
import { useT } from "../i18n/useT";
import { cx } from "../parts/cx";
import { lazily } from "../parts/lazily";
import { SecondPaint } from "../parts/SecondPaint";
import { SkeletonRows } from "../parts/Skeleton";
import { useAccountFilter } from "../shell/account-filter";
import { announce } from "../shell/announce";
import { AccountProblems } from "./AccountProblems";
import { InboxCommands } from "./actions/InboxCommands";
import { useActions } from "./actions/use-actions";
import type { Writing } from "./detail/BoxTabs";
import { EmptyView } from "./EmptyView";
import { ErrorNotice } from "./ErrorNotice";
import { isThread } from "./faces";
import styles from "./InboxPage.module.css";
import { commentAt, lineOf, useInboxState } from "./inbox-state";
import { carriedBy } from "./labels/carried";
import { ListHeader } from "./list/ListHeader";
import { NewPill } from "./list/NewPill";
import { useExport } from "./list/use-export";
import { useList } from "./list/use-list";
import { VirtualList } from "./list/VirtualList";
import { useReadAhead } from "./read-ahead";
import { NothingFound } from "./search/NothingFound";
import { SearchNote } from "./search/SearchNote";
import { clearSearch, useSearch } from "./search/search-state";
import { useLayout } from "./use-layout";
import { useMarkRead } from "./use-mark-read";
import { MentionsNote } from "./views/MentionsNote";

const ViewsPane = lazily(async () => (await import("./second-paint")).ViewsPane);
const FilterLine = lazily(async () => (await import("./second-paint")).FilterLine);
const Detail = lazily(async () => (await import("./second-paint")).Detail);
const BulkBar = lazily(async () => (await import("./second-paint")).BulkBar);
const SnoozeDialog = lazily(async () => (await import("./second-paint")).SnoozeDialog);
const RunSheet = lazily(async () => (await import("./second-paint")).RunSheet);
const LabelPicker = lazily(async () => (await import("./second-paint")).LabelPicker);
const ConfirmDialog = lazily(async () => (await import("./second-paint")).ConfirmDialog);

/** Letters that come faster than this are searched for together, in ms. */
const TYPING_MS = 40;

const nothing = () => () => undefined;

/** How many frames the field that is to be written in may be late. */
const FOCUS_FRAMES = 60;

/** An answer in public or a message, which every item begins with. */
const NOTHING_BEGUN = { item: undefined, what: "reply" } as const;

/** What carries no label. */
const NOTHING_CARRIED: ReturnType<typeof carriedBy> = new Map();

export function InboxPage() {
  // Opened before it is known how the view was put together, its list would be opened twice.
  const arranged = useInboxState((state) => state.arranged);
  return arranged && <Inbox />;
}

/** Every step through the list renders this; what a step does not change is memoised and gets the same properties again. */
function Inbox() {
  const t = useT();
  const { view, order, grouping, filter, reading, setReading, choose } = useInboxState(
    useShallow(({ view, order, grouping, filter, reading, setReading, choose }) => ({
      view,
      order,
      grouping,
      filter,
      reading,
      setReading,
      choose,
    })),
  );
  const accounts = useAccountFilter((state) => state.selected);
  const layout = useLayout();
  const [search] = useDebouncedValue(
    useSearch((state) => state.text.trimStart()),
    TYPING_MS,
  );
  const searching = search !== "";
  const list = useList({
    view,
    order,
    grouping,
    accounts: [...accounts],
    filter: lineOf(filter),
    search,
  });
  const actions = useActions(list);
  const { opened, reopen } = list;
  const model = opened?.model;
  useSyncExternalStore(model?.subscribe ?? nothing, () => model?.version ?? 0);

  const onExport = useExport(opened?.snapshot, actions.report);

  const news = useQuery({
    queryKey: keys.snapshotNews(opened?.snapshot ?? -1),
    queryFn: () => commands.snapshotNews({ snapshot: opened?.snapshot ?? -1 }),
    enabled: opened !== null,
    gcTime: 0,
  });
  const { lost } = list;
  const gone = news.error?.code === "snapshot_gone";
  useEffect(() => {
    if (gone) lost();
  }, [gone, lost]);
  const newItems = opened ? (news.data?.new_items ?? 0) : 0;

  const scroller = useRef<HTMLDivElement>(null);
  const replyFocus = useRef<HTMLElement>(null);
  const filterField = useRef<HTMLInputElement>(null);
  const focusList = useCallback(() => scroller.current?.focus({ preventScroll: true }), []);

  useEffect(() => {
    useSearch.setState({ toList: focusList });
    return () => useSearch.setState({ toList: undefined });
  }, [focusList]);

  // The hand starts on the list, unless it already is somewhere.
  const ready = model !== undefined && model.rows.total > 0;
  useEffect(() => {
    if (ready && document.activeElement === document.body) focusList();
  }, [ready, focusList]);

  const detailShown = !layout.overlay || reading;
  const touch = useMarkRead(model, detailShown, actions.markRead);

  const open = useCallback(
    (index: number) => {
      touch();
      model?.moveTo(index);
      setReading(true);
    },
    [model, setReading, touch],
  );
  const onOpen = useCallback(() => open(Math.max(0, model?.cursor ?? 0)), [open, model]);
  const onBack = useCallback(() => {
    setReading(false);
    focusList();
  }, [setReading, focusList]);
  const [card, setCard] = useState(false);
  const [begun, setBegun] = useState<{ item: number | undefined; what: Writing }>(NOTHING_BEGUN);
  const onWriting = useCallback(
    (what: Writing, focused = true) => {
      setBegun({ item: model?.current?.item, what });
      setCard(false);
      if (!focused) return;
      setReading(true);
      // The detail may have been closed, or the other box was there: this one appears with one of the next frames.
      const focus = (frames: number) =>
        requestAnimationFrame(() => {
          if (replyFocus.current) replyFocus.current.focus();
          else if (frames > 0) focus(frames - 1);
        });
      focus(FOCUS_FRAMES);
    },
    [model, setReading],
  );
  const onReply = useCallback(() => onWriting("reply"), [onWriting]);
  // In a conversation every answer is private, and a tagged post has none.
  const onPrivateReply = useCallback(
    () => onWriting(model?.current && isThread(model.current) ? "private" : "reply"),
    [onWriting, model],
  );
  const onNote = useCallback(() => onWriting("note"), [onWriting]);
  const onCard = useCallback(() => {
    if (card) focusList();
    else setReading(true);
    setCard(!card);
  }, [card, focusList, setReading]);
  const onEscape = useCallback(() => {
    if (card) onCard();
    else if (model && model.tickedCount > 0) model.clearTicks();
    else if (searching) clearSearch();
    else onBack();
  }, [card, onCard, model, onBack, searching]);
  const onLoadNew = useCallback(() => {
    if (newItems === 0) return;
    announce(t("inbox.toast.loaded", { count: newItems }));
    reopen();
    focusList();
  }, [newItems, reopen, focusList, t]);

  const onFilter = useCallback(() => filterField.current?.focus(), []);

  const row = model?.current;
  const item = row?.item;
  const client = useQueryClient();
  // Another item begins at its face, and with a reply.
  const writing = begun.item === item ? begun.what : "reply";
  // biome-ignore lint/correctness/useExhaustiveDependencies: another item is at hand
  useEffect(() => {
    choose(null);
    setBegun(NOTHING_BEGUN);
  }, [item, choose]);
  const onStep = useCallback(
    (step: 1 | -1) => {
      const at = model?.current;
      if (!at || !isThread(at)) return;
      const comment = commentAt(at, useInboxState.getState().chosen);
      const thread = client.getQueryData<ThreadView>(keys.thread(at.face.media, comment));
      const theirs = thread?.comments.filter(({ ours }) => !ours) ?? [];
      const next = theirs[theirs.findIndex((each) => each.comment === comment) + step];
      if (next) choose({ item: at.item, comment: next.comment });
    },
    [client, model, choose],
  );

  const [snoozing, setSnoozing] = useState(false);
  const onSnooze = useCallback(() => {
    if (model && model.subjects.length > 0) setSnoozing(true);
  }, [model]);
  const { assign, setLabel } = actions;
  const onSnoozed = useCallback(() => setSnoozing(false), []);
  const [labelling, setLabelling] = useState(false);
  const onLabelled = useCallback(() => setLabelling(false), []);
  const onLabel = useCallback(() => {
    if (model && model.subjects.length > 0) setLabelling(true);
  }, [model]);
  const onToggleLabel = useCallback(
    (label: LabelView, on: boolean) => {
      // The whole view is opened again after it, with nothing chosen.
      if (model && model.whole !== null) setLabelling(false);
      setLabel(label, on);
    },
    [model, setLabel],
  );
  // While it closes it shows what it showed.
  const carried = useRef<ReturnType<typeof carriedBy>>(NOTHING_CARRIED);
  if (labelling) carried.current = carriedBy(model?.subjects ?? []);
  /** On how many items a label or a note goes. */
  const chosenItems = Math.max(1, model?.tickedCount ?? 0);
  const app = useAppState();
  const [member, colour] = [app?.member ?? "", app?.member_colour ?? 1];
  const onAssign = useCallback(
    (toggle: boolean) => assign({ name: member, colour }, toggle),
    [assign, member, colour],
  );
  const onToggleAssigned = useCallback(() => onAssign(true), [onAssign]);

  useReadAhead(model?.rows.row(model.cursor + 1));
  const empty = model !== undefined && model.rows.total === 0 && list.error === null;
  return (
    <div className={styles.page}>
      {!layout.folded && (
        <SecondPaint room={styles.views}>
          <ViewsPane />
        </SecondPaint>
      )}
      <div className={styles.panel}>
        <section
          className={cx(styles.list, (empty || (layout.overlay && !(reading && row))) && styles.wide)}
          aria-label={t("inbox.list.pane")}
          data-pane
        >
          <ListHeader total={model?.rows.total} folded={layout.folded} onExport={onExport} />
          <div className={styles.filter}>
            <SecondPaint>
              <FilterLine field={filterField} onLeave={focusList} />
            </SecondPaint>
            <NewPill count={newItems} onLoad={onLoadNew} />
          </div>
          <AccountProblems />
          {view === "mentions" && <MentionsNote />}
          {searching && <SearchNote key={search} onSearchAgain={reopen} />}
          {list.error ? (
            <div className={styles.notice}>
              <ErrorNotice error={list.error} onRetry={reopen} />
            </div>
          ) : model === undefined ? (
            <div className={styles.waiting}>
              <SkeletonRows rows={10} />
            </div>
          ) : empty ? (
            searching ? (
              <NothingFound />
            ) : (
              <EmptyView />
            )
          ) : (
            <VirtualList key={opened?.key} model={model} scroller={scroller} onOpen={open} />
          )}
          {model && !list.error && model.tickedCount > 0 && (
            <SecondPaint>
              <BulkBar model={model} actions={actions} onLabel={onLabel} />
            </SecondPaint>
          )}
        </section>
        {!empty && detailShown && row && (
          <section
            className={cx(styles.detail, layout.overlay && styles.overlay)}
            aria-label={t("inbox.detail")}
            data-pane
          >
            <SecondPaint>
              <Detail
                row={row}
                actions={actions}
                replyFocus={replyFocus}
                onSnooze={onSnooze}
                onAssign={onToggleAssigned}
                onLabel={onLabel}
                writing={writing}
                onWriting={onWriting}
                chosenItems={chosenItems}
                card={card}
                onCard={setCard}
                onBack={layout.overlay ? onBack : undefined}
                narrow={layout.overlay}
                onReply={onReply}
                onLeaveReply={focusList}
              />
            </SecondPaint>
          </section>
        )}
        {!empty && !row && !layout.overlay && (
          <p className={styles.nothing}>{model && !list.error && t("inbox.detail.none")}</p>
        )}
        {actions.error && (
          <div className={styles.failure} role="alert" data-floats>
            <ErrorNotice error={actions.error} onDismiss={actions.clearError} />
          </div>
        )}
      </div>
      {model && (
        <InboxCommands
          model={model}
          actions={actions}
          onMove={focusList}
          onOpen={onOpen}
          onBack={onBack}
          onReply={onReply}
          onPrivateReply={onPrivateReply}
          onSnooze={onSnooze}
          onLabel={onLabel}
          onNote={onNote}
          onCard={onCard}
          onAssign={onAssign}
          onStep={onStep}
          onLoadNew={onLoadNew}
          onEscape={onEscape}
          onFilter={onFilter}
        />
      )}
      <SecondPaint>
        <SnoozeDialog
          opened={snoozing}
          snoozed={model?.subjects.some(({ snoozed_until }) => snoozed_until !== null) ?? false}
          onClose={onSnoozed}
          onSnooze={actions.snooze}
        />
        <RunSheet request={actions.sheet} onClose={actions.closeSheet} onConfirm={actions.startRun} />
        <LabelPicker
          opened={labelling}
          title={t("inbox.labels.title", { count: chosenItems })}
          carried={carried.current}
          onClose={onLabelled}
          onToggle={onToggleLabel}
          onError={actions.report}
        />
        <ConfirmDialog request={actions.confirmation} onClose={actions.closeConfirmation} />
      </SecondPaint>
    </div>
  );
}

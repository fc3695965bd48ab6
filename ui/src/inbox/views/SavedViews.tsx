/** The lists that people keep, under the fixed views: open, keep the present one, rename, change, move, let go. */
import { Menu } from "@mantine/core";
import { IconBookmark, IconDots, IconPlus } from "@tabler/icons-react";
import { useMutation, useQuery } from "@tanstack/react-query";
import { type KeyboardEvent, useState } from "react";
import { useIntl } from "react-intl";
import { commands, type SavedViewView, type ShownForm } from "../../host/bindings";
import { keys } from "../../host/keys";
import { queries } from "../../host/queries";
import { useT } from "../../i18n/useT";
import { cx } from "../../parts/cx";
import { IconButton } from "../../parts/IconButton";
import { useAccountFilter } from "../../shell/account-filter";
import { useUndoToasts } from "../../shell/undo-toasts";
import { useSettle } from "../../shell/use-settle";
import { lineOf, useInboxState } from "../inbox-state";
import { NameDialog } from "./NameDialog";
import styles from "./SavedViews.module.css";
import pane from "./ViewsPane.module.css";

/** What the dialog asks a name for. */
type Naming = { kind: "new" } | { kind: "rename"; saved: SavedViewView } | null;

export function SavedViews() {
  const t = useT();
  const saved = useQuery(queries.savedViews).data ?? [];
  const counts = useQuery({ ...queries.savedCounts, enabled: saved.length > 0 }).data;
  const [naming, setNaming] = useState<Naming>(null);
  const { keep, rename, update, order, remove } = useSavedActions();
  const current = useInboxState((state) => state.saved);

  const move = (from: number, by: -1 | 1) => {
    const to = from + by;
    if (to < 0 || to >= saved.length) return;
    const next = saved.map((each) => each.saved);
    next.splice(to, 0, ...next.splice(from, 1));
    order.mutate(next);
  };
  return (
    <section className={styles.section} aria-label={t("inbox.kept")}>
      <header className={styles.head}>
        <span className={styles.title}>{t("inbox.kept")}</span>
        <IconButton
          small
          icon={IconPlus}
          iconSize={14}
          label={t("inbox.kept.keep")}
          onClick={() => setNaming({ kind: "new" })}
        />
      </header>
      <ul className={styles.list}>
        {saved.map((each, index) => (
          <Saved
            key={each.saved}
            saved={each}
            count={counts?.find((count) => count.saved === each.saved)?.count}
            shown={each.saved === current}
            onMove={(by) => move(index, by)}
            onRename={() => setNaming({ kind: "rename", saved: each })}
            onUpdate={() => update.mutate(each.saved)}
            onDuplicate={() =>
              keep.mutate({ name: t("inbox.kept.copy", { name: each.name }), shown: each.shown })
            }
            onRemove={() => remove.mutate(each)}
          />
        ))}
      </ul>
      <NameDialog
        opened={naming !== null}
        title={t(naming?.kind === "rename" ? "inbox.kept.rename" : "inbox.kept.keep")}
        name={naming?.kind === "rename" ? naming.saved.name : ""}
        onClose={() => setNaming(null)}
        onName={async (name) => {
          if (naming?.kind === "rename") await rename.mutateAsync({ saved: naming.saved.saved, name });
          else await keep.mutateAsync({ name, shown: null });
        }}
      />
    </section>
  );
}

type RowProps = {
  saved: SavedViewView;
  /** Null: its filter cannot be used any more. */
  count: number | null | undefined;
  shown: boolean;
  onMove: (by: -1 | 1) => void;
  onRename: () => void;
  onUpdate: () => void;
  onDuplicate: () => void;
  onRemove: () => void;
};

function Saved({ saved, count, shown, onMove, onRename, onUpdate, onDuplicate, onRemove }: RowProps) {
  const t = useT();
  const intl = useIntl();
  const open = useOpenSaved();
  const [menu, setMenu] = useState(false);
  const onKeyDown = (event: KeyboardEvent) => {
    if (!event.altKey || !event.shiftKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
    event.preventDefault();
    event.stopPropagation();
    onMove(event.key === "ArrowUp" ? -1 : 1);
  };
  return (
    <li className={styles.item}>
      <button
        type="button"
        className={cx(pane.view, shown && pane.active)}
        aria-current={shown || undefined}
        data-pane-focus={shown || undefined}
        onClick={() => open(saved)}
        onKeyDown={onKeyDown}
        onContextMenu={(event) => {
          event.preventDefault();
          setMenu(true);
        }}
      >
        <IconBookmark size={16} stroke={1.5} aria-hidden className={pane.icon ?? ""} />
        <bdi className={pane.name}>{saved.name}</bdi>
        {count !== undefined && count !== null && count > 0 && (
          <span className={pane.count}>{intl.formatNumber(count)}</span>
        )}
        {count === null && <span className={pane.count}>{t("inbox.kept.broken")}</span>}
      </button>
      <Menu opened={menu} onChange={setMenu} position="bottom-end" width={200}>
        <Menu.Target>
          <IconButton
            small
            icon={IconDots}
            iconSize={14}
            className={styles.more}
            label={t("inbox.kept.more", { name: saved.name })}
          />
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={onRename}>{t("inbox.kept.rename")}</Menu.Item>
          <Menu.Item onClick={onUpdate}>{t("inbox.kept.update")}</Menu.Item>
          <Menu.Item onClick={onDuplicate}>{t("inbox.kept.duplicate")}</Menu.Item>
          <Menu.Item onClick={() => onMove(-1)}>{t("inbox.kept.up")}</Menu.Item>
          <Menu.Item onClick={() => onMove(1)}>{t("inbox.kept.down")}</Menu.Item>
          <Menu.Item onClick={onRemove}>{t("inbox.kept.remove")}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </li>
  );
}

/** Shows a kept list: its view, order, accounts and filter. */
export function useOpenSaved() {
  const openSaved = useInboxState((state) => state.openSaved);
  return async ({ saved, shown }: SavedViewView) => {
    const { view, order, grouping, filter, accounts } = shown;
    const { terms } = await commands.readFilter({ text: filter, caret: filter.length });
    useAccountFilter.setState({ selected: accounts });
    openSaved(saved, view, { order, grouping }, terms);
  };
}

/** What is on screen now. */
function present(): ShownForm {
  const { view, order, grouping, filter } = useInboxState.getState();
  return {
    view,
    order,
    grouping,
    accounts: [...useAccountFilter.getState().selected],
    filter: lineOf(filter),
  };
}

function useSavedActions() {
  const t = useT();
  const settle = useSettle(keys.savedViews);
  const keep = useMutation({
    mutationFn: ({ name, shown }: { name: string; shown: ShownForm | null }) =>
      commands.saveView({ name, shown: shown ?? present() }),
    onSettled: settle.onSettled,
    onSuccess: (saved, { shown }) => {
      if (shown === null) useInboxState.setState({ saved });
    },
  });
  const rename = useMutation({
    mutationFn: (form: { saved: string; name: string }) => commands.renameView(form),
    onSettled: settle.onSettled,
  });
  const update = useMutation({
    mutationFn: (saved: string) => commands.updateView({ saved, shown: present() }),
    ...settle,
    onSuccess: (_, saved) => useInboxState.setState({ saved }),
  });
  const order = useMutation({ mutationFn: (saved: string[]) => commands.orderViews({ saved }), ...settle });
  const remove = useMutation({
    mutationFn: ({ saved }: SavedViewView) => commands.removeView({ saved }),
    ...settle,
    onSuccess: (_, { saved, name, shown }) => {
      useInboxState.setState((state) => (state.saved === saved ? { saved: null } : {}));
      useUndoToasts.getState().show({
        message: t("inbox.kept.removed", { name }),
        undo: () => keep.mutate({ name, shown }),
      });
    },
  });
  return { keep, rename, update, order, remove };
}

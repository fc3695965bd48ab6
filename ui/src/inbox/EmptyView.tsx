/** Nothing in the chosen view, or nothing left by the filters: says so with true numbers, and offers the next thing. */
import { IconEdit } from "@tabler/icons-react";
import { useNewDraft } from "../composer/use-new-draft";
import { useAccounts } from "../host/queries";
import { useT } from "../i18n/useT";
import { Button } from "../parts/Button";
import { EmptyState } from "../parts/EmptyState";
import { useAccountFilter } from "../shell/account-filter";
import { useInboxState } from "./inbox-state";
import { useViewCounts } from "./views/use-view-counts";

export function EmptyView() {
  const t = useT();
  const { view, setView, filter, setFilter } = useInboxState();
  const counts = useViewCounts();
  const connected = useAccounts() ?? [];
  const known = connected.length;
  const { mutate: newPost, isPending } = useNewDraft();
  const selected = useAccountFilter((state) => state.selected.length);
  const accounts = selected > 0 ? selected : known;
  const other = view === "needs_reply" ? "all" : "needs_reply";
  const offered = (counts?.[other] ?? 0) > 0;
  if (filter.length > 0)
    return (
      <EmptyState
        title={t("inbox.empty.filter.title")}
        actions={<Button onClick={() => setFilter([])}>{t("inbox.empty.filter.clear")}</Button>}
      >
        {t("inbox.empty.filter")}
      </EmptyState>
    );
  // Nothing was read yet: that is not the same as nothing to do.
  if (counts?.all === 0) {
    const reading = connected.some(({ state }) => state === "syncing");
    return (
      <EmptyState title={t(reading ? "inbox.empty.reading.title" : "inbox.empty.all.title")}>
        {t("inbox.empty.text", { all: 0, needs: 0 })}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title={t(`inbox.empty.${view}.title`)}
      actions={
        <>
          {offered && <Button onClick={() => setView(other)}>{t(`inbox.empty.show.${other}`)}</Button>}
          {view === "needs_reply" && (
            <Button icon={IconEdit} keys="go.new_post" busy={isPending} onClick={() => newPost()}>
              {t("inbox.empty.write")}
            </Button>
          )}
        </>
      }
    >
      {counts &&
        (view === "needs_reply" ? (
          <>
            {t("inbox.empty.needs_reply", { ...counts })}
            <br />
            {t("inbox.empty.waiting", { accounts })}
          </>
        ) : (
          t("inbox.empty.text", { all: counts.all, needs: counts.needs_reply })
        ))}
    </EmptyState>
  );
}

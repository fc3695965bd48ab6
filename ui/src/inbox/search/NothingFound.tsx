/** A search that found nothing: says what was searched, and offers to look further. */
import { useT } from "../../i18n/useT";
import { Button } from "../../parts/Button";
import { EmptyState } from "../../parts/EmptyState";
import { useAccountFilter } from "../../shell/account-filter";
import { useInboxState } from "../inbox-state";
import { clearSearch, useSearch } from "./search-state";

export function NothingFound() {
  const t = useT();
  const text = useSearch((state) => state.text.trim());
  const { view, setView } = useInboxState();
  const { selected, all } = useAccountFilter();
  return (
    <EmptyState
      title={t("inbox.search.nothing.title")}
      actions={
        <>
          {view !== "all" && <Button onClick={() => setView("all")}>{t("inbox.search.everywhere")}</Button>}
          {selected.length > 0 && <Button onClick={all}>{t("inbox.search.all_accounts")}</Button>}
          <Button keys="inbox.escape" onClick={clearSearch}>
            {t("inbox.search.clear")}
          </Button>
        </>
      }
    >
      {t("inbox.search.nothing", {
        query: text,
        view: t(`inbox.view.${view}`),
        accounts: selected.length,
      })}
    </EmptyState>
  );
}

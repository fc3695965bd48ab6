/** The search field above the list. It searches as the person types; the list below is what is found. */
import { IconCommand, IconSearch, IconX } from "@tabler/icons-react";
import { useNavigate, useRouterState } from "@tanstack/react-router";
import type { KeyboardEvent } from "react";
import { useT } from "../../i18n/useT";
import { KeyCap } from "../../parts/KeyCap";
import { openPalette } from "../../shell/open-palette";
import styles from "./SearchField.module.css";
import { clearSearch, SEARCH_FIELD_ID, useSearch } from "./search-state";

export function SearchField() {
  const t = useT();
  const navigate = useNavigate();
  const inInbox = useRouterState({ select: ({ location }) => location.pathname === "/inbox" });
  const { text, setText, toList } = useSearch();
  const type = (typed: string) => {
    setText(typed);
    if (!inInbox && typed !== "") void navigate({ to: "/inbox" });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // A key that an input method still composes with is its own.
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Escape") {
      event.preventDefault();
      if (text === "") toList?.();
      else clearSearch();
    } else if (event.key === "Enter" || event.key === "ArrowDown") {
      event.preventDefault();
      toList?.();
    }
  };
  return (
    <search className={styles.search}>
      <IconSearch size={16} stroke={1.5} aria-hidden />
      <input
        id={SEARCH_FIELD_ID}
        type="search"
        dir="auto"
        className={styles.field}
        aria-label={t("inbox.search.label")}
        placeholder={t("inbox.search.placeholder")}
        value={text}
        onChange={(event) => type(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        autoComplete="off"
        spellCheck={false}
        data-pane-focus
      />
      {text !== "" ? (
        <button
          type="button"
          className={styles.button}
          aria-label={t("inbox.search.clear")}
          onClick={clearSearch}
        >
          <IconX size={14} stroke={1.75} aria-hidden />
        </button>
      ) : (
        <>
          <KeyCap keys="go.search" />
          <button
            type="button"
            className={styles.button}
            aria-label={t("shell.palette.open")}
            onClick={openPalette}
          >
            <IconCommand size={14} stroke={1.5} aria-hidden />
          </button>
        </>
      )}
    </search>
  );
}

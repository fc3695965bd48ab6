/** The line under the title: what the list is narrowed to, as chips, and a field that says how to narrow it further. */
import { Combobox, useCombobox } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import {
  type KeyboardEvent,
  memo,
  type RefObject,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import type { FilterSuggestionView } from "../../host/bindings";
import { useT } from "../../i18n/useT";
import { useInboxState } from "../inbox-state";
import styles from "./FilterLine.module.css";
import { complaintsToShow, splice } from "./typed";
import { Underlined } from "./Underlined";
import { useChipText } from "./use-chip-text";
import { useReading } from "./use-reading";
import { describe } from "./words";

type Props = {
  field: RefObject<HTMLInputElement | null>;
  /** The hand goes back to the list. */
  onLeave: () => void;
};

export const FilterLine = memo(function FilterLine({ field, onLeave }: Props) {
  const t = useT();
  const filter = useInboxState((state) => state.filter);
  const setFilter = useInboxState((state) => state.setFilter);
  const chipText = useChipText();
  const [text, setText] = useState("");
  const [caret, setCaret] = useState(0);
  const [scroll, setScroll] = useState(0);
  /** Enter was pressed on a text that cannot be used: then every complaint is shown at once. */
  const [tried, setTried] = useState(false);
  const [inside, setInside] = useState(false);
  /** Where the caret belongs once the new text is in the field. */
  const jump = useRef<number | null>(null);
  const sentence = useId();
  const list = useId();
  const { reading, read } = useReading(text, caret, inside);
  const complaints = complaintsToShow(reading, text, caret, tried);
  const first = complaints[0];
  const combobox = useCombobox();
  const { resetSelectedOption, setListId } = combobox;
  // The list is on the page while it is open only, and the field says which one it is from its first moment.
  useEffect(() => setListId(list), [setListId, list]);

  const suggestions = reading?.suggestions ?? [];
  const offered = suggestions.map(({ insert }) => insert).join(" ");
  // biome-ignore lint/correctness/useExhaustiveDependencies: other options stand where the chosen one stood
  useEffect(() => resetSelectedOption(), [offered, first?.message]);

  useLayoutEffect(() => {
    if (jump.current === null) return;
    field.current?.setSelectionRange(jump.current, jump.current);
    jump.current = null;
  });

  const type = (next: string, at: number) => {
    setText(next);
    setCaret(at);
    setTried(false);
  };

  /** Makes chips of what is typed, if all of it can be used. */
  const take = async (typed: string) => {
    if (typed.trim() === "") return;
    const { terms, complaints: wrong } = await read(typed, typed.length);
    if (wrong.length > 0) {
      setTried(true);
      combobox.openDropdown();
      return;
    }
    const known = new Set(filter.map((term) => term.text));
    setFilter([...filter, ...terms.filter((term) => !known.has(term.text))]);
    type("", 0);
  };

  const put = (start: number, end: number, insert: string, whole: boolean) => {
    const next = splice(text, start, end, insert);
    jump.current = start + insert.length;
    type(next, jump.current);
    if (whole) void take(next);
  };

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter" && !(combobox.dropdownOpened && combobox.getSelectedOptionIndex() >= 0)) {
      event.preventDefault();
      void take(text);
    }
    if (event.key === "Escape" && !combobox.dropdownOpened) onLeave();
    const last = filter.at(-1);
    if (event.key === "Backspace" && text === "" && last) {
      event.preventDefault();
      setFilter(filter.slice(0, -1));
      jump.current = last.text.length;
      type(last.text, last.text.length);
    }
  };

  const remove = (gone: string) => {
    setFilter(filter.filter((term) => term.text !== gone));
    field.current?.focus();
  };

  const fix = first?.nearest ?? null;
  const shown = combobox.dropdownOpened && (suggestions.length > 0 || first !== undefined);
  return (
    <div className={styles.line}>
      {filter.length > 0 && (
        <ul className={styles.chips} aria-label={t("inbox.filter.chosen")}>
          {filter.map((term) => (
            <li key={term.text}>
              <button
                type="button"
                className={styles.chip}
                aria-label={t("inbox.filter.remove", { term: chipText(term) })}
                onClick={() => remove(term.text)}
              >
                <bdi>{chipText(term)}</bdi>
                <IconX size={12} stroke={1.75} aria-hidden />
              </button>
            </li>
          ))}
        </ul>
      )}
      <Combobox
        store={combobox}
        position="bottom-start"
        width={320}
        offset={6}
        // Inside the list's landmark; fixed, so that the panel does not cut it off.
        withinPortal={false}
        floatingStrategy="fixed"
        classNames={{ dropdown: styles.dropdown, options: styles.options, option: styles.option }}
        onOptionSubmit={(value) => {
          if (value === FIX && first && fix !== null) put(first.start, first.end, fix, false);
          const chosen = suggestions[Number(value)];
          if (value !== FIX && chosen && reading)
            put(reading.start, reading.end, chosen.insert, chosen.value !== null);
        }}
      >
        <div className={styles.field}>
          <Underlined text={text} spots={complaints} scroll={scroll} />
          <Combobox.Target withExpandedAttribute>
            <input
              ref={field}
              type="text"
              className={styles.input}
              value={text}
              placeholder={t("inbox.filter.add")}
              aria-label={t("inbox.filter.add")}
              aria-autocomplete="list"
              aria-invalid={first !== undefined || undefined}
              aria-describedby={first && shown ? sentence : undefined}
              autoCapitalize="off"
              autoCorrect="off"
              spellCheck={false}
              onChange={({ currentTarget }) => {
                type(currentTarget.value, currentTarget.selectionStart ?? currentTarget.value.length);
                combobox.openDropdown();
              }}
              onSelect={({ currentTarget }) => setCaret(currentTarget.selectionStart ?? 0)}
              onScroll={({ currentTarget }) => setScroll(currentTarget.scrollLeft)}
              onFocus={() => {
                setInside(true);
                combobox.openDropdown();
              }}
              onBlur={() => {
                setInside(false);
                combobox.closeDropdown();
              }}
              onKeyDown={onKeyDown}
            />
          </Combobox.Target>
        </div>
        <Combobox.Dropdown hidden={!shown}>
          {shown && first && (
            <p id={sentence} className={styles.complaint} role="alert">
              {first.message}
            </p>
          )}
          {shown && (
            <Combobox.Options id={list} aria-label={t("inbox.filter.suggestions")}>
              {fix !== null && (
                <Combobox.Option value={FIX}>
                  <span className={styles.word}>{t("inbox.filter.instead", { word: fix })}</span>
                </Combobox.Option>
              )}
              {suggestions.map((suggestion, index) => (
                <Combobox.Option key={suggestion.insert} value={String(index)}>
                  <span className={styles.word}>{wordOf(suggestion)}</span>
                  <span className={styles.hint}>{describe(t, suggestion)}</span>
                </Combobox.Option>
              ))}
            </Combobox.Options>
          )}
        </Combobox.Dropdown>
      </Combobox>
    </div>
  );
});

/** The option that puts right what a complaint is about. */
const FIX = "fix";

const wordOf = ({ key, value }: FilterSuggestionView) => value ?? `${key}:`;

/**
 * `;` in a reply editor: opens the saved replies, finds by what is typed behind it, and puts one into the text with its
 * variables filled in. Nothing is ever sent from here but by the person's own key.
 */
import { useQuery } from "@tanstack/react-query";
import { type KeyboardEvent, useCallback, useEffect, useId, useLayoutEffect, useRef, useState } from "react";
import type { AboutForm, OffersView, OfferView } from "../../host/bindings";
import { offersQuery } from "./offers-query";
import { inserted, matching, queryAt, type TypedQuery } from "./typed-query";

type Editor = {
  /** Whose text it is. */
  item: number;
  /** What is answered. */
  about: AboutForm;
  text: string;
  field: () => HTMLTextAreaElement | null;
  /** Writes the text; `reply` is the saved reply it began as. */
  write: (text: string, reply?: string) => void;
  /** Sends what is in the editor now. */
  send: (text: string) => void;
};

export function useSavedReplies({ item, about, text, field, write, send }: Editor) {
  const id = useId();
  const [query, setQuery] = useState<TypedQuery | null>(null);
  const [active, setActive] = useState(0);
  const offers: OffersView | undefined = useQuery(offersQuery(about)).data;
  // What is to be selected once the text has been written.
  const selection = useRef<{ from: number; to: number } | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text has been written
  useLayoutEffect(() => {
    const wanted = selection.current;
    if (!wanted) return;
    selection.current = null;
    field()?.setSelectionRange(wanted.from, wanted.to);
  }, [text]);

  /** Undoes that `;` was put into the text by a key or button, which leaving the list does. */
  const takeBack = useRef<(() => void) | null>(null);

  const open = query !== null;
  const found = query === null ? [] : matching(offers?.replies ?? [], query.words);
  const at = Math.min(active, Math.max(0, found.length - 1));
  const close = useCallback(() => {
    takeBack.current = null;
    setQuery(null);
  }, []);
  const leave = useCallback(() => {
    takeBack.current?.();
    close();
  }, [close]);
  // The editor may go, or turn to another item, while the list is open.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another item has its own text
  useEffect(() => leave, [leave, item]);

  const insert = (offer: OfferView, where: Pick<TypedQuery, "start" | "end">): string => {
    const next = inserted(text, where, offer.pieces);
    close();
    selection.current = next;
    write(next.text, offer.reply);
    field()?.focus();
    return next.text;
  };
  const caret = (): Pick<TypedQuery, "start" | "end"> => {
    const element = field();
    return { start: element?.selectionStart ?? text.length, end: element?.selectionEnd ?? text.length };
  };

  return {
    id,
    open,
    offers,
    found,
    words: query?.words ?? "",
    active: at,
    setActive,

    /** What was typed, and where the caret stands now. */
    onTyped(value: string, position: number) {
      const typed = queryAt(value, position);
      if (typed?.words !== "") takeBack.current = null;
      setQuery(typed);
      setActive(0);
    },

    /** Opens the list where the caret stands, as if `;` had been typed there. */
    begin() {
      field()?.focus();
      const { start, end } = caret();
      setActive(0);
      const there = start === end ? queryAt(text, start) : null;
      if (there?.words === "") {
        setQuery(there);
        return;
      }
      const sign = start === 0 || /\s/.test(text[start - 1] ?? "") ? ";" : " ;";
      const at = start + sign.length;
      selection.current = { from: at, to: at };
      write(text.slice(0, start) + sign + text.slice(end));
      takeBack.current = () => write(text);
      setQuery({ start: at - 1, end: at, words: "" });
    },

    /** Closes the list; a `;` that no hand typed goes with it. */
    leave,

    /** Puts an offer in place of what was typed after `;`. */
    take(offer: OfferView) {
      insert(offer, query ?? caret());
    },

    /** Puts an offer where the caret stands; an empty editor gets it whole. */
    bring(reply: string) {
      const offer = offers?.replies.find((each) => each.reply === reply);
      if (offer) insert(offer, text.trim() === "" ? { start: 0, end: text.length } : caret());
    },

    /** Answers the keys of the list while it is open. */
    onKeyDown(event: KeyboardEvent): void {
      if (!open || event.nativeEvent.isComposing) return;
      const taken = () => {
        event.preventDefault();
        event.stopPropagation();
      };
      if (event.key === "Escape") {
        taken();
        leave();
        return;
      }
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step !== undefined && found.length > 0) {
        taken();
        setActive((at + step + found.length) % found.length);
        return;
      }
      const offer = found[at];
      if ((event.key !== "Enter" && event.key !== "Tab") || event.shiftKey) return;
      // A half-typed query must never be sent.
      if (event.key === "Enter") taken();
      if (!offer) return;
      taken();
      const whole = insert(offer, query ?? caret());
      const complete = offer.pieces.every(({ kind }) => kind !== "missing");
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && complete) send(whole);
    },
  };
}

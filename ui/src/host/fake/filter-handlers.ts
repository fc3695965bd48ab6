/**
 * The filter language as far as tests and the pages in a browser need it: tokens, free text, one complaint a term, and
 * what may come next. The program's own parser knows more.
 */
import type {
  FilterComplaintView,
  FilterKey,
  FilterReadingView,
  FilterSuggestionView,
  FilterTermView,
  ReadFilterForm,
} from "../bindings";
import type { FakeComment } from "./world";

/** What of a comment or message a filter asks. */
type Said = Pick<FakeComment, "username" | "text" | "parent" | "hidden" | "read" | "done">;

const words: Record<FilterKey, readonly string[]> = {
  from: [],
  post: [],
  is: ["open", "done", "unread", "hidden", "gone", "question", "human", "closing", "reply"],
  has: ["link", "emoji", "media", "note"],
  rule: [],
  label: [],
  lang: ["en", "uk", "unknown"],
  account: [],
  before: ["today", "yesterday", "24h", "7d", "30d", "2026-03-01"],
  after: ["today", "yesterday", "24h", "7d", "30d", "2026-03-01"],
  replied: ["yes", "no"],
};
const known = Object.keys(words) as FilterKey[];
const isKey = (word: string): word is FilterKey => word in words;

type Piece = { start: number; end: number; minus: boolean; key: string | null; value: string };

function pieces(text: string): Piece[] {
  return [...text.matchAll(/(-?)(?:([a-z]+):)?("[^"]*"?|\S+|$)/gi)]
    .filter((match) => match[0] !== "")
    .map((match) => ({
      start: match.index,
      end: match.index + match[0].length,
      minus: match[1] === "-",
      key: match[2]?.toLowerCase() ?? null,
      value: match[3] ?? "",
    }));
}

function complain(piece: Piece): FilterComplaintView | null {
  const { start, end, key, value, minus } = piece;
  const from = start + Number(minus);
  if (key === null) return null;
  if (!isKey(key)) {
    return {
      start: from,
      end: from + key.length,
      message: `There is no filter “${key}:”. Put the words in quotes to search for them.`,
      accepted: known,
      nearest: known.find((each) => each[0] === key[0]) ?? null,
    };
  }
  if (value === "") {
    const message = `“${key}:” needs something behind it, without a space.`;
    return { start: from, end: from + key.length, message, accepted: [], nearest: null };
  }
  if ((key === "is" || key === "has") && !words[key].includes(value)) {
    const nearest = words[key].find((each) => each[0] === value[0]) ?? null;
    const message = `“${key}:” does not know “${value}”.`;
    return { start: end - value.length, end, message, accepted: [...words[key]], nearest };
  }
  return null;
}

function suggest(text: string, caret: number) {
  const piece = pieces(text).find(({ start, end }) => start <= caret && caret <= end);
  const keyAlone = (key: FilterKey): FilterSuggestionView => ({ key, value: null, insert: `${key}:` });
  if (!piece) return { start: caret, end: caret, suggestions: known.map(keyAlone) };
  const start = piece.end - piece.value.length;
  const typed = text.slice(start, caret);
  const { key } = piece;
  if (key !== null && isKey(key)) {
    const suggestions = words[key]
      .filter((word) => word.startsWith(typed))
      .map((word) => ({ key, value: word, insert: word }));
    return { start, end: piece.end, suggestions };
  }
  const keys = known.filter((each) => each.startsWith(typed)).map(keyAlone);
  return { start, end: piece.end, suggestions: key === null ? keys : [] };
}

function read(text: string): { terms: FilterTermView[]; complaints: FilterComplaintView[] } {
  const all = pieces(text);
  const complaints = all.map(complain).filter((each) => each !== null);
  const terms = all
    .filter((piece) => complain(piece) === null)
    .map(({ start, end, key }) => ({
      start,
      end,
      text: text.slice(start, end),
      key: key !== null && isKey(key) ? key : null,
    }));
  return { terms, complaints };
}

/** Whether a comment or message fits every term of a filter, of those terms that the sample world can tell. */
export function fits(filter: string, comment: Said): boolean {
  return pieces(filter).every(({ minus, key, value }) => holds(comment, key, value) !== minus);
}

function holds(comment: Said, key: string | null, value: string): boolean {
  const words = value.replaceAll('"', "").toLowerCase();
  switch (key && `${key}:${words}`) {
    case "is:done":
      return comment.done;
    case "is:hidden":
      return comment.hidden;
    case "is:unread":
      return !comment.read;
    case "is:question":
      return comment.text?.includes("?") ?? false;
    case "is:reply":
      return comment.parent !== null;
  }
  if (key === "from") return comment.username === words;
  return key !== null || `${comment.text ?? ""}\n${comment.username}`.toLowerCase().includes(words);
}

/** The free words of a typed line that must be found, small letters. */
export const wordsOf = (typed: string): string[] =>
  pieces(typed)
    .filter(({ key, minus, value }) => key === null && !minus && value !== "")
    .map(({ value }) => value.replaceAll('"', "").toLowerCase());

/** The names of labels that a typed line asks for, small letters. */
export const labelsIn = (typed: string): string[] =>
  pieces(typed)
    .filter(({ key, minus }) => key === "label" && !minus)
    .map(({ value }) => value.replaceAll('"', "").toLowerCase());

/** The posts that a typed line asks for: ids, or words of captions in small letters. */
export const postsIn = (typed: string): string[] =>
  pieces(typed)
    .filter(({ key, minus }) => key === "post" && !minus)
    .map(({ value }) => value.replaceAll('"', "").toLowerCase());

/** Where the words of a typed line stand in a text. */
export const marksOf = (text: string, typed: string): [number, number][] =>
  wordsOf(typed)
    .map((word): [number, number] => [text.toLowerCase().indexOf(word), word.length])
    .filter(([start]) => start >= 0)
    .map(([start, length]): [number, number] => [start, start + length])
    .sort(([a], [b]) => a - b);

export function filterHandlers() {
  return {
    read_filter: ({ text, caret }: ReadFilterForm): FilterReadingView => ({
      text,
      ...read(text),
      ...suggest(text, caret),
    }),
  };
}

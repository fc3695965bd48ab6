/**
 * Turns the key map into key bindings of the window.
 *
 * The bindings are made of the whole table, not of what is registered at the moment: a sequence that was begun is ended
 * whatever a refetch registers anew in between, and a key finds the commands that are there when it is pressed.
 */
import { createKeybindingsHandler, type KeyBindingMap } from "tinykeys";
import { type Command, useRegistry } from "./commands";
import { keysOf, useKeyMap } from "./key-map";
import { commandIds, isCommandId } from "./key-table";

/** In a text these move the caret by a word or to an end. */
const CARET = /(^|\s)Alt\+Arrow/;
/** Keys that write nothing. */
const CHORD = /(^|\s)((\$mod|Control|Alt|Meta)\+|(Shift\+)?F\d)/;

function isTextField(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target instanceof HTMLTextAreaElement ||
      (target instanceof HTMLInputElement &&
        !["checkbox", "radio", "button", "submit", "range"].includes(target.type)) ||
      target instanceof HTMLSelectElement)
  );
}

function isInDialog(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest('[role="dialog"], [role="alertdialog"], [role="menu"]') !== null
  );
}

/** Whether a command may answer where the event happened. */
function mayAnswer(command: Pick<Command, "everywhere">, keys: string, target: EventTarget | null): boolean {
  if (command.everywhere) return true;
  if (isInDialog(target)) return false;
  return (CHORD.test(keys) && !CARET.test(keys)) || !isTextField(target);
}

/** On many layouts a sign such as # or ? is typed with Shift: such a press is bound both ways. */
function spellings(keys: string): string[] {
  return /(^|\s)[^\p{L}\p{N}\s]/u.test(keys)
    ? [keys, keys.replace(/(^|\s)([^\p{L}\p{N}\s$])(?=\s|$)/gu, "$1Shift+$2")]
    : [keys];
}

/** The command that answers keys now: of several the one registered last. */
function answering(keys: string): Command | undefined {
  const map = useKeyMap.getState();
  return useRegistry
    .getState()
    .sets.flatMap((each) => each.commands)
    .findLast(({ id }) => isCommandId(id) && keysOf(map, id).includes(keys));
}

/** Bindings of the whole map; sequences come first, so that `g o` does not also run `o`. */
function bindings(): KeyBindingMap {
  const map = useKeyMap.getState();
  const all = [...new Set(commandIds.flatMap((id) => keysOf(map, id)))];
  const sorted = all.sort((a, b) => Number(b.includes(" ")) - Number(a.includes(" ")));
  return Object.fromEntries(
    sorted.flatMap((keys) => {
      const answer = (event: KeyboardEvent) => {
        if (event.defaultPrevented || event.isComposing) return;
        const command = answering(keys);
        if (!command || !mayAnswer(command, keys, event.target)) return;
        event.preventDefault();
        command.run();
      };
      return spellings(keys).map((spelling) => [spelling, answer]);
    }),
  );
}

/**
 * Answers keys on a window until the returned function is called. Escape is heard a step earlier, on the document: a
 * tooltip that is open closes with it there and keeps it from the window.
 */
export function listenForKeys(target: Window): () => void {
  let handler = createKeybindingsHandler(bindings());
  const stop = useKeyMap.subscribe(() => {
    handler = createKeybindingsHandler(bindings());
  });
  let heard: Event | undefined;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event === heard) return;
    heard = event;
    handler(event);
  };
  const onEscape = (event: KeyboardEvent) => {
    if (event.key === "Escape") onKeyDown(event);
  };
  target.document.addEventListener("keydown", onEscape);
  target.addEventListener("keydown", onKeyDown);
  return () => {
    stop();
    target.document.removeEventListener("keydown", onEscape);
    target.removeEventListener("keydown", onKeyDown);
  };
}

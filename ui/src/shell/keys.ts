/** Turns the registry into key bindings of the window. */
import { createKeybindingsHandler, type KeyBindingMap } from "tinykeys";
import { type Command, useRegistry } from "./commands";

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
  return /(^|\s)[^\p{L}\p{N}\s]$/u.test(keys)
    ? [keys, keys.replace(/(\S)$/, (sign) => `Shift+${sign}`)]
    : [keys];
}

/** Bindings for a list of commands; sequences come first, so that `g o` does not also run `o`. */
function bindings(commands: readonly Command[]): KeyBindingMap {
  const last = new Map<string, Command>();
  for (const command of commands) {
    for (const keys of [command.keys, ...(command.alsoKeys ?? [])]) {
      if (keys === undefined) continue;
      for (const spelling of spellings(keys)) {
        last.delete(spelling);
        last.set(spelling, command);
      }
    }
  }
  const sorted = [...last].sort(([a], [b]) => Number(b.includes(" ")) - Number(a.includes(" ")));
  return Object.fromEntries(
    sorted.map(([keys, command]) => [
      keys,
      (event: KeyboardEvent) => {
        if (event.defaultPrevented || event.isComposing || !mayAnswer(command, keys, event.target)) return;
        event.preventDefault();
        command.run();
      },
    ]),
  );
}

/** Answers keys on a window until the returned function is called. */
export function listenForKeys(target: Window): () => void {
  let handler = createKeybindingsHandler(bindings([]));
  const rebuild = () => {
    handler = createKeybindingsHandler(
      bindings(useRegistry.getState().sets.flatMap((each) => each.commands)),
    );
  };
  rebuild();
  const stop = useRegistry.subscribe(rebuild);
  const onKeyDown = (event: Event) => handler(event);
  target.addEventListener("keydown", onKeyDown);
  return () => {
    stop();
    target.removeEventListener("keydown", onKeyDown);
  };
}

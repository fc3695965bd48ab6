/** The keys in force: those of the table, with the person's own in their place. */
import { create } from "zustand";
import { type CommandId, commandIds, entryOf, type Scope } from "./key-table";

export type KeyMap = {
  /** Whether letters, digits and signs do something without Control, Alt or Command. */
  singleLetters: boolean;
  /** Keys a person chose, by command. */
  own: Readonly<Record<string, string>>;
};

export const useKeyMap = create<KeyMap>()(() => ({ singleLetters: true, own: {} }));

const onMac = typeof navigator !== "undefined" && /mac/i.test(navigator.platform);

const CHORD = ["$mod", "Control", "Alt", "Meta"];

/** The modifiers and the key of one press. */
export function partsOf(press: string): { modifiers: string[]; key: string } {
  const split = press.match(/^(.*\+)?(.+)$/);
  return { modifiers: split?.[1]?.split("+").filter(Boolean) ?? [], key: split?.[2] ?? press };
}

/** Whether a binding needs a letter, digit or sign pressed by itself. */
export function isSingle(keys: string): boolean {
  return keys.split(" ").some((press) => {
    const { modifiers, key } = partsOf(press);
    return [...key].length === 1 && !modifiers.some((each) => CHORD.includes(each));
  });
}

/** Everything that runs a command now; nothing where its keys are single ones and those are switched off. */
export function keysOf({ singleLetters, own }: KeyMap, id: CommandId): readonly string[] {
  const { keys, also = [] } = entryOf(id);
  const mine = own[id];
  const all = mine === undefined ? [keys, ...also] : [mine];
  return singleLetters ? all : all.filter((each) => !isSingle(each));
}

/** What stands on the caps of a command. */
export function shownKeys(map: KeyMap, id: CommandId): string | undefined {
  return keysOf(map, id)[0];
}

/** A binding as it is compared: `Shift` before a sign means nothing, and `$mod` is what it is on this system. */
function compared(keys: string): string[] {
  return keys.split(" ").map((press) => {
    const { modifiers, key } = partsOf(press);
    const isSign = /^[^\p{L}\p{N}]$/u.test(key);
    const names = modifiers
      .map((each) => (each === "$mod" ? (onMac ? "Meta" : "Control") : each))
      .filter((each) => !(isSign && each === "Shift"));
    return [...names.sort(), key.toLowerCase()].join("+");
  });
}

/** Whether two bindings cannot both be pressed: they are the same, or one begins the other. */
export function clash(one: string, other: string): boolean {
  const [first, second] = [compared(one), compared(other)];
  const shared = Math.min(first.length, second.length);
  return first.slice(0, shared).join(" ") === second.slice(0, shared).join(" ");
}

/** Whether two commands can be at hand at the same time. */
function meet(one: Scope, other: Scope): boolean {
  return one === other || one === "app" || other === "app";
}

/** The commands that would answer `keys`, too, if `id` had them. Single keys count whether or not they are switched on. */
export function clashesOf(map: KeyMap, id: CommandId, keys: string): CommandId[] {
  const whole = { ...map, singleLetters: true };
  return commandIds.filter(
    (other) =>
      other !== id &&
      meet(entryOf(id).scope, entryOf(other).scope) &&
      keysOf(whole, other).some((each) => clash(each, keys)),
  );
}

/** Keys that move in lists and fields, lead out of dialogs or edit text: they cannot be given away. */
const KEPT =
  /^(Tab|Shift\+Tab|Enter|Escape|Backspace|Arrow\w+|Shift\+Arrow\w+|Home|End|Page\w+|\$mod\+(Shift\+)?[acvxyz])$/;

export function isKept(keys: string): boolean {
  return keys.split(" ").some((press) => KEPT.test(press));
}

type Press = Pick<KeyboardEvent, "key" | "code" | "altKey" | "ctrlKey" | "metaKey" | "shiftKey">;

/** One press in the words of the table; nothing for a modifier alone and for the space bar. */
export function pressOf(event: Press, mac = onMac): string | undefined {
  if (["Control", "Alt", "Shift", "Meta", "AltGraph", "Dead", "Unidentified", " "].includes(event.key)) {
    return undefined;
  }
  // With Alt, macOS types another sign than the one on the key.
  const letter = event.altKey ? /^(?:Key|Digit)(\w)$/.exec(event.code)?.[1] : undefined;
  const key = letter?.toLowerCase() ?? (event.key.length === 1 ? event.key.toLowerCase() : event.key);
  const isSign = /^[^\p{L}\p{N}]$/u.test(key);
  const modifiers = [
    (mac ? event.metaKey : event.ctrlKey) && "$mod",
    mac && event.ctrlKey && "Control",
    !mac && event.metaKey && "Meta",
    event.altKey && "Alt",
    event.shiftKey && !isSign && "Shift",
  ].filter((each) => each !== false);
  return [...modifiers, key].join("+");
}

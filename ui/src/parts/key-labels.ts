import { partsOf } from "../shell/key-map";

const onMac = typeof navigator !== "undefined" && /mac/i.test(navigator.platform);

const named: Record<string, string> = {
  $mod: "Ctrl",
  Control: "Ctrl",
  Enter: "↵",
  Escape: "Esc",
  ArrowUp: "↑",
  ArrowDown: "↓",
  ArrowLeft: "←",
  ArrowRight: "→",
};

/** On macOS modifiers are signs, in the order of its menus. */
const macModifiers: Record<string, string> = { Control: "⌃", Alt: "⌥", Shift: "⇧", $mod: "⌘", Meta: "⌘" };
const macOrder = ["Control", "Alt", "Shift", "$mod", "Meta"];

const spoken: Record<string, string> = { $mod: "Control", Escape: "Escape", Enter: "Enter" };

/** The presses of a binding, each as its modifiers and its key. */
function presses(keys: string): { modifiers: string[]; key: string }[] {
  return keys.split(" ").map(partsOf);
}

/** What stands on the caps of a binding: one label for each press, chords in one cap with their letter in capitals. */
export function keyLabels(keys: string, mac = onMac): string[] {
  return presses(keys).map(({ modifiers, key }) => {
    if (modifiers.length === 0) return named[key] ?? key;
    const cap = named[key] ?? (key.length === 1 ? key.toUpperCase() : key);
    if (!mac) return [...modifiers.map((modifier) => named[modifier] ?? modifier), cap].join(" ");
    const signs = macOrder.filter((each) => modifiers.includes(each)).map((each) => macModifiers[each]);
    return [...signs, cap].join("");
  });
}

/** The same for a screen reader, which does not know what to call "⇧" or "↵". */
export function spokenKeys(keys: string, mac = onMac): string[] {
  return presses(keys).map(({ modifiers, key }) =>
    [...modifiers, key]
      .map((each) => (mac && each === "$mod" ? "Command" : (spoken[each] ?? each)))
      .join(" "),
  );
}

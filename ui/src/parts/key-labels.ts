const isMac = typeof navigator !== "undefined" && /mac/i.test(navigator.platform);

const named: Record<string, string> = {
  $mod: isMac ? "⌘" : "Ctrl",
  Control: "Ctrl",
  Enter: "↵",
  Escape: "Esc",
  ArrowUp: "↑",
  ArrowDown: "↓",
  ArrowLeft: "←",
  ArrowRight: "→",
};

/** What stands on the caps of a binding: one label for each press, chords in one cap. */
export function keyLabels(keys: string): string[] {
  return keys.split(" ").map((press) => {
    const split = press.match(/^(.*\+)?(.+)$/);
    const mods = split?.[1]?.split("+").filter(Boolean) ?? [];
    return [...mods, split?.[2] ?? press].map((key) => named[key] ?? key).join(isMac ? "" : " ");
  });
}

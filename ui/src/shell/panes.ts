/** Panes are elements with `data-pane`; F6 goes from one to the next. */

function visible(element: HTMLElement): boolean {
  return element.checkVisibility === undefined ? true : element.checkVisibility();
}

/** Moves focus to the next pane, or the previous one, and to the part of it marked `data-pane-focus` if there is one. */
export function focusNextPane(step: 1 | -1): void {
  const panes = [...document.querySelectorAll<HTMLElement>("[data-pane]")].filter(visible);
  if (panes.length === 0) return;
  const current = panes.findIndex((pane) => pane.contains(document.activeElement));
  const from = current === -1 && step === -1 ? 0 : current;
  const pane = panes[(from + step + panes.length) % panes.length];
  const target = pane?.querySelector<HTMLElement>("[data-pane-focus]") ?? pane;
  if (!target) return;
  if (target.tabIndex < 0 && !target.hasAttribute("tabindex")) target.tabIndex = -1;
  target.focus();
}

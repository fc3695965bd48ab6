/**
 * Waits until the fonts are there, the page has drawn twice without a change to its text, nothing is left for its second
 * picture, and nothing fades or slides.
 */
export async function settle(): Promise<void> {
  await document.fonts.ready;
  let before: string | undefined;
  for (let frame = 0; frame < 120; frame++) {
    await new Promise((resolve) => requestAnimationFrame(resolve));
    await new Promise((resolve) => requestAnimationFrame(resolve));
    const now = document.body.textContent ?? "";
    const isWhole = document.querySelector("[data-coming]") === null;
    if (now !== "" && now === before && isWhole && !isMoving()) return;
    before = now;
  }
  throw new Error("the page does not come to rest");
}

/** A loader turns for ever and a toast counts for seconds: neither is waited for. */
function isMoving(): boolean {
  return document
    .getAnimations()
    .some(
      (each) =>
        each.playState === "running" && Number(each.effect?.getComputedTiming().endTime ?? 0) <= 1_000,
    );
}

/** Waits until the fonts are there and the page has drawn twice without a change to its text. */
export async function settle(): Promise<void> {
  await document.fonts.ready;
  let before: string | undefined;
  for (let frame = 0; frame < 120; frame++) {
    await new Promise((resolve) => requestAnimationFrame(resolve));
    await new Promise((resolve) => requestAnimationFrame(resolve));
    const now = document.body.textContent ?? "";
    if (now !== "" && now === before) return;
    before = now;
  }
  throw new Error("the page does not come to rest");
}

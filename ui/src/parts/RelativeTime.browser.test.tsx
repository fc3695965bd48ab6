import { expect, test } from "vitest";
import { page } from "vitest/browser";
import { render } from "vitest-browser-react";
import { I18nProvider } from "../i18n/I18nProvider";
import { RelativeTime } from "./RelativeTime";

const ages = ["2025-09-10T09:00:00Z", "2024-03-01T18:30:00Z"] as const;

function shown(at: string) {
  return (
    <I18nProvider timeZone="UTC">
      <RelativeTime at={at} />
    </I18nProvider>
  );
}

test("the whole date is told where somebody points, also when the row there becomes another one", async () => {
  const { rerender } = await render(shown(ages[0]));
  const time = page.getByRole("time");
  await expect.element(time).toHaveTextContent("10 Sep 2025");
  await expect.element(time).not.toHaveAttribute("title");

  await time.hover();
  await expect.element(time).toHaveAttribute("title", "10 Sep 2025, 09:00");

  await rerender(shown(ages[1]));
  await expect.element(time).toHaveTextContent("1 Mar 2024");
  await expect.element(time).not.toHaveAttribute("title", "10 Sep 2025, 09:00");
});

import { describe, expect, it, vi } from "vitest";
import type { ItemRowView } from "../../host/bindings";
import { ListModel } from "./list-model";
import { RowWindow } from "./row-window";

const row = (item: number) => ({ item }) as ItemRowView;

describe("keys on a row that is still read", () => {
  it("wait for it and then act in their order, each on the row it was meant for", async () => {
    let deliver: (rows: readonly ItemRowView[]) => void = () => undefined;
    const source = vi.fn(
      () =>
        new Promise<readonly ItemRowView[]>((resolve) => {
          deliver = resolve;
        }),
    );
    const rows = new RowWindow(3, source);
    const model = new ListModel(rows);
    model.moveTo(0);
    rows.want(0, 2);
    const done: (number | undefined)[] = [];
    model.whenSeated(() => done.push(model.current?.item));
    model.whenSeated(() => model.moveBy(1));
    model.whenSeated(() => done.push(model.current?.item));
    expect(done).toEqual([]);
    deliver([row(10), row(11), row(12)]);
    await vi.waitFor(() => expect(done).toEqual([10, 11]));
  });

  it("act at once where the row is there, or where there is none", () => {
    const model = new ListModel(new RowWindow(0, async () => []));
    const run = vi.fn();
    model.whenSeated(run);
    expect(run).toHaveBeenCalledTimes(1);
  });

  it("are forgotten with the list", async () => {
    const model = new ListModel(new RowWindow(3, async () => [row(1), row(2), row(3)]));
    model.moveTo(1);
    const run = vi.fn();
    model.whenSeated(run);
    model.close();
    await model.rows.loadPage(0);
    expect(run).not.toHaveBeenCalled();
  });
});

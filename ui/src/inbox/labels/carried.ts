import type { ItemRowView } from "../../host/bindings";
import type { Carried } from "./LabelPicker";

/** Which labels all of some rows carry, and which some of them. */
export function carriedBy(rows: readonly Pick<ItemRowView, "labels">[]): Map<string, Carried> {
  const counts = new Map<string, number>();
  for (const { label } of rows.flatMap(({ labels }) => labels))
    counts.set(label, (counts.get(label) ?? 0) + 1);
  return new Map(
    [...counts].map(([label, count]): [string, Carried] => [label, count === rows.length ? "all" : "some"]),
  );
}

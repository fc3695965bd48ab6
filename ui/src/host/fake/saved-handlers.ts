/** Kept lists of the fake host. */
import type {
  OrderViewsForm,
  RenameViewForm,
  SavedCountView,
  SavedForm,
  SavedViewView,
  SaveViewForm,
  UpdateViewForm,
} from "../bindings";
import type { FakeHost } from "./host";
import { failure } from "./inbox-handlers";
import { entriesOf, isAsked, itemsOf, listOf } from "./items";

let nextSaved = 1;

export function savedHandlers(host: FakeHost) {
  const { world } = host;
  const find = (id: string): SavedViewView => {
    const found = world.savedViews.find(({ saved }) => saved === id);
    if (!found) throw failure("not_found", "This view is no longer here.");
    return found;
  };
  const changed = () => {
    host.stale({ kind: "saved_views" });
    return null;
  };
  return {
    saved_views: () => world.savedViews,
    saved_counts: (): SavedCountView[] =>
      world.savedViews.map(({ saved, shown }) => {
        const items = new Map(itemsOf(world).map((item) => [item.item, item]));
        const rows = listOf(world, shown.view, shown.order, shown.accounts).filter((row) => {
          const item = items.get(row);
          return (
            item &&
            entriesOf(world, item).some((entry) =>
              isAsked(world, { filter: shown.filter, search: "" }, item, entry),
            )
          );
        });
        return { saved, count: rows.length };
      }),
    save_view: ({ name, shown }: SaveViewForm) => {
      if (name.trim() === "") throw failure("precondition", "The view needs a name.");
      const saved = `0198f000-0000-7000-8000-c${String(nextSaved++).padStart(11, "0")}`;
      world.savedViews.push({ saved, name: name.trim(), shown });
      changed();
      return saved;
    },
    rename_view: ({ saved, name }: RenameViewForm) => {
      find(saved).name = name;
      return changed();
    },
    update_view: ({ saved, shown }: UpdateViewForm) => {
      find(saved).shown = shown;
      return changed();
    },
    order_views: ({ saved }: OrderViewsForm) => {
      world.savedViews = saved.map(find);
      return changed();
    },
    remove_view: ({ saved }: SavedForm) => {
      world.savedViews = world.savedViews.filter((each) => each !== find(saved));
      return changed();
    },
  };
}

/**
 * The command registry: what can be done now. With the key table it feeds the keys, the palette and the key sheet.
 *
 * A feature registers what can be done now with `useCommands`; the commands leave when the component does. Of two
 * commands with the same keys the one registered last answers.
 */
import type { Icon } from "@tabler/icons-react";
import { useEffect, useId, useMemo } from "react";
import { create } from "zustand";
import { useShallow } from "zustand/react/shallow";
import type { CommandId } from "./key-table";

/** Groups of the palette and the key sheet, in their order. */
export const commandGroups = ["item", "list", "go", "account", "app"] as const;
export type CommandGroup = (typeof commandGroups)[number];

export type Command = {
  /** Its line in the key table, which gives it its keys. What is found in data, such as an account, has none. */
  id: CommandId | `account.only.${string}`;
  /** Already translated. */
  title: string;
  /** Quieter words after the title, already translated. */
  hint?: string;
  group: CommandGroup;
  icon?: Icon;
  /** Stands in the icon's place when the command is about one account. */
  mark?: { letters: string; colour: number };
  /** Also answers inside text fields and dialogs. Chords with $mod, Control, Alt or Meta and the F keys always do in text fields. */
  everywhere?: boolean;
  /** Left out of the palette, e.g. cursor movement. */
  keyOnly?: boolean;
  run: () => void;
};

type Registry = {
  sets: readonly { owner: string; commands: readonly Command[] }[];
  put: (owner: string, commands: readonly Command[]) => void;
  drop: (owner: string) => void;
};

export const useRegistry = create<Registry>()((set) => ({
  sets: [],
  put: (owner, commands) =>
    set(({ sets }) =>
      sets.some((each) => each.owner === owner)
        ? { sets: sets.map((each) => (each.owner === owner ? { owner, commands } : each)) }
        : { sets: [...sets, { owner, commands }] },
    ),
  drop: (owner) => set(({ sets }) => ({ sets: sets.filter((each) => each.owner !== owner) })),
}));

/** Registers commands while the component is mounted. Memoise the list, or it is registered anew at each render. */
export function useCommands(commands: readonly Command[]): void {
  const owner = useId();
  useEffect(() => {
    useRegistry.getState().put(owner, commands);
  }, [owner, commands]);
  useEffect(() => () => useRegistry.getState().drop(owner), [owner]);
}

/** All commands that can be run now, in the order of their groups. */
export function useAllCommands(): readonly Command[] {
  const sets = useRegistry(useShallow((state) => state.sets));
  return useMemo(() => orderCommands(sets.flatMap((each) => each.commands)), [sets]);
}

export function orderCommands(commands: readonly Command[]): readonly Command[] {
  const unique = new Map(commands.map((command) => [command.id, command]));
  return commandGroups.flatMap((group) => [...unique.values()].filter((command) => command.group === group));
}

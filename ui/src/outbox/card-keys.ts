/** Buttons of the card that is shown, and the keys that press them. */
import type { Icon } from "@tabler/icons-react";
import { useEffect, useMemo, useRef } from "react";
import { type Command, useCommands } from "../shell/commands";
import type { CommandId } from "../shell/key-table";

type CardCommand = CommandId extends infer Id
  ? Id extends `outbox.card.${infer Name}`
    ? Name
    : never
  : never;

export type CardButton = {
  /** Unique on the card: what stands behind `outbox.card.` in the key table. */
  id: CardCommand;
  /** Already translated. */
  title: string;
  icon?: Icon;
  busy?: boolean;
  disabled?: boolean;
  run: () => void;
};

/** Binds the keys of the buttons while the card is shown. What is busy or disabled answers no key either. */
export function useCardKeys(buttons: readonly CardButton[]): void {
  const latest = useRef(buttons);
  useEffect(() => {
    latest.current = buttons;
  });
  // Registered anew only when what can be pressed changes, not at every tick of a clock on the card.
  const shape = JSON.stringify(buttons.map(({ id, title }) => ({ id, title })));
  const commands = useMemo(
    () =>
      (JSON.parse(shape) as Pick<CardButton, "id" | "title">[]).map<Command>(({ id, title }) => ({
        id: `outbox.card.${id}`,
        group: "item",
        title,
        run: () => {
          const button = latest.current.find((each) => each.id === id);
          if (button && !button.busy && !button.disabled) button.run();
        },
      })),
    [shape],
  );
  useCommands(commands);
}

/** Buttons of the card that is shown, and the keys that press them. */
import type { Icon } from "@tabler/icons-react";
import { useEffect, useMemo, useRef } from "react";
import { type Command, useCommands } from "../shell/commands";

export type CardButton = {
  /** Unique on the card. */
  id: string;
  /** Already translated. */
  title: string;
  keys: string;
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
  const shape = JSON.stringify(buttons.map(({ id, title, keys }) => ({ id, title, keys })));
  const commands = useMemo(
    () =>
      (JSON.parse(shape) as Pick<CardButton, "id" | "title" | "keys">[]).map<Command>(
        ({ id, title, keys }) => ({
          id: `outbox.card.${id}`,
          group: "item",
          title,
          keys,
          run: () => {
            const button = latest.current.find((each) => each.id === id);
            if (button && !button.busy && !button.disabled) button.run();
          },
        }),
      ),
    [shape],
  );
  useCommands(commands);
}

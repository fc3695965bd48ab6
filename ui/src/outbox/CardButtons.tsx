import { Button } from "../parts/Button";
import type { CardButton } from "./card-keys";

type Props = {
  buttons: readonly (CardButton | undefined)[];
  /** How the first one looks; the others stay behind it. */
  first?: "primary" | "secondary";
  /** How the others look. */
  rest?: "secondary" | "quiet";
};

/** The buttons of a card, each with its key, the one that goes on first. */
export function CardButtons({ buttons, first = "secondary", rest = "secondary" }: Props) {
  return buttons
    .filter((button) => button !== undefined)
    .map(({ id, title, icon, busy = false, disabled = false, run }, index) => (
      <Button
        key={id}
        kind={index === 0 ? first : rest}
        keys={`outbox.card.${id}`}
        {...(icon && { icon })}
        busy={busy}
        disabled={disabled}
        onClick={run}
      >
        {title}
      </Button>
    ));
}

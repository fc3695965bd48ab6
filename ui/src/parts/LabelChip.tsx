import { Chip } from "./Chip";
import styles from "./LabelChip.module.css";

type Props = {
  name: string;
  /** 1 to 12. */
  colour: number;
  large?: boolean;
};

/** A label is always colour plus name. */
export function LabelChip({ name, colour, large = false }: Props) {
  return (
    <Chip family="outline" large={large}>
      <ColourDot colour={colour} />
      <bdi className={styles.name} title={name}>
        {name}
      </bdi>
    </Chip>
  );
}

/** The colour of a label or a member beside its name. */
export function ColourDot({ colour, round = false }: { colour: number; round?: boolean }) {
  return (
    <span
      className={styles.dot}
      style={{ background: `var(--pr-account-${colour})`, borderRadius: round ? "50%" : 2.5 }}
      aria-hidden
    />
  );
}

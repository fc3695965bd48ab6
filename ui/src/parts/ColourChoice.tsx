import { useId } from "react";
import { useT } from "../i18n/useT";
import styles from "./ColourChoice.module.css";

const COLOURS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] as const;
type Colour = (typeof COLOURS)[number];

type Props = {
  label: string;
  value: number;
  onChange: (colour: Colour) => void;
};

/** One colour of the palette, each with its name for those who do not see it. */
export function ColourChoice({ label, value, onChange }: Props) {
  const t = useT();
  const name = useId();
  return (
    <fieldset className={styles.choice}>
      <legend className={styles.legend}>{label}</legend>
      <div className={styles.colours}>
        {COLOURS.map((colour) => (
          <label key={colour} className={styles.colour} title={t(`parts.colour.${colour}`)}>
            <input
              type="radio"
              name={name}
              className={styles.radio}
              checked={colour === value}
              onChange={() => onChange(colour)}
              aria-label={t(`parts.colour.${colour}`)}
            />
            <span className={styles.swatch} style={{ background: `var(--pr-account-${colour})` }} />
          </label>
        ))}
      </div>
    </fieldset>
  );
}

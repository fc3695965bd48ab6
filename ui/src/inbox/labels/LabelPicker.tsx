/** Which labels something carries: type to find one, Enter puts it on or takes it off, or makes the one that is missing. */
import { Modal, TextInput } from "@mantine/core";
import { IconCheck, IconMinus, IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { type KeyboardEvent, memo, useId, useState } from "react";
import { commands, type LabelView } from "../../host/bindings";
import { queries } from "../../host/queries";
import { useT } from "../../i18n/useT";
import { cx } from "../../parts/cx";
import { KeyCap } from "../../parts/KeyCap";
import { ColourDot } from "../../parts/LabelChip";
import styles from "./LabelPicker.module.css";
import { means, sameName } from "./matching";

/** How many of the chosen things carry a label. */
export type Carried = "all" | "some";

type Props = {
  opened: boolean;
  title: string;
  /** By the label's id; a label that is carried by none is not in it. */
  carried: ReadonlyMap<string, Carried>;
  onClose: () => void;
  onToggle: (label: LabelView, on: boolean) => void;
  onError: (cause: unknown) => void;
};

export const LabelPicker = memo(function LabelPicker({ opened, title, onClose, ...rest }: Props) {
  return (
    <Modal opened={opened} onClose={onClose} title={title} size={380} classNames={{ inner: styles.inner }}>
      <Choices {...rest} />
    </Modal>
  );
});

type Choice = { key: string; label: LabelView | null };

function Choices({ carried, onToggle, onError }: Pick<Props, "carried" | "onToggle" | "onError">) {
  const t = useT();
  const list = useId();
  const labels = useQuery(queries.labels).data ?? [];
  const [typed, setTyped] = useState("");
  const [active, setActive] = useState(0);
  const found = labels.filter(({ name }) => means(typed, name));
  const name = typed.trim();
  const missing = name !== "" && !labels.some((each) => sameName(each.name, name));
  const choices: Choice[] = [
    ...found.map((label) => ({ key: label.label, label })),
    ...(missing ? [{ key: "new", label: null }] : []),
  ];
  const at = Math.min(active, choices.length - 1);

  const take = ({ label }: Choice) => {
    setTyped("");
    if (label !== null) {
      setActive(labels.findIndex((each) => each.label === label.label));
      onToggle(label, carried.get(label.label) !== "all");
      return;
    }
    setActive(labels.length);
    commands.createLabel({ name, colour: null }).then((made) => onToggle(made, true), onError);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && choices.length > 0) {
      event.preventDefault();
      setActive((at + step + choices.length) % choices.length);
    }
    const choice = choices[at];
    if (event.key === "Enter" && choice) {
      event.preventDefault();
      take(choice);
    }
  };
  return (
    <>
      <TextInput
        data-autofocus
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
        maxLength={40}
        placeholder={t("inbox.labels.find")}
        aria-label={t("inbox.labels.find")}
        role="combobox"
        aria-expanded
        aria-controls={list}
        aria-autocomplete="list"
        aria-activedescendant={choices.length > 0 ? `${list}-${at}` : undefined}
      />
      <div
        id={list}
        className={styles.list}
        role="listbox"
        aria-label={t("inbox.labels")}
        aria-multiselectable
      >
        {choices.map((choice, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field above answers the keys
          // biome-ignore lint/a11y/useFocusableInteractive: the field above keeps the focus
          <div
            key={choice.key}
            id={`${list}-${index}`}
            role="option"
            aria-selected={choice.label !== null && carried.get(choice.label.label) === "all"}
            className={cx(styles.choice, index === at && styles.active)}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => take(choice)}
          >
            {choice.label ? (
              <Known label={choice.label} carried={carried.get(choice.label.label)} />
            ) : (
              <>
                <IconPlus size={16} stroke={1.5} aria-hidden className={styles.mark} />
                <bdi className={styles.name}>{t("inbox.labels.create", { name })}</bdi>
              </>
            )}
          </div>
        ))}
      </div>
      {labels.length === 0 && name === "" && <p className={styles.none}>{t("inbox.labels.none")}</p>}
      <p className={styles.keys}>
        <KeyCap keys="ArrowUp" />
        <KeyCap keys="ArrowDown" />
        <span>{t("inbox.labels.choose")}</span>
        <KeyCap keys="Enter" />
        <span>{t("inbox.labels.toggle")}</span>
        <KeyCap keys="Escape" />
        <span>{t("inbox.labels.close")}</span>
      </p>
    </>
  );
}

function Known({ label, carried }: { label: LabelView; carried: Carried | undefined }) {
  const t = useT();
  const Mark = carried === "some" ? IconMinus : IconCheck;
  return (
    <>
      <span className={cx(styles.box, carried !== undefined && styles.on)} aria-hidden>
        {carried !== undefined && <Mark size={12} stroke={2.5} />}
      </span>
      <ColourDot colour={label.colour} />
      <bdi className={styles.name}>{label.name}</bdi>
      {carried === "some" && <span className={styles.some}>{t("inbox.labels.some")}</span>}
    </>
  );
}

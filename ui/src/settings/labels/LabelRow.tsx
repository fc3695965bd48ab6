/** One label with how much it is used; opens to its name and colour. */
import { TextInput } from "@mantine/core";
import { IconChevronDown, IconChevronUp, IconPencil, IconTrash } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { type SubmitEvent, useState } from "react";
import { commands, type LabelUseView } from "../../host/bindings";
import { useT } from "../../i18n/useT";
import { Button } from "../../parts/Button";
import { ColourChoice } from "../../parts/ColourChoice";
import { IconButton } from "../../parts/IconButton";
import { LabelChip } from "../../parts/LabelChip";
import styles from "../forms.module.css";

type Props = {
  label: LabelUseView;
  first: boolean;
  last: boolean;
  onMove: (step: 1 | -1) => void;
  onRemove: () => void;
};

export function LabelRow({ label, first, last, onMove, onRemove }: Props) {
  const t = useT();
  const [open, setOpen] = useState(false);
  const { name } = label;
  if (open) {
    return (
      <li className={styles.open}>
        <LabelForm label={label} onClose={() => setOpen(false)} />
      </li>
    );
  }
  return (
    <li className={styles.row}>
      <span className={styles.words}>
        <span>
          <LabelChip name={name} colour={label.colour} large />
        </span>
      </span>
      <span className={styles.aside}>
        {t("settings.labels.uses", { items: label.items, people: label.people })}
      </span>
      <IconButton
        icon={IconChevronUp}
        iconSize={16}
        label={t("settings.labels.up", { name })}
        disabled={first}
        onClick={() => onMove(-1)}
      />
      <IconButton
        icon={IconChevronDown}
        iconSize={16}
        label={t("settings.labels.down", { name })}
        disabled={last}
        onClick={() => onMove(1)}
      />
      <IconButton
        icon={IconPencil}
        iconSize={16}
        label={t("settings.labels.edit", { name })}
        onClick={() => setOpen(true)}
      />
      <IconButton
        icon={IconTrash}
        iconSize={16}
        label={t("settings.labels.remove", { name })}
        onClick={onRemove}
      />
    </li>
  );
}

function LabelForm({ label, onClose }: { label: LabelUseView; onClose: () => void }) {
  const t = useT();
  const [form, setForm] = useState({ name: label.name, colour: label.colour });
  const save = useMutation({
    mutationFn: () => commands.changeLabel({ label: label.label, ...form }),
    onSuccess: onClose,
  });
  const onSubmit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (form.name.trim() !== "") save.mutate();
  };
  return (
    <form className={styles.form} onSubmit={onSubmit}>
      <TextInput
        autoFocus
        label={t("settings.labels.name")}
        value={form.name}
        maxLength={40}
        onChange={(event) => setForm({ ...form, name: event.currentTarget.value })}
        error={save.error?.message}
      />
      <ColourChoice
        label={t("settings.labels.colour")}
        value={form.colour}
        onChange={(colour) => setForm({ ...form, colour })}
      />
      <div className={styles.actions}>
        <Button onClick={onClose}>{t("parts.cancel")}</Button>
        <Button kind="primary" type="submit" busy={save.isPending} disabled={form.name.trim() === ""}>
          {t("settings.save")}
        </Button>
      </div>
    </form>
  );
}

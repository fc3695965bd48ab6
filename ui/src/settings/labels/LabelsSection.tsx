/** The labels of the team: new ones, names, colours, order; removing one can be undone. */
import { TextInput } from "@mantine/core";
import { IconPlus, IconTag } from "@tabler/icons-react";
import { useMutation, useQuery } from "@tanstack/react-query";
import { type SubmitEvent, useState } from "react";
import { commands, type IpcError, type LabelUseView } from "../../host/bindings";
import { asIpcError } from "../../host/errors";
import { queries } from "../../host/queries";
import { useT } from "../../i18n/useT";
import { Button } from "../../parts/Button";
import { Card } from "../../parts/Card";
import { ErrorCard } from "../../parts/NoticeCard";
import { useUndoToasts } from "../../shell/undo-toasts";
import styles from "../forms.module.css";
import { Section } from "../Section";
import { LabelRow } from "./LabelRow";

export function LabelsSection() {
  const t = useT();
  const labels = useQuery(queries.labels);
  const [problem, setProblem] = useState<IpcError | null>(null);
  const report = (cause: unknown) => setProblem(asIpcError(cause));
  const arrange = (order: readonly string[]) => {
    setProblem(null);
    commands.arrangeLabels({ labels: [...order] }).catch(report);
  };
  const remove = ({ label, name }: LabelUseView) => {
    setProblem(null);
    commands.setLabelRemoved({ label, removed: true }).then(
      () =>
        useUndoToasts.getState().show({
          icon: IconTag,
          message: t("settings.labels.removed", { name }),
          undo: () => void commands.setLabelRemoved({ label, removed: false }).catch(report),
        }),
      report,
    );
  };
  const all = labels.data ?? [];
  const move = (index: number, step: 1 | -1) => {
    const order = all.map(({ label }) => label);
    const [moved] = order.splice(index, 1);
    if (moved === undefined) return;
    order.splice(index + step, 0, moved);
    arrange(order);
  };
  return (
    <Section title={t("settings.section.labels")} text={t("settings.labels.why")} query={labels}>
      {labels.data && (
        <div className={styles.cards}>
          {problem && <ErrorCard error={problem} />}
          <Card title={t("settings.labels.all")} rows>
            {labels.data.length === 0 && <p className={styles.empty}>{t("settings.labels.none")}</p>}
            <ul className={styles.rows}>
              {all.map((label, index) => (
                <LabelRow
                  key={label.label}
                  label={label}
                  first={index === 0}
                  last={index === all.length - 1}
                  onMove={(step) => move(index, step)}
                  onRemove={() => remove(label)}
                />
              ))}
            </ul>
            <NewLabel />
          </Card>
        </div>
      )}
    </Section>
  );
}

function NewLabel() {
  const t = useT();
  const [name, setName] = useState("");
  const create = useMutation({
    mutationFn: () => commands.createLabel({ name, colour: null }),
    onSuccess: () => setName(""),
  });
  const onSubmit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (name.trim() !== "") create.mutate();
  };
  return (
    <form className={styles.add} onSubmit={onSubmit}>
      <TextInput
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        maxLength={40}
        placeholder={t("settings.labels.new")}
        aria-label={t("settings.labels.new")}
        error={create.error?.message}
      />
      <Button icon={IconPlus} type="submit" disabled={name.trim() === ""} busy={create.isPending}>
        {t("settings.labels.add")}
      </Button>
    </form>
  );
}

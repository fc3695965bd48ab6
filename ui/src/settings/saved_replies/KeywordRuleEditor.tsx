/** Where a keyword rule is written: its words, and whether they call for a person. */
import { Switch, Textarea, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { type SubmitEvent, useState } from "react";
import { commands, type KeywordRuleView } from "../../host/bindings";
import { useT } from "../../i18n/useT";
import { Button } from "../../parts/Button";
import { ErrorCard } from "../../parts/NoticeCard";
import styles from "../forms.module.css";
import { useRuleName } from "./use-rule-name";

type Props = { rule: KeywordRuleView | null; onClose: () => void };

export function KeywordRuleEditor({ rule, onClose }: Props) {
  const t = useT();
  const ruleName = useRuleName();
  const builtIn = rule !== null && rule.topic !== null;
  const [form, setForm] = useState({
    name: rule?.name ?? "",
    words: rule?.words.join("\n") ?? "",
    needsHuman: rule?.needs_human ?? false,
  });
  const words = form.words.split("\n").filter((word) => word.trim() !== "");
  const save = useMutation({
    mutationFn: () =>
      commands.saveKeywordRule({
        rule: rule?.rule ?? null,
        name: form.name,
        words,
        needs_human: form.needsHuman,
        active: rule?.active ?? true,
      }),
    onSuccess: onClose,
  });
  const ready = builtIn || (form.name.trim() !== "" && words.length > 0);
  const onSubmit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (ready) save.mutate();
  };
  return (
    <form className={styles.form} onSubmit={onSubmit}>
      {builtIn ? (
        <p className={styles.title}>{ruleName(rule)}</p>
      ) : (
        <TextInput
          autoFocus
          label={t("settings.keywords.name")}
          value={form.name}
          maxLength={40}
          onChange={(event) => setForm({ ...form, name: event.currentTarget.value })}
        />
      )}
      <Textarea
        label={t("settings.keywords.words")}
        description={t(builtIn ? "settings.keywords.wordsMore" : "settings.keywords.wordsHelp")}
        value={form.words}
        onChange={(event) => setForm({ ...form, words: event.currentTarget.value })}
        autosize
        minRows={3}
        maxRows={10}
        dir="auto"
      />
      <Switch
        label={t("settings.keywords.human")}
        description={t("settings.keywords.humanHelp")}
        checked={form.needsHuman}
        onChange={(event) => setForm({ ...form, needsHuman: event.currentTarget.checked })}
      />
      {save.error && <ErrorCard error={save.error} />}
      <div className={styles.actions}>
        <Button onClick={onClose}>{t("parts.cancel")}</Button>
        <Button kind="primary" type="submit" disabled={!ready} busy={save.isPending}>
          {t("settings.save")}
        </Button>
      </div>
    </form>
  );
}

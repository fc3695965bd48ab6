/** Where a saved reply is written; a mistake in a variable is shown at its spot while it is typed. */
import { Select, Textarea, TextInput } from "@mantine/core";
import { keepPreviousData, useMutation, useQuery } from "@tanstack/react-query";
import { type SubmitEvent, useRef, useState } from "react";
import { commands, type FaultView, type SavedReplyView } from "../../host/bindings";
import { keys } from "../../host/keys";
import { queries, useAccounts } from "../../host/queries";
import { useT } from "../../i18n/useT";
import { Button } from "../../parts/Button";
import { ErrorCard } from "../../parts/NoticeCard";
import styles from "../forms.module.css";
import { useRuleName } from "./use-rule-name";

type Props = { reply: SavedReplyView | null; onClose: () => void };

const variables = ["first_name", "username", "product", "account", "member"] as const;

export function SavedReplyEditor({ reply, onClose }: Props) {
  const t = useT();
  const field = useRef<HTMLTextAreaElement>(null);
  const ruleName = useRuleName();
  const accounts = useAccounts() ?? [];
  const rules = useQuery(queries.keywordRules).data ?? [];
  const [form, setForm] = useState({
    title: reply?.title ?? "",
    shortcut: reply?.shortcut ?? "",
    text: reply?.text ?? "",
    account: reply?.account ?? null,
    rule: reply?.rule ?? null,
  });
  const { text } = form;
  const faults = useQuery({
    queryKey: keys.faults(text),
    queryFn: () => commands.checkSavedReply({ text }),
    placeholderData: keepPreviousData,
    gcTime: 10_000,
  }).data;
  const save = useMutation({
    mutationFn: () =>
      commands.saveSavedReply({
        ...form,
        reply: reply?.reply ?? null,
        shortcut: form.shortcut.trim() === "" ? null : form.shortcut,
      }),
    onSuccess: onClose,
  });
  const ready = form.title.trim() !== "" && text.trim() !== "" && faults?.length === 0;
  const onSubmit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (ready) save.mutate();
  };
  const insert = (name: string) => {
    const element = field.current;
    const [start, end] = [element?.selectionStart ?? text.length, element?.selectionEnd ?? text.length];
    setForm({ ...form, text: `${text.slice(0, start)}{${name}}${text.slice(end)}` });
    element?.focus();
  };
  const show = ({ start, end }: FaultView) => {
    field.current?.focus();
    field.current?.setSelectionRange(start, end);
  };
  return (
    <form className={styles.form} onSubmit={onSubmit}>
      <div className={styles.pair}>
        <TextInput
          autoFocus
          label={t("settings.replies.title")}
          value={form.title}
          maxLength={80}
          onChange={(event) => setForm({ ...form, title: event.currentTarget.value })}
        />
        <TextInput
          label={t("settings.replies.shortcut")}
          value={form.shortcut}
          maxLength={24}
          onChange={(event) => setForm({ ...form, shortcut: event.currentTarget.value })}
        />
      </div>
      <Textarea
        ref={field}
        label={t("settings.replies.text")}
        value={text}
        onChange={(event) => setForm({ ...form, text: event.currentTarget.value })}
        autosize
        minRows={3}
        maxRows={10}
        maxLength={2200}
        dir="auto"
        aria-invalid={(faults?.length ?? 0) > 0 || undefined}
      />
      <fieldset className={styles.variables} aria-label={t("settings.replies.variables")}>
        {variables.map((name) => (
          <Button key={name} small title={t(`settings.variable.${name}`)} onClick={() => insert(name)}>
            {`{${name}}`}
          </Button>
        ))}
      </fieldset>
      {faults && faults.length > 0 && (
        <ul className={styles.faults} aria-live="polite">
          {faults.map((fault) => (
            <li key={fault.start}>
              <button type="button" className={styles.fault} onClick={() => show(fault)}>
                <span className={styles.spot}>{text.slice(fault.start, fault.end)}</span>
                <span>
                  {fault.message} {fault.fix}
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
      <div className={styles.pair}>
        <Select
          label={t("settings.replies.account")}
          data={[
            { value: "", label: t("settings.replies.everyone") },
            ...accounts.map(({ id, username }) => ({ value: id, label: `@${username}` })),
          ]}
          value={form.account ?? ""}
          allowDeselect={false}
          onChange={(account) => setForm({ ...form, account: account || null })}
        />
        <Select
          label={t("settings.replies.rule")}
          data={[
            { value: "", label: t("settings.replies.noRule") },
            ...rules
              .filter((rule) => !rule.needs_human)
              .map((rule) => ({ value: rule.rule, label: ruleName(rule) })),
          ]}
          value={form.rule ?? ""}
          allowDeselect={false}
          onChange={(rule) => setForm({ ...form, rule: rule || null })}
        />
      </div>
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

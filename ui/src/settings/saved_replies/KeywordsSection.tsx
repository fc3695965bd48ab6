/** The words in a comment that bring up saved replies, or call for a person. */
import { Switch } from "@mantine/core";
import { IconPencil, IconPlus, IconTrash } from "@tabler/icons-react";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { commands, type KeywordRuleView } from "../../host/bindings";
import { queries } from "../../host/queries";
import { useT } from "../../i18n/useT";
import { Button } from "../../parts/Button";
import { Card } from "../../parts/Card";
import { Chip } from "../../parts/Chip";
import { type Confirmation, ConfirmDialog } from "../../parts/ConfirmDialog";
import { IconButton } from "../../parts/IconButton";
import { ErrorCard } from "../../parts/NoticeCard";
import styles from "../forms.module.css";
import { Section } from "../Section";
import { KeywordRuleEditor } from "./KeywordRuleEditor";
import { useRuleName } from "./use-rule-name";

export function KeywordsSection() {
  const t = useT();
  const rules = useQuery(queries.keywordRules);
  const ruleName = useRuleName();
  /** The rule that is written: its id, or a new one. */
  const [open, setOpen] = useState<string | "new" | null>(null);
  const [confirmation, setConfirmation] = useState<Confirmation | null>(null);
  const save = useMutation({
    mutationFn: ({ topic: _topic, ...rule }: KeywordRuleView) => commands.saveKeywordRule(rule),
  });
  const remove = useMutation({ mutationFn: (rule: string) => commands.removeKeywordRule({ rule }) });
  const problem = save.error ?? remove.error;
  const ask = (rule: KeywordRuleView) =>
    setConfirmation({
      title: t("settings.keywords.remove.title", { name: rule.name }),
      text: t("settings.keywords.remove.text"),
      button: t("settings.keywords.remove.button"),
      danger: true,
      onConfirm: () => remove.mutate(rule.rule),
    });
  return (
    <Section title={t("settings.section.keywords")} text={t("settings.keywords.why")} query={rules}>
      {rules.data && (
        <div className={styles.cards}>
          {problem && <ErrorCard error={problem} />}
          {open === "new" && (
            <Card title={t("settings.keywords.new")}>
              <KeywordRuleEditor rule={null} onClose={() => setOpen(null)} />
            </Card>
          )}
          <Card
            title={t("settings.keywords.all")}
            rows
            aside={
              <Button small icon={IconPlus} onClick={() => setOpen("new")}>
                {t("settings.keywords.add")}
              </Button>
            }
          >
            <ul className={styles.rows}>
              {rules.data.map((rule) =>
                rule.rule === open ? (
                  <li key={rule.rule} className={styles.open}>
                    <KeywordRuleEditor rule={rule} onClose={() => setOpen(null)} />
                  </li>
                ) : (
                  <li key={rule.rule} className={styles.row}>
                    <Switch
                      checked={rule.active}
                      onChange={(event) => save.mutate({ ...rule, active: event.currentTarget.checked })}
                      aria-label={t("settings.keywords.active", { name: ruleName(rule) })}
                    />
                    <span className={styles.words}>
                      <bdi className={styles.title}>{ruleName(rule)}</bdi>
                      <bdi className={styles.quiet}>
                        {rule.topic !== null && t("settings.keywords.common", { count: rule.words.length })}
                        {rule.topic !== null && rule.words.length > 0 && ": "}
                        {rule.words.join(", ")}
                      </bdi>
                    </span>
                    {rule.needs_human && <Chip family="warning">{t("settings.keywords.human")}</Chip>}
                    <IconButton
                      icon={IconPencil}
                      iconSize={16}
                      label={t("settings.keywords.edit", { name: ruleName(rule) })}
                      onClick={() => setOpen(rule.rule)}
                    />
                    {rule.topic === null && (
                      <IconButton
                        icon={IconTrash}
                        iconSize={16}
                        label={t("settings.keywords.remove", { name: rule.name })}
                        onClick={() => ask(rule)}
                      />
                    )}
                  </li>
                ),
              )}
            </ul>
          </Card>
        </div>
      )}
      <ConfirmDialog request={confirmation} onClose={() => setConfirmation(null)} />
    </Section>
  );
}

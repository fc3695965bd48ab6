/** The saved replies of the team: written, changed, moved as a file; removing one can be undone. */
import { Menu } from "@mantine/core";
import { IconDownload, IconPencil, IconPlus, IconTemplate, IconTrash, IconUpload } from "@tabler/icons-react";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { commands, type FileFormat, type ImportedView, type SavedReplyView } from "../../host/bindings";
import { queries, useAccounts } from "../../host/queries";
import { useT } from "../../i18n/useT";
import { AccountMark } from "../../parts/AccountMark";
import { Button } from "../../parts/Button";
import { Card } from "../../parts/Card";
import { IconButton } from "../../parts/IconButton";
import { ErrorCard } from "../../parts/NoticeCard";
import { useUndoToasts } from "../../shell/undo-toasts";
import styles from "../forms.module.css";
import { Section } from "../Section";
import { ImportResult } from "./ImportResult";
import { SavedReplyEditor } from "./SavedReplyEditor";

export function SavedRepliesSection() {
  const t = useT();
  const replies = useQuery(queries.savedReplies);
  /** The reply that is written: its id, or a new one. */
  const [open, setOpen] = useState<string | "new" | null>(null);
  const [imported, setImported] = useState<ImportedView | null>(null);
  const take = useMutation({
    mutationFn: () => commands.importSavedReplies(),
    onSuccess: setImported,
  });
  const write = useMutation({ mutationFn: (format: FileFormat) => commands.exportSavedReplies({ format }) });
  const remove = useMutation({
    mutationFn: ({ reply }: SavedReplyView) => commands.setSavedReplyRemoved({ reply, removed: true }),
    onSuccess: (_, { reply, title }) => {
      useUndoToasts.getState().show({
        icon: IconTemplate,
        message: t("settings.replies.removed", { title }),
        undo: () => void commands.setSavedReplyRemoved({ reply, removed: false }).catch(() => undefined),
      });
    },
  });
  const problem = take.error ?? write.error ?? remove.error;
  return (
    <Section title={t("settings.section.replies")} text={t("settings.replies.why")} query={replies}>
      {replies.data && (
        <div className={styles.cards}>
          {problem && <ErrorCard error={problem} />}
          {imported && <ImportResult imported={imported} onClose={() => setImported(null)} />}
          {open === "new" && (
            <Card title={t("settings.replies.new")}>
              <SavedReplyEditor reply={null} onClose={() => setOpen(null)} />
            </Card>
          )}
          <Card
            title={t("settings.replies.all")}
            rows
            aside={
              <span className={styles.actions}>
                <Button small icon={IconUpload} busy={take.isPending} onClick={() => take.mutate()}>
                  {t("settings.replies.import")}
                </Button>
                <ExportMenu onExport={(format) => write.mutate(format)} />
                <Button small icon={IconPlus} onClick={() => setOpen("new")}>
                  {t("settings.replies.add")}
                </Button>
              </span>
            }
          >
            {replies.data.length === 0 && <p className={styles.empty}>{t("settings.replies.none")}</p>}
            <ul className={styles.rows}>
              {replies.data.map((reply) =>
                reply.reply === open ? (
                  <li key={reply.reply} className={styles.open}>
                    <SavedReplyEditor reply={reply} onClose={() => setOpen(null)} />
                  </li>
                ) : (
                  <Row
                    key={reply.reply}
                    reply={reply}
                    onEdit={() => setOpen(reply.reply)}
                    onRemove={() => remove.mutate(reply)}
                  />
                ),
              )}
            </ul>
          </Card>
        </div>
      )}
    </Section>
  );
}

function Row({
  reply,
  onEdit,
  onRemove,
}: {
  reply: SavedReplyView;
  onEdit: () => void;
  onRemove: () => void;
}) {
  const t = useT();
  const account = useAccounts()?.find(({ id }) => id === reply.account);
  const { title } = reply;
  return (
    <li className={styles.row}>
      <span className={styles.words}>
        <bdi className={styles.title}>
          {title}
          {reply.shortcut !== null && <span className={styles.quiet}> ;{reply.shortcut}</span>}
        </bdi>
        <bdi className={styles.quiet}>{reply.text}</bdi>
      </span>
      {account && (
        <AccountMark mark={account.mark} colour={account.colour} size={20} label={`@${account.username}`} />
      )}
      <span className={styles.aside}>{t("settings.replies.uses", { count: reply.uses })}</span>
      <IconButton
        icon={IconPencil}
        iconSize={16}
        label={t("settings.replies.edit", { title })}
        onClick={onEdit}
      />
      <IconButton
        icon={IconTrash}
        iconSize={16}
        label={t("settings.replies.remove", { title })}
        onClick={onRemove}
      />
    </li>
  );
}

function ExportMenu({ onExport }: { onExport: (format: FileFormat) => void }) {
  const t = useT();
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button small icon={IconDownload}>
          {t("settings.replies.export")}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => onExport("json")}>{t("settings.replies.json")}</Menu.Item>
        <Menu.Item onClick={() => onExport("csv")}>{t("settings.replies.csv")}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

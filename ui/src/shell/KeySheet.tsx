import { Modal } from "@mantine/core";
import { create } from "zustand";
import { useT } from "../i18n/useT";
import { Button } from "../parts/Button";
import { KeyCap } from "../parts/KeyCap";
import { spokenKeys } from "../parts/key-labels";
import { type Command, type CommandGroup, useAllCommands } from "./commands";
import styles from "./KeySheet.module.css";

const useSheet = create<{ open: boolean }>()(() => ({ open: false }));

export function openKeySheet(): void {
  useSheet.setState({ open: true });
}

export function closeKeySheet(): void {
  useSheet.setState({ open: false });
}

/** What is at hand on the left, what is always there on the right. */
const columns: readonly (readonly CommandGroup[])[] = [
  ["item", "list"],
  ["go", "account", "app"],
];

/** The keys of what can be done now, in the words of the registry. */
export function KeySheet() {
  const t = useT();
  const { open } = useSheet();
  const commands = useAllCommands().filter((command) => command.keys !== undefined);
  return (
    <Modal opened={open} onClose={closeKeySheet} title={t("shell.keys.title")} size={720}>
      <div className={styles.columns}>
        {columns.map((groups) => (
          <div key={groups.join()}>
            {groups.map((group) => (
              <Group key={group} group={group} commands={commands} />
            ))}
          </div>
        ))}
      </div>
      <div className={styles.foot}>
        <Button onClick={closeKeySheet} keys="Escape">
          {t("shell.close")}
        </Button>
      </div>
    </Modal>
  );
}

function Group({ group, commands }: { group: CommandGroup; commands: readonly Command[] }) {
  const t = useT();
  const rows = commands.filter((command) => command.group === group);
  if (rows.length === 0) return null;
  return (
    <section className={styles.group}>
      <h3 className={styles.head}>{t(`shell.group.${group}`)}</h3>
      <dl className={styles.rows}>
        {rows.map(({ id, title, keys = "" }) => (
          <div key={id} className={styles.row}>
            <dt>{title}</dt>
            <dd>
              <KeyCap keys={keys} />
              <span className={styles.spoken}>{spokenKeys(keys).join(` ${t("parts.keys.then")} `)}</span>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

import { Modal } from "@mantine/core";
import { useT } from "../i18n/useT";
import { Button } from "../parts/Button";
import { PressCaps } from "../parts/KeyCap";
import { spokenKeys } from "../parts/key-labels";
import { type Command, type CommandGroup, useAllCommands } from "./commands";
import styles from "./KeySheet.module.css";
import { shownKeys, useKeyMap } from "./key-map";
import { isCommandId } from "./key-table";
import { closeKeySheet, useKeySheet } from "./open-key-sheet";

/** What is at hand on the left, what is always there on the right. */
const columns: readonly (readonly CommandGroup[])[] = [
  ["item", "list"],
  ["go", "account", "app"],
];

/** The keys of what can be done now, as the person has set them. */
export function KeySheet() {
  const t = useT();
  const { open } = useKeySheet();
  const map = useKeyMap();
  const commands = useAllCommands().flatMap(({ id, title, group }) => {
    const keys = isCommandId(id) ? shownKeys(map, id) : undefined;
    return keys === undefined ? [] : [{ id, title, group, keys }];
  });
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

type Keyed = Pick<Command, "id" | "title" | "group"> & { keys: string };

function Group({ group, commands }: { group: CommandGroup; commands: readonly Keyed[] }) {
  const t = useT();
  const rows = commands.filter((command) => command.group === group);
  if (rows.length === 0) return null;
  return (
    <section className={styles.group}>
      <h3 className={styles.head}>{t(`shell.group.${group}`)}</h3>
      <dl className={styles.rows}>
        {rows.map(({ id, title, keys }) => (
          <div key={id} className={styles.row}>
            <dt>{title}</dt>
            <dd>
              <PressCaps presses={keys} />
              <kbd className={styles.spoken}>{spokenKeys(keys).join(` ${t("parts.keys.then")} `)}</kbd>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

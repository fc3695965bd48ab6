import { Modal } from "@mantine/core";
import { create } from "zustand";
import { useT } from "../i18n/useT";
import { Button } from "../parts/Button";
import { KeyCap } from "../parts/KeyCap";
import { commandGroups, useAllCommands } from "./commands";
import styles from "./KeySheet.module.css";

const useSheet = create<{ open: boolean }>()(() => ({ open: false }));

export function openKeySheet(): void {
  useSheet.setState({ open: true });
}

export function closeKeySheet(): void {
  useSheet.setState({ open: false });
}

/** The keys of what can be done now, in the words of the registry. */
export function KeySheet() {
  const t = useT();
  const { open } = useSheet();
  const commands = useAllCommands().filter((command) => command.keys !== undefined);
  return (
    <Modal opened={open} onClose={closeKeySheet} title={t("shell.keys.title")} size={720}>
      <div className={styles.columns}>
        {commandGroups.map((group) => {
          const rows = commands.filter((command) => command.group === group);
          if (rows.length === 0) return null;
          return (
            <section key={group} className={styles.group}>
              <h3 className={styles.head}>{t(`shell.group.${group}`)}</h3>
              <dl className={styles.rows}>
                {rows.map((command) => (
                  <div key={command.id} className={styles.row}>
                    <dt>{command.title}</dt>
                    <dd>
                      <KeyCap keys={command.keys ?? ""} />
                      <span className={styles.spoken}>{command.keys}</span>
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          );
        })}
      </div>
      <div className={styles.foot}>
        <Button onClick={closeKeySheet} keys="Escape">
          {t("shell.close")}
        </Button>
      </div>
    </Modal>
  );
}

import { Spotlight } from "@mantine/spotlight";
import { IconChevronRight, IconSearch } from "@tabler/icons-react";
import { useRef, useState } from "react";
import { useT } from "../i18n/useT";
import { AccountMark } from "../parts/AccountMark";
import { KeyCap } from "../parts/KeyCap";
import { type Command, commandGroups, useAllCommands } from "./commands";
import { isCommandId } from "./key-table";
import styles from "./Palette.module.css";
import { atOnce, settleIn } from "./theme/transitions";

/** Distance from the window's upper edge; a low window keeps room for the list. */
const TOP = "clamp(48px, 13.2dvh, 118px)";

/** Whether every word of the query begins a word of the text. */
function matches(query: string, command: Pick<Command, "title" | "hint">): boolean {
  const words = `${command.title} ${command.hint ?? ""}`.toLocaleLowerCase().split(/\s+/);
  return query
    .toLocaleLowerCase()
    .split(/\s+/)
    .filter(Boolean)
    .every((part) => words.some((word) => word.startsWith(part)));
}

/** Everything that can be done now, with its key beside it. */
export function Palette() {
  const t = useT();
  const [query, setQuery] = useState("");
  const chosen = useRef<Command>(undefined);
  const found = useAllCommands().filter((command) => !command.keyOnly && matches(query, command));
  return (
    <Spotlight.Root
      query={query}
      onQueryChange={setQuery}
      shortcut={null}
      size={640}
      centered={false}
      yOffset={TOP}
      radius={16}
      overlayProps={{
        blur: 0,
        color: "var(--pr-backdrop)",
        backgroundOpacity: 1,
        transitionProps: atOnce,
      }}
      transitionProps={{
        transition: settleIn,
        duration: 120,
        exitDuration: 60,
        // The opener gets its focus back first; only then may the command move it.
        onExited: () => {
          const command = chosen.current;
          chosen.current = undefined;
          if (command) setTimeout(command.run, 20);
        },
      }}
      attributes={{ content: { "aria-label": t("shell.palette.title") } }}
      classNames={{
        content: styles.content,
        search: styles.search,
        action: styles.action,
        actionLabel: styles.label,
        actionDescription: styles.hint,
        actionBody: styles.body,
        actionsGroup: styles.group,
        actionsList: styles.list,
        empty: styles.empty,
        footer: styles.footer,
      }}
    >
      <Spotlight.Search
        placeholder={t("shell.palette.placeholder")}
        aria-label={t("shell.palette.placeholder")}
        leftSection={<IconSearch size={20} stroke={1.5} aria-hidden />}
      />
      <Spotlight.ActionsList aria-label={t("shell.palette.title")}>
        {found.length === 0 && <Spotlight.Empty>{t("shell.palette.nothing", { query })}</Spotlight.Empty>}
        {commandGroups.map((group) => {
          const commands = found.filter((command) => command.group === group);
          if (commands.length === 0) return null;
          return (
            <Spotlight.ActionsGroup key={group} label={t(`shell.group.${group}`)}>
              {commands.map((command) => (
                <Spotlight.Action
                  key={command.id}
                  label={command.title}
                  {...(command.hint && { description: command.hint })}
                  highlightQuery
                  highlightColor="var(--pr-mark)"
                  leftSection={<Lead command={command} />}
                  rightSection={isCommandId(command.id) && <KeyCap keys={command.id} />}
                  onClick={() => {
                    chosen.current = command;
                  }}
                />
              ))}
            </Spotlight.ActionsGroup>
          );
        })}
      </Spotlight.ActionsList>
      <Spotlight.Footer>
        <span className={styles.tip}>
          <KeyCap keys="ArrowUp" />
          <KeyCap keys="ArrowDown" />
          {t("shell.palette.move")}
        </span>
        <span className={styles.tip}>
          <KeyCap keys="Enter" />
          {t("shell.palette.run")}
        </span>
        <span className={styles.count}>{t("shell.palette.count", { count: found.length })}</span>
      </Spotlight.Footer>
    </Spotlight.Root>
  );
}

function Lead({ command }: { command: Command }) {
  if (command.mark) return <AccountMark mark={command.mark.letters} colour={command.mark.colour} size={20} />;
  const Mark = command.icon ?? IconChevronRight;
  return <Mark size={18} stroke={1.5} aria-hidden />;
}

import { Switch, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useT } from "../i18n/useT";
import { Button } from "../parts/Button";
import { Card } from "../parts/Card";
import { type Confirmation, ConfirmDialog } from "../parts/ConfirmDialog";
import { KeyCap, PressCaps } from "../parts/KeyCap";
import { keyLabels, spokenKeys } from "../parts/key-labels";
import { ErrorCard, NoticeCard } from "../parts/NoticeCard";
import { clashesOf, type KeyMap, shownKeys, useKeyMap } from "../shell/key-map";
import { changeKeyMap } from "../shell/key-map-store";
import { type CommandId, commandIds, entryOf, scopes } from "../shell/key-table";
import styles from "./Keys.module.css";
import { RecordKeys } from "./RecordKeys";
import { Section } from "./Section";
import page from "./settings.module.css";

/** Without the person's own keys for some commands. */
function without(own: KeyMap["own"], id: CommandId): KeyMap["own"] {
  return Object.fromEntries(Object.entries(own).filter(([each]) => each !== id));
}

/** Every key there is, each to be chosen anew. */
export function KeysSection() {
  const t = useT();
  const map = useKeyMap();
  const change = useMutation({ mutationFn: changeKeyMap });
  const [search, setSearch] = useState("");
  const [recorded, setRecorded] = useState<CommandId>();
  const [taken, setTaken] = useState<{ id: CommandId; by: readonly CommandId[] }>();
  const [request, setRequest] = useState<Confirmation | null>(null);
  const words = search.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const matches = (id: CommandId) => {
    const title = t(entryOf(id).title).toLocaleLowerCase();
    return words.every((word) => title.includes(word));
  };
  const reset = (id: CommandId) => {
    const own = without(map.own, id);
    const { keys, also = [] } = entryOf(id);
    const by = [keys, ...also].flatMap((each) => clashesOf({ ...map, own }, id, each));
    setTaken(by.length > 0 ? { id, by } : undefined);
    if (by.length === 0) change.mutate({ own });
  };
  const askAll = () =>
    setRequest({
      title: t("settings.keys.resetAll.title"),
      text: t("settings.keys.resetAll.text"),
      button: t("settings.keys.resetAll"),
      danger: false,
      onConfirm: () => {
        setTaken(undefined);
        change.mutate({ own: {} });
      },
    });
  const chosen = Object.keys(map.own).length;
  return (
    <Section
      title={t("settings.section.keys")}
      text={t("settings.keys.why")}
      aside={
        chosen > 0 && (
          <Button small kind="quiet" onClick={askAll}>
            {t("settings.keys.resetAll.ask", { count: chosen })}
          </Button>
        )
      }
    >
      <div className={page.column}>
        {change.error && <ErrorCard error={change.error} />}
        <Card title={t("settings.keys.single")}>
          <Switch
            label={t("settings.keys.single.label")}
            description={t("settings.keys.single.text")}
            checked={map.singleLetters}
            onChange={(event) => change.mutate({ singleLetters: event.currentTarget.checked })}
          />
        </Card>
        <TextInput
          aria-label={t("settings.keys.search")}
          placeholder={t("settings.keys.search")}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
        {scopes.map((scope) => {
          const ids = commandIds.filter((id) => entryOf(id).scope === scope && matches(id));
          if (ids.length === 0) return null;
          return (
            <Card key={scope} title={t(`settings.keys.scope.${scope}`)} rows>
              <ul className={styles.rows}>
                {ids.map((id) => (
                  <Row
                    key={id}
                    id={id}
                    own={map.own[id] !== undefined}
                    keys={shownKeys({ ...map, singleLetters: true }, id)}
                    off={shownKeys(map, id) === undefined}
                    taken={taken?.id === id ? taken.by : []}
                    onRecord={() => {
                      setTaken(undefined);
                      setRecorded(id);
                    }}
                    onReset={() => reset(id)}
                  />
                ))}
              </ul>
            </Card>
          );
        })}
        {words.length > 0 && !commandIds.some(matches) && (
          <p className={page.text}>{t("shell.palette.nothing", { query: search })}</p>
        )}
      </div>
      <RecordKeys
        id={recorded}
        map={map}
        onClose={() => setRecorded(undefined)}
        onChosen={(id, keys) => {
          const own = without(map.own, id);
          change.mutate({ own: keys === entryOf(id).keys ? own : { ...own, [id]: keys } });
        }}
      />
      <ConfirmDialog request={request} onClose={() => setRequest(null)} />
    </Section>
  );
}

type RowProps = {
  id: CommandId;
  /** Whether the person chose its keys. */
  own: boolean;
  keys: string | undefined;
  /** Its keys are single letters, and those are switched off. */
  off: boolean;
  /** What has the keys now that it would come back to. */
  taken: readonly CommandId[];
  onRecord: () => void;
  onReset: () => void;
};

function Row({ id, own, keys = "", off, taken, onRecord, onReset }: RowProps) {
  const t = useT();
  const { title, fixed, keys: first } = entryOf(id);
  const name = t(title);
  const spoken = spokenKeys(keys).join(` ${t("parts.keys.then")} `);
  return (
    <li className={styles.row}>
      <span className={styles.name}>{name}</span>
      {off && <span className={styles.off}>{t("settings.keys.off")}</span>}
      <span className={off ? styles.dim : undefined}>
        {off ? <PressCaps presses={keys} /> : <KeyCap keys={id} />}
        <kbd className={styles.spoken}>{spoken}</kbd>
      </span>
      <span className={styles.buttons}>
        {own && (
          <Button small kind="quiet" aria-label={t("settings.keys.reset.spoken", { name })} onClick={onReset}>
            {t("settings.keys.reset")}
          </Button>
        )}
        {fixed ? (
          <span className={styles.fixed}>{t("settings.keys.fixed")}</span>
        ) : (
          <Button small aria-label={t("settings.keys.change.spoken", { name })} onClick={onRecord}>
            {t("settings.keys.change")}
          </Button>
        )}
      </span>
      {taken.length > 0 && (
        <div className={styles.taken} role="alert">
          <NoticeCard
            family="warning"
            title={t("settings.keys.taken", {
              keys: keyLabels(first).join(` ${t("parts.keys.then")} `),
              names: taken.map((each) => t(entryOf(each).title)).join(", "),
            })}
          >
            {t("settings.keys.takenText")}
          </NoticeCard>
        </div>
      )}
    </li>
  );
}

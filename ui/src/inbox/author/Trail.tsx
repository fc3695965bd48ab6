/** The audit trail of an item: every event with who did it, at which computer and when, the newest first. */
import { IconChevronDown, IconChevronRight } from "@tabler/icons-react";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import { useIntl } from "react-intl";
import { type AboutForm, commands, type TrailEntryView } from "../../host/bindings";
import { idOf, keys } from "../../host/keys";
import { inSentence } from "../../i18n/time";
import { useNow } from "../../i18n/useNow";
import { type Translate, useT } from "../../i18n/useT";
import { ErrorNotice } from "../ErrorNotice";
import styles from "./Trail.module.css";

/** So many are shown before somebody asks for the rest. */
const FIRST = 8;

function trailQuery(about: AboutForm) {
  return queryOptions({
    queryKey: keys.trail(idOf(about)),
    queryFn: () => commands.itemTrail(about),
    gcTime: 60_000,
  });
}

export function Trail({ about }: { about: AboutForm }) {
  const t = useT();
  const id = useId();
  const trail = useQuery(trailQuery(about));
  const [all, setAll] = useState(false);
  const entries = trail.data ?? [];
  const shown = all ? entries : entries.slice(0, FIRST);
  const Mark = all ? IconChevronDown : IconChevronRight;
  return (
    <section aria-labelledby={id}>
      <h3 id={id} className={styles.heading}>
        {t("inbox.trail")} <span className={styles.total}>{trail.isSuccess && entries.length}</span>
      </h3>
      {trail.error && <ErrorNotice error={trail.error} onRetry={() => void trail.refetch()} />}
      {trail.isSuccess && entries.length === 0 && <p className={styles.none}>{t("inbox.trail.none")}</p>}
      {shown.length > 0 && (
        <ol className={styles.list}>
          {shown.map((entry) => (
            <Entry key={entry.seq} about={about} entry={entry} />
          ))}
        </ol>
      )}
      {entries.length > FIRST && (
        <button type="button" className={styles.more} aria-expanded={all} onClick={() => setAll(!all)}>
          <Mark size={14} stroke={1.75} aria-hidden />
          {all ? t("inbox.trail.less") : t("inbox.trail.more", { count: entries.length - FIRST })}
        </button>
      )}
    </section>
  );
}

function Entry({ about, entry }: { about: AboutForm; entry: TrailEntryView }) {
  const t = useT();
  const intl = useIntl();
  const now = useNow(60_000);
  return (
    <li className={styles.entry}>
      <p className={styles.what} dir="auto">
        {saying(t, about, entry, (at) => inSentence(intl, at, now))}
      </p>
      <p className={styles.who}>
        <time dateTime={entry.at} title={intl.formatDate(entry.at, { dateStyle: "full", timeStyle: "long" })}>
          {inSentence(intl, entry.at, now)}
        </time>
        {" · "}
        <bdi>{entry.member ?? t(`inbox.trail.actor.${entry.actor}`)}</bdi>
        {" · "}
        <bdi>{entry.machine}</bdi>
      </p>
    </li>
  );
}

/** An event in words; `say` says an instant. */
function saying(t: Translate, about: AboutForm, entry: TrailEntryView, say: (at: string) => string): string {
  const { what } = entry;
  if (about.kind === "tagged_post" && what === "gone") return t("inbox.tagged.gone");
  const name = entry.username || t("outbox.someone");
  const known = entry.action !== null && isAction(entry.action);
  const values = {
    name,
    action: known ? t(`inbox.trail.action.${entry.action as Action}`, { name }) : t("inbox.trail.action"),
    label: entry.label ?? t("inbox.trail.label"),
    assignee: entry.assignee ?? t("inbox.trail.assignee"),
    until: entry.until === null ? "" : say(entry.until),
  };
  return t(`inbox.trail.${what}`, values);
}

const actions = ["reply", "hide", "unhide", "delete", "message", "private_reply"] as const;
type Action = (typeof actions)[number];
const isAction = (word: string): word is Action => (actions as readonly string[]).includes(word);

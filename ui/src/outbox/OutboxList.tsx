import type { OutboxView, PostView } from "../host/bindings";
import { useT } from "../i18n/useT";
import { ActionRow } from "./ActionRow";
import { type Entry, entriesOf, type OutboxGroup, outboxGroups, totalOf } from "./groups";
import styles from "./OutboxList.module.css";
import { PostRow } from "./PostRow";
import { RunRow } from "./RunRow";

type Props = {
  outbox: OutboxView;
  posts: readonly PostView[];
  /** When the answer arrived: grace times count from there. */
  readAt: number;
  /** Id of the entry at the right. */
  shown: string | undefined;
  onShow: (entry: Entry) => void;
};

/** Everything on its way, by what it needs. */
export function OutboxList({ outbox, posts, readAt, shown, onShow }: Props) {
  const t = useT();
  return outboxGroups.map((group) => {
    const entries = entriesOf(group, outbox, posts);
    if (entries.length === 0) return null;
    const total = totalOf(group, outbox, posts);
    return (
      <section key={group} className={styles.group} aria-labelledby={`outbox-${group}`}>
        <h2 id={`outbox-${group}`} className={styles.head}>
          {t(`outbox.group.${group}`)} <span className={styles.total}>{total}</span>
        </h2>
        <ul className={styles.list}>
          {entries.map((entry) => (
            <Row
              key={entry.id}
              entry={entry}
              group={group}
              readAt={readAt}
              shown={entry.id === shown}
              onShow={() => onShow(entry)}
            />
          ))}
        </ul>
        {total > entries.length && (
          <p className={styles.more}>{t("outbox.more", { count: total - entries.length })}</p>
        )}
      </section>
    );
  });
}

type RowProps = { entry: Entry; group: OutboxGroup; readAt: number; shown: boolean; onShow: () => void };

function Row({ entry, group, readAt, ...common }: RowProps) {
  switch (entry.kind) {
    case "action":
      return <ActionRow action={entry.action} group={group} readAt={readAt} {...common} />;
    case "post":
      return <PostRow post={entry.post} {...common} />;
    case "run":
      return <RunRow run={entry.run} {...common} />;
  }
}

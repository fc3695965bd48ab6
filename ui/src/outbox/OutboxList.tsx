import type { OutboxView, PostView } from "../host/bindings";
import { useT } from "../i18n/useT";
import { ActionRow } from "./ActionRow";
import { type Entry, entriesOf, outboxGroups, totalOf } from "./groups";
import styles from "./OutboxList.module.css";
import { PostRow } from "./PostRow";

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
          {entries.map((entry) => {
            const common = { shown: entry.id === shown, onShow: () => onShow(entry) };
            return entry.kind === "action" ? (
              <ActionRow key={entry.id} action={entry.action} group={group} readAt={readAt} {...common} />
            ) : (
              <PostRow key={entry.id} post={entry.post} {...common} />
            );
          })}
        </ul>
        {total > entries.length && (
          <p className={styles.more}>{t("outbox.more", { count: total - entries.length })}</p>
        )}
      </section>
    );
  });
}

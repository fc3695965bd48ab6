/** Who wrote the chosen comment, or whom a conversation is with: what is known of them, what the team wrote down, and their other threads. */
import { Textarea } from "@mantine/core";
import { IconMessage2, IconTag, IconUserQuestion, IconX } from "@tabler/icons-react";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { useIntl } from "react-intl";
import { type AboutForm, type AuthorCardView, commands } from "../../host/bindings";
import { idOf, keys } from "../../host/keys";
import { useAccount } from "../../host/queries";
import { shortDate } from "../../i18n/time";
import { useNow } from "../../i18n/useNow";
import { useT } from "../../i18n/useT";
import { AccountMark } from "../../parts/AccountMark";
import { Button } from "../../parts/Button";
import { IconButton } from "../../parts/IconButton";
import { LabelChip } from "../../parts/LabelChip";
import { PersonAvatar } from "../../parts/PersonAvatar";
import { SkeletonRows } from "../../parts/Skeleton";
import type { InboxActions } from "../actions/use-actions";
import { useDrafts } from "../detail/drafts";
import { NoteCard } from "../detail/NoteCard";
import { Unsaved } from "../detail/Unsaved";
import { ErrorNotice } from "../ErrorNotice";
import { useInboxState } from "../inbox-state";
import { LabelPicker } from "../labels/LabelPicker";
import styles from "./AuthorDrawer.module.css";
import { History } from "./History";
import { Trail } from "./Trail";

type Props = { about: AboutForm; actions: InboxActions; onClose: () => void };

function authorQuery(about: AboutForm) {
  return queryOptions({
    queryKey: keys.author(idOf(about)),
    queryFn: () => commands.authorCard(about),
    gcTime: 60_000,
  });
}

export function AuthorDrawer({ about, actions, onClose }: Props) {
  const t = useT();
  const card = useQuery(authorQuery(about));
  const close = useRef<HTMLButtonElement>(null);
  useEffect(() => close.current?.focus(), []);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    event.preventDefault();
    event.stopPropagation();
    onClose();
  };
  return (
    <aside className={styles.drawer} aria-label={t("inbox.card")} onKeyDown={onKeyDown}>
      <header className={styles.head}>
        <h2 className={styles.title}>{t("inbox.card")}</h2>
        <IconButton
          ref={close}
          icon={IconX}
          label={t("inbox.card.close")}
          keys="inbox.card"
          onClick={onClose}
        />
      </header>
      <div className={styles.body}>
        {card.error && <ErrorNotice error={card.error} onRetry={() => void card.refetch()} />}
        {card.isPending && <SkeletonRows rows={4} />}
        {card.data &&
          (card.data.known ? (
            <Known key={idOf(about)} about={about} card={card.data} actions={actions} />
          ) : (
            <>
              <Unknown />
              <Trail about={about} />
            </>
          ))}
      </div>
    </aside>
  );
}

function Unknown() {
  const t = useT();
  return (
    <div className={styles.unknown}>
      <IconUserQuestion size={28} stroke={1.5} aria-hidden />
      <p className={styles.name}>{t("inbox.person.unknown")}</p>
      <p>{t("inbox.card.unknown")}</p>
    </div>
  );
}

type KnownProps = { about: AboutForm; card: AuthorCardView; actions: InboxActions };

function Known({ about, card, actions }: KnownProps) {
  const t = useT();
  const intl = useIntl();
  const now = useNow(60_000);
  const account = useAccount(card.account);
  const [labelling, setLabelling] = useState(false);
  const name = card.username || t("inbox.person.unknown");
  return (
    <>
      <div className={styles.who}>
        <PersonAvatar username={card.username} size={44} />
        <div className={styles.words}>
          <p className={styles.name}>
            <bdi>{name}</bdi>
          </p>
          {account && (
            <p className={styles.seen}>
              <AccountMark mark={account.mark} colour={account.colour} size={16} />
              <bdi>{t("inbox.card.seen_by", { account: account.username })}</bdi>
            </p>
          )}
        </div>
      </div>
      <dl className={styles.facts}>
        <dt>{t("inbox.card.comments")}</dt>
        <dd>{intl.formatNumber(card.comments_here)}</dd>
        <dt>{t("inbox.card.first_seen")}</dt>
        <dd>{card.first_seen === null ? t("inbox.card.never") : shortDate(intl, card.first_seen, now)}</dd>
        <dt>{t("inbox.card.hidden")}</dt>
        <dd>{intl.formatNumber(card.hidden_count)}</dd>
      </dl>
      <section aria-label={t("inbox.card.labels")}>
        <div className={styles.section}>
          <h3 className={styles.heading}>{t("inbox.labels")}</h3>
          <Button small icon={IconTag} onClick={() => setLabelling(true)}>
            {t("inbox.card.label")}
          </Button>
        </div>
        <p className={styles.labels}>
          {card.labels.map((label) => (
            <LabelChip key={label.label} name={label.name} colour={label.colour} large />
          ))}
          {card.labels.length === 0 && <span className={styles.none}>{t("inbox.card.no_labels")}</span>}
        </p>
      </section>
      <section aria-label={t("inbox.card.notes")}>
        <h3 className={styles.heading}>{t("inbox.card.notes")}</h3>
        <div className={styles.notes}>
          {card.notes.map((note) => (
            <NoteCard key={note.note} note={note} onRemove={actions.removeNote} />
          ))}
          <NewNote about={about} card={card} onSave={actions.writePersonNote} />
        </div>
      </section>
      {card.conversation !== null && <TheirMessages item={card.conversation} />}
      <Trail about={about} />
      <History card={card} />
      <LabelPicker
        opened={labelling}
        title={t("inbox.card.label_title", { name: card.username || t("outbox.someone") })}
        carried={new Map(card.labels.map(({ label }) => [label, "all"]))}
        onClose={() => setLabelling(false)}
        onToggle={(label, on) => actions.setPersonLabel(about, label, on)}
        onError={actions.report}
      />
    </>
  );
}

/** Leads to the conversation with them. */
function TheirMessages({ item }: { item: number }) {
  const t = useT();
  const seek = useInboxState((state) => state.seek);
  return (
    <Button icon={IconMessage2} onClick={() => seek(item, "all")}>
      {t("inbox.card.conversation")}
    </Button>
  );
}

type NewNoteProps = { about: AboutForm; card: AuthorCardView; onSave: InboxActions["writePersonNote"] };

function NewNote({ about, card, onSave }: NewNoteProps) {
  const t = useT();
  const person = `${card.account}/${card.username || idOf(about)}`;
  const text = useDrafts((state) => state.people[person] ?? card.begun);
  const write = useDrafts((state) => state.writePersonNote);
  const unsaved = useDrafts((state) => state.unsaved.has(`person:${person}`));
  const save = () => {
    if (text.trim() !== "") onSave(person, about, text.trim());
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.nativeEvent.isComposing) return;
    event.preventDefault();
    event.stopPropagation();
    save();
  };
  return (
    <>
      <Textarea
        value={text}
        onChange={(event) => write(person, about, event.currentTarget.value)}
        onKeyDown={onKeyDown}
        aria-label={t("inbox.card.note")}
        placeholder={t("inbox.card.note")}
        maxLength={4000}
        autosize
        minRows={1}
        maxRows={5}
        dir="auto"
      />
      {unsaved && <Unsaved />}
      {text.trim() !== "" && (
        <Button small keys="$mod+Enter" className={styles.save ?? ""} onClick={save}>
          {t("inbox.note.save")}
        </Button>
      )}
    </>
  );
}

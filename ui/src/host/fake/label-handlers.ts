/** Labels, notes and authors of the fake host, by the commands' names on the wire. */
import type {
  AboutForm,
  ArrangeLabelsForm,
  AuthorCardView,
  ChangeLabelForm,
  CreateLabelForm,
  DecidedView,
  LabelCountView,
  LabelUseView,
  LabelView,
  NoteForm,
  NoteView,
  SetLabelForm,
  SetLabelRemovedForm,
  SetPersonLabelForm,
  ViewCountsForm,
  WriteNoteForm,
  WritePersonNoteForm,
} from "../bindings";
import type { FakeHost } from "./host";
import { failure } from "./inbox-handlers";
import { answered, commentsOf, itemsOf, labelsOf, listOf } from "./items";
import { ownerOf } from "./tagged-posts";
import type { FakeNote, FakeWorld } from "./world";

/** The notes that are there, oldest first. */
export function notesOf(world: FakeWorld, on: (note: FakeNote) => boolean): NoteView[] {
  return world.notes
    .filter((each) => !each.removed && on(each))
    .map(({ note, text, author, written_at }) => ({ note, text, author, written_at }));
}

export function labelHandlers(host: FakeHost) {
  const { world } = host;
  const decision = (item: number, undo: () => void): string => {
    const id = String(world.decisions.size + 1);
    world.decisions.set(id, { item, undo });
    return id;
  };
  /** Who is meant, and the subject of the item they were met in. */
  const whoOf = (about: AboutForm) => {
    if (about.kind === "tagged_post") return ownerOf(world, about);
    if (about.kind === "conversation") {
      const talk = world.conversations.find(({ conversation }) => conversation === about.conversation);
      if (!talk) throw failure("not_found", "This conversation is not on this machine.");
      return { username: talk.username, account: talk.account, top: talk.conversation };
    }
    const found = world.comments.find(({ comment }) => comment === about.comment);
    if (!found) throw failure("not_found", "This comment is not on this machine.");
    return { username: found.username, account: found.account, top: found.parent ?? found.comment };
  };
  const takeName = (name: string, besides?: string) => {
    const taken = world.labels.find(
      (each) =>
        !each.removed && each.label !== besides && each.name.toLowerCase() === name.trim().toLowerCase(),
    );
    if (taken) {
      throw {
        ...failure("precondition", `There is a label called “${taken.name}” already.`),
        fix: "Use that one, or choose another name.",
      };
    }
  };
  const write = (text: string, on: Pick<FakeNote, "item" | "person">): string => {
    const note: FakeNote = {
      note: `n${world.notes.length + 1}`,
      text: text.trim(),
      author: { name: world.app.member, colour: world.app.member_colour },
      written_at: new Date().toISOString(),
      removed: false,
      ...on,
    };
    world.notes.push(note);
    return decision(on.item ?? 0, () => {
      note.removed = true;
    });
  };
  const tellItems = () => {
    host.stale(
      ...world.media.map(({ media }) => ({ kind: "comments" as const, media })),
      ...world.conversations.map(({ conversation }) => ({ kind: "conversation" as const, conversation })),
      { kind: "tagged_posts" as const },
    );
  };
  return {
    label_counts: ({ accounts }: ViewCountsForm): LabelCountView[] => {
      const inView = new Set(listOf(world, "all", "newest_first", accounts));
      return world.labels.flatMap(({ label, removed }) => {
        const items = world.items.filter(
          (item) => inView.has(item.item) && item.labels.includes(label),
        ).length;
        return removed || items === 0 ? [] : { label, items };
      });
    },
    labels: (): LabelUseView[] =>
      world.labels
        .filter(({ removed }) => !removed)
        .map(({ label, name, colour }) => ({
          label,
          name,
          colour,
          items: world.items.filter((item) => item.labels.includes(label)).length,
          people: [...world.personLabels.values()].filter((labels) => labels.includes(label)).length,
        })),
    create_label: (form: CreateLabelForm): LabelView => {
      takeName(form.name);
      const used = (colour: number) => world.labels.filter((each) => each.colour === colour).length;
      const rarest = Array.from({ length: 12 }, (_, at) => at + 1).sort((a, b) => used(a) - used(b))[0] ?? 1;
      const made = {
        label: `l${world.labels.length + 1}`,
        name: form.name.trim(),
        colour: form.colour ?? rarest,
      };
      world.labels.push({ ...made, removed: false });
      host.stale({ kind: "labels" });
      return made;
    },
    change_label: (form: ChangeLabelForm) => {
      takeName(form.name, form.label);
      const found = world.labels.find(({ label }) => label === form.label);
      if (found) Object.assign(found, { name: form.name.trim(), colour: form.colour });
      host.stale({ kind: "labels" });
      return null;
    },
    set_label_removed: (form: SetLabelRemovedForm) => {
      const found = world.labels.find(({ label }) => label === form.label);
      if (found) found.removed = form.removed;
      host.stale({ kind: "labels" });
      return null;
    },
    arrange_labels: (form: ArrangeLabelsForm) => {
      const place = (label: string) => {
        const at = form.labels.indexOf(label);
        return at === -1 ? form.labels.length : at;
      };
      world.labels.sort((a, b) => place(a.label) - place(b.label));
      host.stale({ kind: "labels" });
      return null;
    },
    set_label: (form: SetLabelForm): DecidedView => {
      const decisions = itemsOf(world)
        .filter(({ item, labels }) => form.items.includes(item) && labels.includes(form.label) !== form.on)
        .map((item) => {
          const before = item.labels;
          item.labels = form.on ? [...before, form.label] : before.filter((label) => label !== form.label);
          return decision(item.item, () => {
            item.labels = before;
            tellItems();
          });
        });
      host.stale({ kind: "labels" });
      tellItems();
      return { decisions };
    },
    author_card: (form: AboutForm): AuthorCardView => {
      const { username, account, top } = whoOf(form);
      const talk = world.conversations.find((each) => each.username === username && username !== "");
      const talkItem = itemsOf(world).find((item) => item.top === talk?.conversation);
      const wrote = world.comments.filter((each) => each.username === username && username !== "");
      const others = itemsOf(world).filter(
        (item) => item.top !== top && commentsOf(world, item).some((entry) => wrote.includes(entry)),
      );
      return {
        username,
        account,
        known: username !== "",
        comments_here: wrote.length,
        hidden_count: wrote.filter(({ hidden }) => hidden).length,
        first_seen: wrote.map(({ written_at }) => written_at).sort()[0] ?? null,
        labels: labelsOf(world, world.personLabels.get(username) ?? []),
        notes: notesOf(world, (note) => note.person === username && username !== ""),
        begun: world.personNoteDrafts.get(username) ?? "",
        threads: others
          .flatMap((item) => {
            const last = commentsOf(world, item).findLast((entry) => wrote.includes(entry));
            if (!last) return [];
            const { comment, media, text, written_at: at, hidden, gone } = last;
            return [
              { item: item.item, comment, media, text, at, hidden, gone, answered: answered(world, last) },
            ];
          })
          .sort((a, b) => b.at.localeCompare(a.at)),
        other_threads: others.length,
        conversation: talkItem && talkItem.top !== top ? talkItem.item : null,
      };
    },
    set_person_label: (form: SetPersonLabelForm): DecidedView => {
      const { username } = whoOf(form.about);
      const before = world.personLabels.get(username) ?? [];
      if (before.includes(form.label) === form.on) return { decisions: [] };
      const after = form.on ? [...before, form.label] : before.filter((label) => label !== form.label);
      world.personLabels.set(username, after);
      host.stale({ kind: "people" }, { kind: "labels" });
      return { decisions: [decision(0, () => void world.personLabels.set(username, before))] };
    },
    write_person_note: (form: WritePersonNoteForm): DecidedView => {
      const { username } = whoOf(form.about);
      const decisions = [write(form.text, { item: null, person: username })];
      host.stale({ kind: "people" });
      return { decisions };
    },
    write_note: (form: WriteNoteForm): DecidedView => {
      const decisions = form.items.map((item) => write(form.text, { item, person: null }));
      tellItems();
      return { decisions };
    },
    remove_note: (form: NoteForm): DecidedView => {
      const note = world.notes.find((each) => each.note === form.note);
      if (!note) throw failure("not_found", "This note is no longer here.");
      note.removed = true;
      host.stale({ kind: "people" });
      tellItems();
      return {
        decisions: [
          decision(note.item ?? 0, () => {
            note.removed = false;
          }),
        ],
      };
    },
  };
}

//! What a team writes down: labels, notes, who decided. Nothing of it reaches Instagram, everything of it can be undone.

use instagram::CommentId;
use postroom_core::inbox::{About, ListedItem};
use postroom_core::{DATABASE_FILE, ProblemCode, Tag};
use postroom_tests::office::Office;
use store::views::View;
use store::{Actor, EventKind, EventRow, Store, content, events, notes};

async fn listed(office: &Office) -> Vec<ListedItem> {
    office.view(View::All).await.unwrap()
}

async fn row(office: &Office, item: u32) -> ListedItem {
    let found = listed(office).await.into_iter().find(|listed| listed.item.row == item);
    found.unwrap()
}

async fn labels_of(office: &Office, item: u32) -> Vec<String> {
    let labels = row(office, item).await.item.labels;
    labels.into_iter().map(|label| label.name).collect()
}

/// The newest events of the log, newest first.
async fn newest(office: &Office, count: u32) -> Vec<EventRow> {
    let file = office.machine.folder().join("data").join(DATABASE_FILE);
    let store = Store::open(&file).await.unwrap();
    let found = events::recent(&store, count).await.unwrap();
    store.close().await;
    found
}

#[tokio::test]
async fn many_items_are_labelled_at_once_each_as_an_event_of_the_person_here_and_one_undo_takes_it_back() {
    let office = Office::connected().await.unwrap();
    let inbox = office.app.inbox();
    office.app.profile().change("Maya", 4).await.unwrap();
    let press = office.app.labels().create("Press", None).await.unwrap();
    let items: Vec<u32> = listed(&office).await.iter().map(|listed| listed.item.row).collect();
    assert!(items.len() > 3);
    inbox.set_label(&items[..1], press.uid, true).await.unwrap();
    let before = office.simulator.witness().requests().len();
    let decisions = inbox.set_label(&items, press.uid, true).await.unwrap();
    assert_eq!(decisions.len(), items.len() - 1, "one carried it already");
    assert_eq!(
        office.simulator.witness().requests().len(),
        before,
        "nothing left the machine"
    );
    for item in &items {
        assert_eq!(labels_of(&office, *item).await, ["Press"]);
    }
    let event = newest(&office, 1).await.remove(0);
    assert_eq!((event.kind, event.actor), (EventKind::ItemLabelled, Actor::Member));
    let here = office.app.profile().here().await.unwrap();
    assert_eq!((event.member, here.name.as_str()), (Some(here.uid), "Maya"));
    assert_eq!(event.machine, "this machine");
    assert_eq!(event.payload["label"], press.uid.to_string());

    inbox.undo(&decisions, None).await.unwrap();
    let labelled = listed(&office)
        .await
        .iter()
        .filter(|listed| !listed.item.labels.is_empty())
        .count();
    assert_eq!(labelled, 1, "what was so before stays");
    let off = inbox.set_label(&items[..1], press.uid, false).await.unwrap();
    assert!(labels_of(&office, items[0]).await.is_empty());
    inbox.undo(&off, None).await.unwrap();
    assert_eq!(labels_of(&office, items[0]).await, ["Press"]);
}

#[tokio::test]
async fn a_label_is_renamed_everywhere_and_a_removed_one_comes_back_to_where_it_was() {
    let office = Office::connected().await.unwrap();
    let (inbox, labels) = (office.app.inbox(), office.app.labels());
    let item = listed(&office).await[0].item.row;
    let label = labels.create("  Press ", Some(9)).await.unwrap();
    assert_eq!((label.name.as_str(), label.colour), ("Press", 9));
    let decisions = inbox.set_label(&[item], label.uid, true).await.unwrap();
    labels.change(label.uid, "Media", 2).await.unwrap();
    assert_eq!(labels_of(&office, item).await, ["Media"]);
    labels.set_removed(label.uid, true).await.unwrap();
    assert!(labels_of(&office, item).await.is_empty());
    inbox.undo(&decisions, None).await.unwrap();
    let refused = inbox.set_label(&[item], label.uid, true).await.unwrap_err();
    assert_eq!(refused.code, ProblemCode::NotFound);
    labels.set_removed(label.uid, false).await.unwrap();
    assert_eq!(
        labels_of(&office, item).await,
        ["Media"],
        "an undo meanwhile left it alone"
    );

    for (name, colour) in [
        ("", 1),
        ("   ", 1),
        (&*"x".repeat(41), 1),
        ("two\nlines", 1),
        ("MEDIA", 1),
        ("Fine", 13),
    ] {
        let refused = labels.create(name, Some(colour)).await.unwrap_err();
        assert_eq!(refused.code, ProblemCode::Precondition, "{name:?} {colour}");
        assert!(refused.fix.is_some());
    }
    labels.set_removed(label.uid, true).await.unwrap();
    labels.create("Media", None).await.unwrap();
    let taken = labels.set_removed(label.uid, false).await.unwrap_err();
    assert_eq!(taken.message, "There is a label called “Media” already.");
}

#[tokio::test]
async fn the_order_of_the_labels_is_the_teams() {
    let office = Office::open().await.unwrap();
    let labels = office.app.labels();
    let mut made = Vec::new();
    for name in ["one", "two", "three"] {
        made.push(labels.create(name, None).await.unwrap().uid);
    }
    let mut stale = office.app.stale();
    labels.arrange(&[made[2], made[0]]).await.unwrap();
    while stale.recv().await.unwrap() != Tag::Labels {}
    let names: Vec<_> = labels
        .all()
        .await
        .unwrap()
        .into_iter()
        .map(|used| used.label.name)
        .collect();
    assert_eq!(names, ["three", "one", "two"]);
}

#[tokio::test]
async fn a_note_is_for_the_team_alone_and_can_be_taken_away_and_brought_back() {
    let office = Office::connected().await.unwrap();
    let inbox = office.app.inbox();
    let rows = listed(&office).await;
    let (item, comment) = (rows[0].item.row, rows[0].item.face.comment().unwrap().id.clone());
    let before = office.simulator.witness().requests().len();
    let both = inbox
        .write_note(&[item, rows[1].item.row], "  Ask Solvej at the kiln \n")
        .await
        .unwrap();
    assert_eq!(both.len(), 2);
    assert_eq!(
        office.simulator.witness().requests().len(),
        before,
        "nothing left the machine"
    );
    let thread = inbox.thread(&comment).await.unwrap();
    assert_eq!(thread.notes.len(), 1);
    let note = &thread.notes[0];
    assert_eq!(
        (note.text.as_str(), note.author.name.as_str()),
        ("Ask Solvej at the kiln", "Front desk")
    );
    assert!(row(&office, item).await.item.noted);
    let event = newest(&office, 1).await.remove(0);
    assert_eq!(event.kind, EventKind::NoteWritten);
    assert!(
        !event.payload.to_string().contains("Solvej"),
        "the log holds no words: {}",
        event.payload
    );

    let removed = inbox.remove_note(note.uid).await.unwrap();
    assert!(inbox.thread(&comment).await.unwrap().notes.is_empty());
    assert!(
        inbox.remove_note(note.uid).await.unwrap().is_empty(),
        "it is gone already"
    );
    inbox.undo(&removed, None).await.unwrap();
    assert_eq!(
        inbox.thread(&comment).await.unwrap().notes[0].text,
        "Ask Solvej at the kiln"
    );
    inbox.undo(&both, None).await.unwrap();
    assert!(!row(&office, item).await.item.noted);

    for text in [" \n ", &*"x".repeat(4_001)] {
        let refused = inbox.write_note(&[item], text).await.unwrap_err();
        assert_eq!(refused.code, ProblemCode::Precondition);
    }
    let unknown = inbox.write_note(&[u32::MAX], "nowhere").await.unwrap_err();
    assert_eq!(unknown.code, ProblemCode::NotFound);
}

#[tokio::test]
async fn a_note_taken_away_is_forgotten_at_the_next_start_and_the_others_are_not() {
    let office = Office::connected().await.unwrap();
    let rows = listed(&office).await;
    let (item, comment) = (rows[0].item.row, rows[0].item.face.comment().unwrap().id.clone());
    let inbox = office.app.inbox();
    inbox.write_note(&[item], "stays").await.unwrap();
    let gone = inbox.write_note(&[item], "goes").await.unwrap();
    let uid = inbox.thread(&comment).await.unwrap().notes[1].uid;
    inbox.undo(&gone, None).await.unwrap();
    let words = async |office: &Office| {
        let file = office.machine.folder().join("data").join(DATABASE_FILE);
        let store = Store::open(&file).await.unwrap();
        let words = content::get(&store, &notes::text_subject(uid)).await.unwrap();
        store.close().await;
        words
    };
    assert_eq!(words(&office).await.as_deref(), Some("goes"), "it can be brought back");
    let office = office.restart().await.unwrap();
    let left: Vec<_> = office.app.inbox().thread(&comment).await.unwrap().notes;
    let left: Vec<_> = left.into_iter().map(|note| note.text).collect();
    assert_eq!(left, ["stays"]);
    assert_eq!(words(&office).await, None);
}

#[tokio::test]
async fn notes_that_were_begun_outlive_a_restart_on_their_item_and_their_author_and_are_no_decisions() {
    let office = Office::connected().await.unwrap();
    let rows = listed(&office).await;
    let (item, comment) = (rows[0].item.row, rows[0].item.face.comment().unwrap().id.clone());
    let inbox = office.app.inbox();
    // What is read behind the scenes meanwhile is told, too.
    let decided = async |office: &Office| {
        let log = newest(office, 1_000).await;
        log.into_iter().filter(|event| event.actor == Actor::Member).count()
    };
    let before = decided(&office).await;
    inbox.save_note_draft(item, "Ask Sol").await.unwrap();
    inbox.save_note_draft(item, "Ask Solvej").await.unwrap();
    inbox
        .save_person_note_draft(&About::Comment(comment.clone()), "Wholesale")
        .await
        .unwrap();
    assert_eq!(decided(&office).await, before, "no event");
    assert!(
        inbox
            .author_card(&About::Comment(comment.clone()))
            .await
            .unwrap()
            .notes
            .is_empty()
    );

    let office = office.restart().await.unwrap();
    let inbox = office.app.inbox();
    let kept = inbox.note_drafts().await.unwrap();
    assert_eq!((kept[0].item, kept[0].text.as_str()), (item, "Ask Solvej"));
    let card = inbox.author_card(&About::Comment(comment.clone())).await.unwrap();
    assert_eq!(card.begun.as_deref(), Some("Wholesale"));
    inbox.save_note_draft(item, "").await.unwrap();
    inbox
        .save_person_note_draft(&About::Comment(comment.clone()), "")
        .await
        .unwrap();
    assert_eq!(inbox.note_drafts().await.unwrap(), []);
    assert_eq!(
        inbox.author_card(&About::Comment(comment.clone())).await.unwrap().begun,
        None
    );
    let refused = inbox.save_note_draft(4_000_000, "Hello?").await.unwrap_err();
    assert_eq!(refused.code, ProblemCode::NotFound);
    let refused = inbox.save_note_draft(item, &"x".repeat(100_001)).await.unwrap_err();
    assert_eq!(refused.code, ProblemCode::Precondition);
}

#[tokio::test]
async fn the_card_of_an_author_tells_their_other_threads_and_what_was_written_down_about_them() {
    let office = Office::connected().await.unwrap();
    let inbox = office.app.inbox();
    let username = office.username(0);
    let others = office.others(&username);
    let frequent = others
        .iter()
        .map(|comment| comment.username.clone())
        .max_by_key(|name| others.iter().filter(|comment| comment.username == *name).count())
        .unwrap();
    let theirs: Vec<_> = others.iter().filter(|comment| comment.username == frequent).collect();
    let threads: std::collections::BTreeSet<_> = theirs
        .iter()
        .map(|comment| comment.parent.clone().unwrap_or_else(|| comment.id.clone()))
        .collect();
    let comment = CommentId::from(theirs[0].id.as_str());
    let card = inbox.author_card(&About::Comment(comment.clone())).await.unwrap();
    assert!(card.known && card.labels.is_empty() && card.notes.is_empty());
    assert_eq!(card.facts.comments, i64::try_from(theirs.len()).unwrap());
    assert_eq!(card.facts.threads, i64::try_from(threads.len()).unwrap());
    // The card shows the first few.
    assert_eq!(
        card.threads.len(),
        (threads.len() - 1).min(30),
        "this thread is none of the others"
    );
    assert!(card.threads.is_sorted_by_key(|thread| std::cmp::Reverse(thread.at)));

    let customer = office.app.labels().create("Customer", None).await.unwrap();
    let labelled = inbox
        .set_person_label(&About::Comment(comment.clone()), customer.uid, true)
        .await
        .unwrap();
    let noted = inbox
        .write_person_note(&About::Comment(comment.clone()), "Bought twice")
        .await
        .unwrap();
    let event = newest(&office, 1).await.remove(0);
    assert!(
        event.subject.starts_with("person:") && !event.subject.contains(&frequent),
        "{}",
        event.subject
    );
    let elsewhere = card.threads.first().map_or(&comment, |thread| &thread.comment);
    let author = inbox.thread(elsewhere).await.unwrap().author;
    assert_eq!(author.labels[0].name, "Customer");
    assert_eq!(author.note.unwrap().text, "Bought twice");

    let note = inbox.author_card(&About::Comment(comment.clone())).await.unwrap().notes[0].uid;
    let removed = inbox.remove_note(note).await.unwrap();
    assert!(
        inbox
            .author_card(&About::Comment(comment.clone()))
            .await
            .unwrap()
            .notes
            .is_empty()
    );
    for decisions in [removed, noted, labelled] {
        inbox.undo(&decisions, None).await.unwrap();
    }
    let card = inbox.author_card(&About::Comment(comment.clone())).await.unwrap();
    assert!(card.labels.is_empty() && card.notes.is_empty());
}

#[tokio::test]
async fn the_profile_names_the_person_here_in_one_place_and_outlives_a_restart() {
    let office = Office::connected().await.unwrap();
    assert_eq!(office.app.state().await.unwrap().member.name, "Front desk");
    let item = listed(&office).await[0].item.row;
    office.app.inbox().assign_here(&[item], true, None).await.unwrap();
    office.app.profile().change(" Maya ", 7).await.unwrap();
    let event = newest(&office, 1).await.remove(0);
    assert_eq!(event.kind, EventKind::MemberChanged);
    assert!(
        !event.payload.to_string().contains("Maya"),
        "a name is no state: {}",
        event.payload
    );
    let assignee = row(&office, item).await.item.assignee.unwrap();
    assert_eq!((assignee.name.as_str(), assignee.colour), ("Maya", 7));
    for (name, colour) in [("", 1), (&*"x".repeat(41), 1), ("Ana", 0)] {
        let refused = office.app.profile().change(name, colour).await.unwrap_err();
        assert_eq!(refused.code, ProblemCode::Precondition);
    }
    let office = office.restart().await.unwrap();
    let here = office.app.profile().here().await.unwrap();
    assert_eq!((here.name.as_str(), here.colour), ("Maya", 7));
}

//! Saved replies from the first word to the answer on Instagram, with what goes wrong on the way.

use instagram::CommentId;
use postroom_core::inbox::{About, ListedItem};
use postroom_core::saved_replies::exchange::Format;
use postroom_core::saved_replies::template::joined;
use postroom_core::saved_replies::{Filled, Variable};
use postroom_core::{App, DATABASE_FILE, ProblemCode};
use postroom_tests::office::Office;
use serde_json::json;
use simulator::{EffectKind, Endpoint, Fault, FaultKind, Origin};
use store::outbox::Delivery;
use store::views::View;
use store::{EventKind, NewKeywordRule, NewSavedReply, SavedReply, Store, Topic, events};
use uuid::Uuid;

fn new(title: &str, text: &str) -> NewSavedReply {
    NewSavedReply {
        title: title.to_owned(),
        shortcut: None,
        text: text.to_owned(),
        account: None,
        rule: None,
    }
}

async fn rule(app: &App, topic: Topic) -> Uuid {
    let rules = app.saved_replies().rules().await.unwrap();
    rules.into_iter().find(|rule| rule.topic == Some(topic)).unwrap().uid
}

async fn only(app: &App) -> SavedReply {
    let mut all = app.saved_replies().all().await.unwrap();
    assert_eq!(all.len(), 1);
    all.remove(0)
}

/// Somebody writes a comment under a post of the first account, and it is read here.
async fn asks(office: &Office, text: &str) -> CommentId {
    let world = office.simulator.world();
    let post = world
        .posts(&office.username(0))
        .into_iter()
        .find(|post| post.comments_enabled)
        .unwrap();
    let said = json!({ "media": post.id, "username": "ines.plaza", "text": text });
    let answer = office.outside("comments", said).await.unwrap();
    let comment = CommentId::from(answer["id"].as_str().unwrap());
    office.sync().await.unwrap();
    office.all_read().await.unwrap();
    comment
}

async fn listed(office: &Office, comment: &CommentId) -> ListedItem {
    let rows = office.view(View::All).await.unwrap();
    rows.into_iter()
        .find(|listed| listed.item.face.comment().is_some_and(|face| face.id == *comment))
        .unwrap()
}

#[tokio::test]
async fn a_saved_reply_is_filled_in_answered_with_once_and_counted_though_the_answer_was_lost() {
    let office = Office::connected().await.unwrap();
    let (inbox, replies) = (office.app.inbox(), office.app.saved_replies());
    let text = "Hi {first_name|there}, thank you! {member} of {account}";
    let reply = replies.create(new("Thanks", text)).await.unwrap();
    let comment = asks(&office, "Lovely!").await;
    let offers = replies.offers(&About::Comment(comment.clone())).await.unwrap();
    assert_eq!(offers.replies.len(), 1);
    let words = joined(&offers.replies[0].pieces);
    assert_eq!(
        words,
        format!("Hi there, thank you! Front desk of @{}", office.username(0))
    );

    office
        .simulator
        .faults()
        .add(Fault::once(Endpoint::Reply, FaultKind::CutAfter));
    let action = inbox.reply_from(&comment, &words, Some(reply)).await.unwrap();
    office.settle().await.unwrap();
    assert_eq!(office.action(&action).await.unwrap().delivery, Delivery::Sent);
    let effects = office.simulator.witness().effects_of(EffectKind::Reply);
    assert_eq!(effects.len(), 1);
    assert_eq!(effects[0].text.as_deref(), Some(words.as_str()));
    assert_eq!(only(&office.app).await.uses, 1);

    let second = inbox.reply_from(&comment, "Once more", Some(reply)).await.unwrap();
    office.app.outbox().withdraw(second.uid).await.unwrap();
    assert_eq!(only(&office.app).await.uses, 1, "what was taken back is no use");
    let file = office.machine.folder().join("data").join(DATABASE_FILE);
    let store = Store::open(&file).await.unwrap();
    let log = events::recent(&store, 40).await.unwrap();
    let queued = log.iter().rfind(|event| event.kind == EventKind::ActionQueued).unwrap();
    assert_eq!(queued.payload["saved_reply"], reply.to_string());
    assert!(
        log.iter().all(|event| !event.payload.to_string().contains("thank you")),
        "the log holds no words"
    );
    store.close().await;
}

#[tokio::test]
async fn a_reply_begun_from_a_saved_one_counts_as_its_use_though_the_program_was_started_again_meanwhile() {
    let office = Office::connected().await.unwrap();
    let reply = office
        .app
        .saved_replies()
        .create(new("Thanks", "Thank you!"))
        .await
        .unwrap();
    let comment = asks(&office, "Lovely!").await;
    let item = listed(&office, &comment).await.item.row;
    let inbox = office.app.inbox();
    inbox.save_reply_draft(item, "Thank you!", Some(reply)).await.unwrap();

    let office = office.restart().await.unwrap();
    let draft = office.app.inbox().reply_drafts().await.unwrap().remove(0);
    assert_eq!((draft.item, draft.saved_reply), (item, Some(reply)));
    let inbox = office.app.inbox();
    inbox
        .reply_from(&comment, &draft.text, draft.saved_reply)
        .await
        .unwrap();
    office.settle().await.unwrap();
    assert_eq!(only(&office.app).await.uses, 1);
}

#[tokio::test]
async fn a_variable_nobody_filled_in_never_leaves() {
    let office = Office::connected().await.unwrap();
    let replies = office.app.saved_replies();
    replies
        .create(new("Kept", "Your {product} is kept for you."))
        .await
        .unwrap();
    let comment = office.targets().remove(0);
    let pieces = replies
        .offers(&About::Comment(comment.clone()))
        .await
        .unwrap()
        .replies
        .remove(0)
        .pieces;
    let words = match &pieces[1] {
        Filled::Missing(variable) => {
            assert_eq!(*variable, Variable::Product);
            joined(&pieces)
        }
        // This post has a caption that names it.
        Filled::Value(_) | Filled::Text(_) => "Your {product} is kept for you.".to_owned(),
    };
    let refused = office.app.inbox().reply(&comment, &words).await.unwrap_err();
    assert_eq!(refused.code, ProblemCode::Precondition);
    assert_eq!(refused.message, "The reply still holds {product}.");
    office.settle().await.unwrap();
    assert!(office.simulator.witness().effects().is_empty());
}

#[tokio::test]
async fn a_mistake_in_a_saved_reply_is_told_at_its_spot_and_nothing_is_kept() {
    let office = Office::open().await.unwrap();
    let replies = office.app.saved_replies();
    let refused = replies.create(new("Thanks", "Grüße, {frist_name}")).await.unwrap_err();
    assert_eq!(refused.code, ProblemCode::Precondition);
    assert_eq!(
        refused.message,
        "Character 8: There is no variable called “frist_name”."
    );
    for wrong in [
        new("", "words"),
        new("title", " "),
        new("title", &"x".repeat(2_201)),
        NewSavedReply {
            shortcut: Some("two words".to_owned()),
            ..new("title", "words")
        },
    ] {
        assert_eq!(replies.create(wrong).await.unwrap_err().code, ProblemCode::Precondition);
    }
    let nowhere = NewSavedReply {
        account: Some("1".into()),
        ..new("title", "words")
    };
    assert_eq!(replies.create(nowhere).await.unwrap_err().code, ProblemCode::NotFound);
    assert!(replies.all().await.unwrap().is_empty());
    let shortcut = NewSavedReply {
        shortcut: Some(" ;TY ".to_owned()),
        ..new(" Thanks ", " words ")
    };
    let made = replies.create(shortcut).await.unwrap();
    assert_eq!(only(&office.app).await.shortcut.as_deref(), Some("ty"));
    replies.set_removed(made, true).await.unwrap();
    assert!(replies.all().await.unwrap().is_empty());
    replies.set_removed(made, false).await.unwrap();
    assert_eq!(only(&office.app).await.title, "Thanks");
}

#[tokio::test]
async fn words_in_a_comment_bring_a_reply_up_and_send_nothing() {
    let office = Office::connected().await.unwrap();
    let replies = office.app.saved_replies();
    let price = NewSavedReply {
        rule: Some(rule(&office.app, Topic::Price).await),
        ..new("Price list", "All prices are in our shop.")
    };
    let listed_price = replies.create(price).await.unwrap();
    let comment = asks(&office, "¿Cuánto cuesta el jarrón?").await;
    let offers = replies.offers(&About::Comment(comment.clone())).await.unwrap();
    assert_eq!(offers.needs_human, None);
    assert_eq!(offers.asked.len(), 1);
    assert_eq!(offers.asked[0].word, "cuánto cuesta");
    assert_eq!(offers.asked[0].replies, [listed_price]);
    let delivery = asks(&office, "Do you ship to Norway?").await;
    assert!(
        replies
            .offers(&About::Comment(delivery.clone()))
            .await
            .unwrap()
            .asked
            .is_empty(),
        "no reply answers that"
    );

    let own = NewKeywordRule {
        name: "Gifts".to_owned(),
        words: vec!["gift card".to_owned()],
        needs_human: false,
        active: true,
    };
    let gifts = replies.create_rule(own.clone()).await.unwrap();
    replies
        .create(NewSavedReply {
            rule: Some(gifts),
            ..new("Gift cards", "Yes, from 10 on.")
        })
        .await
        .unwrap();
    let asked = asks(&office, "Do you have GIFT-CARDS or a gift card?").await;
    assert_eq!(
        replies.offers(&About::Comment(asked.clone())).await.unwrap().asked[0]
            .rule
            .name,
        "Gifts"
    );
    let off = NewKeywordRule { active: false, ..own };
    replies.change_rule(gifts, off).await.unwrap();
    assert!(
        replies
            .offers(&About::Comment(asked.clone()))
            .await
            .unwrap()
            .asked
            .is_empty(),
        "a rule that is switched off is silent at once"
    );
    replies.remove_rule(gifts).await.unwrap();
    office.settle().await.unwrap();
    let effects = office.simulator.witness().effects();
    let ours: Vec<_> = effects
        .into_iter()
        .filter(|effect| effect.origin == Origin::Api)
        .collect();
    assert_eq!(ours, [], "nothing sends itself");
}

#[tokio::test]
async fn a_complaint_calls_for_a_person_until_it_is_answered() {
    let office = Office::connected().await.unwrap();
    let replies = office.app.saved_replies();
    let price = NewSavedReply {
        rule: Some(rule(&office.app, Topic::Price).await),
        ..new("Price list", "All prices are in our shop.")
    };
    replies.create(price).await.unwrap();
    let comment = asks(&office, "I paid the full price and want a refund").await;
    assert!(listed(&office, &comment).await.needs_human);
    let offers = replies.offers(&About::Comment(comment.clone())).await.unwrap();
    assert_eq!(offers.needs_human.as_deref(), Some("refund"));
    assert!(offers.asked.is_empty(), "no saved reply for somebody who is upset");
    office.app.inbox().reply(&comment, "We are so sorry.").await.unwrap();
    office.settle().await.unwrap();
    assert!(!listed(&office, &comment).await.needs_human);
}

#[tokio::test]
async fn a_file_moves_saved_replies_to_another_machine_and_back() {
    let office = Office::connected().await.unwrap();
    let replies = office.app.saved_replies();
    let account = office.app.accounts().list().await.unwrap().remove(0).row.id;
    let zip = NewSavedReply {
        shortcut: Some("zip".to_owned()),
        account: Some(account.clone()),
        rule: Some(rule(&office.app, Topic::Complaint).await),
        ..new("Zip broken", "=Hi {first_name|there}, sorry!")
    };
    replies.create(zip.clone()).await.unwrap();
    replies.create(new("Thanks", "Thank you 🌿\n\"really\"")).await.unwrap();
    for format in [Format::Json, Format::Csv] {
        let file = replies.export(format).await.unwrap();
        let there = Office::connected().await.unwrap();
        let imported = there.app.saved_replies().import(&file).await.unwrap();
        assert_eq!(
            (imported.added, imported.changed, imported.same),
            (2, 0, 0),
            "{imported:?}"
        );
        let found = there.app.saved_replies().all().await.unwrap();
        let zipped = found.iter().find(|reply| reply.title == "Zip broken").unwrap();
        assert_eq!(
            (&zipped.text, &zipped.shortcut, &zipped.account),
            (&zip.text, &zip.shortcut, &zip.account)
        );
        assert_eq!(zipped.rule, zip.rule);
        assert_eq!(
            found.iter().find(|reply| reply.title == "Thanks").unwrap().text,
            "Thank you 🌿\n\"really\""
        );
        let again = there.app.saved_replies().import(&file).await.unwrap();
        assert_eq!(
            (again.added, again.changed, again.same),
            (0, 0, 2),
            "reading it twice changes nothing"
        );
    }

    let table = "title,text,account,keywords\nTHANKS,Thanks a lot,,\nNew,Fresh,,price\nOdd,{nope},,\nFor,nobody,@nobody,\nBy,rule,,nothing\n";
    let imported = replies.import(table.as_bytes()).await.unwrap();
    assert_eq!((imported.added, imported.changed, imported.same), (1, 1, 0));
    let left_out: Vec<_> = imported
        .left_out
        .iter()
        .map(|row| (row.line, row.reason.as_str()))
        .collect();
    assert_eq!(
        left_out,
        [
            (4, "Character 1: There is no variable called “nope”."),
            (5, "There is no account called “nobody” here."),
            (6, "There is no keyword rule called “nothing” here."),
        ]
    );
    let refused = replies.import(b"not a table").await.unwrap_err();
    assert_eq!(refused.code, ProblemCode::Precondition);
    let many: String = (0..501).map(|number| format!("t{number},words\n")).collect();
    let refused = replies
        .import(format!("title,text\n{many}").as_bytes())
        .await
        .unwrap_err();
    assert_eq!(refused.message, "The file holds more than 500 saved replies.");
}

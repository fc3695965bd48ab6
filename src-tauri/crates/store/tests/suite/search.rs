use crate::support::*;
use instagram::Comment;
use store::search::{self, Query};
use store::{Store, accounts, comments, views};

/// A comment with these words, by somebody called so.
fn said(name: &str, author: &str, text: &str) -> Comment {
    Comment {
        text: Some(text.to_owned()),
        username: Some(author.to_owned()),
        from: None,
        ..comment(name, 1)
    }
}

/// The comments that are found, in the order of their names.
async fn found(store: &Store, typed: &str) -> Vec<String> {
    let hits = search::hits(store, &Query::parse(typed)).await.unwrap();
    let all = store::Filter {
        view: store::View::All,
        accounts: Vec::new(),
        order: store::Order::OldestFirst,
        typed: None,
    };
    let list = views::open(store, &all).await.unwrap();
    let rows = views::rows(store, &hits.narrow(&list.rows), views::Face::Newest, Some(&hits))
        .await
        .unwrap();
    let mut names: Vec<String> = rows.iter().map(|row| shown(row).id.to_string()).collect();
    names.sort();
    names
}

/// Every text that the issue asks for, and what is typed to find it.
#[tokio::test]
async fn people_find_what_they_look_for() {
    let world = world().await;
    let texts = [
        ("so", "mia", "love this so much"),
        ("sold", "noa", "SOLD out? Really"),
        ("shipping", "kenji", "今日は送料無料ですか"),
        ("kana", "yui", "コーヒーが好き"),
        ("korean", "minji", "정말 감사합니다"),
        ("thai", "somchai", "ราคาเท่าไหร่คะ"),
        ("lao", "kham", "ລາຄາເທົ່າໃດ"),
        ("khmer", "sok", "តម្លៃប៉ុន្មាន"),
        ("hebrew", "dana", "שלום עולם, כמה זה עולה?"),
        ("arabic", "omar", "كم السعر لو سمحت"),
        ("accents", "zoe", "Crème brûlée à Łódź"),
        ("fire", "lou", "🔥🔥 yes"),
        ("thumb", "sam", "ok👍🏽"),
        ("family", "eva", "us 👨‍👩‍👧"),
        ("flag", "max", "from 🇩🇪🇫🇷"),
        ("key", "tim", "1️⃣ please"),
        ("handle", "anna.b_lee92", "thanks @corner.shop_berlin!"),
        ("tag", "pia", "#SummerSale2026 #vintage_cars"),
        ("signs", "ben", "AND OR NOT NEAR(x) a:b \"quoted\" 50% off* c^2"),
        ("letters", "ida", "u r 2 good"),
        ("fancy", "leo", "𝓢𝓪𝓵𝓮 ｎｏｗ"),
    ];
    let page: Vec<Comment> = texts
        .iter()
        .map(|(name, author, text)| said(name, author, text))
        .collect();
    sync(&world, &page).await;
    let mut wrong = Vec::new();
    for (typed, expected) in [
        // One and two signs.
        ("u", vec!["letters"]),
        ("2", vec!["letters", "signs"]),
        ("so", vec!["khmer", "so", "sold", "thai"]),
        ("so ", vec!["so"]),
        ("r 2", vec!["letters"]),
        ("送", vec!["shipping"]),
        // Words inside a phrase, phrases, and words in any order.
        ("this", vec!["so"]),
        ("much love", vec!["so"]),
        ("\"this so\"", vec!["so"]),
        ("\"so this\"", vec![]),
        ("lov", vec!["so"]),
        ("ove", vec![]),
        // Scripts that put no spaces between words.
        ("送料", vec!["shipping"]),
        ("送料無料", vec!["shipping"]),
        ("料無", vec!["shipping"]),
        ("料送", vec![]),
        ("無料 今日", vec!["shipping"]),
        ("コーヒー", vec!["kana"]),
        ("ヒー", vec!["kana"]),
        ("好き", vec!["kana"]),
        ("감사", vec!["korean"]),
        ("합니다", vec!["korean"]),
        ("ราคา", vec!["thai"]),
        ("เท่าไหร่", vec!["thai"]),
        ("ลาคา", vec![]),
        ("ລາຄາ", vec!["lao"]),
        ("เท", vec!["thai"]), // its tone is not typed yet
        ("តម្លៃ", vec!["khmer"]),
        ("ប៉ុន្មាន", vec!["khmer"]),
        // From right to left.
        ("שלום", vec!["hebrew"]),
        ("עול", vec!["hebrew"]),
        ("שָׁלוֹם", vec!["hebrew"]),
        ("السعر", vec!["arabic"]),
        ("كم", vec!["arabic"]),
        // Accents, case and other ways of writing.
        ("creme BRULEE", vec!["accents"]),
        ("crème", vec!["accents"]),
        ("cre\u{300}me", vec!["accents"]),
        ("lodz", vec!["accents"]),
        ("sale", vec!["fancy", "tag"]),
        ("NOW", vec!["fancy"]),
        // Emoji.
        ("🔥", vec!["fire"]),
        ("🔥🔥", vec!["fire"]),
        ("🔥🔥🔥", vec![]),
        ("👍", vec!["thumb"]),
        ("👍🏽", vec!["thumb"]),
        ("👍🏿", vec![]),
        ("👨‍👩‍👧", vec!["family"]),
        ("🇫🇷", vec!["flag"]),
        ("🇪🇫", vec![]),
        ("1️⃣", vec!["key"]),
        // Handles and hashtags, whole and in parts.
        ("@corner.shop_berlin", vec!["handle"]),
        ("@corner", vec!["handle"]),
        ("corner.shop", vec!["handle"]),
        ("berlin", vec!["handle"]),
        ("shop", vec!["handle"]),
        ("cornershop", vec!["handle"]),
        ("@anna.b_lee92", vec!["handle"]),
        ("@lee", vec!["handle"]),
        ("lee", vec!["handle"]),
        ("annabl", vec!["handle"]),
        ("92", vec!["handle"]),
        ("#summersale2026", vec!["tag"]),
        ("#summer", vec!["tag"]),
        ("summersale", vec!["tag"]),
        ("summer", vec!["tag"]),
        ("2026", vec!["tag"]),
        ("vintage", vec!["tag"]),
        ("cars", vec!["tag"]),
        ("#cars", vec![]),
        ("#love", vec![]),
        // What the database would take for operators.
        ("NEAR(x)", vec!["signs"]),
        ("AND OR", vec!["signs"]),
        ("NOT so", vec![]),
        ("a:b", vec!["signs"]),
        ("words:love", vec![]),
        ("off*", vec!["signs"]),
        ("of*", vec!["signs"]),
        ("c^2", vec!["signs"]),
        ("\"quoted", vec!["signs"]),
        ("50%", vec!["signs"]),
        // Exclusions.
        ("sale -now", vec!["tag"]),
        ("-love -out -\"x y\" so", vec!["khmer", "thai"]),
    ] {
        let found = found(&world, typed).await;
        if found != expected {
            wrong.push(format!("{typed}: {found:?} instead of {expected:?}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    let all = texts.len();
    assert_eq!(
        found(&world, "-love").await.len(),
        all - 1,
        "exclusions alone leave the rest"
    );
    assert_eq!(
        found(&world, "?!").await.len(),
        all,
        "nothing to look for leaves nothing out"
    );
}

#[tokio::test]
async fn the_index_follows_what_instagram_says() {
    let world = world().await;
    sync(&world, &[said("c1", "mia", "first words"), said("c2", "mia", "others")]).await;
    sync(&world, &[said("c1", "mia.new", "second thoughts")]).await;
    assert_eq!(found(&world, "first").await, [""; 0]);
    assert_eq!(found(&world, "second").await, ["c1"]);
    assert_eq!(found(&world, "@mia.new").await, ["c1"]);
    assert_eq!(found(&world, "mia").await, ["c1", "c2"]);

    let mut tx = world.write().await.unwrap();
    comments::set_gone(&mut tx, &id("c1"), at(90_000)).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(
        found(&world, "second").await,
        ["c1"],
        "what is gone from Instagram is still found"
    );

    let mut tx = world.write().await.unwrap();
    accounts::remove(&mut tx, &account("bakery"), true, at(90_001))
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let hits = search::hits(&world, &Query::parse("mia")).await.unwrap();
    assert_eq!(hits.narrow(&[1, 2, 3]), [0; 0], "what was erased is not");
}

#[tokio::test]
async fn our_own_reply_is_found_at_once() {
    let world = world().await;
    sync(&world, &[comment("c1", 1)]).await;
    let reply = comments::OwnReply {
        id: id("r1"),
        account: account("bakery"),
        media: post_id("bakery-post"),
        parent: id("c1"),
        answers: id("c1"),
        text: "Fresh at seven".to_owned(),
        written_at: at(5),
        sent_by: Some("Pat".to_owned()),
    };
    for _ in 0..2 {
        let mut tx = world.write().await.unwrap();
        comments::insert_own_reply(&mut tx, &reply).await.unwrap();
        tx.commit().await.unwrap();
    }
    let thread = item(&world, "c1").await;
    let reply = u32::try_from(row(&world, "r1").await.row).unwrap();
    let hits = search::hits(&world, &Query::parse("seven")).await.unwrap();
    assert_eq!(hits.narrow(&[thread, thread + 1]), [thread]);
    assert_eq!(hits.entry(thread), Some(search::FoundEntry::Other(reply)));
}

#[tokio::test]
async fn a_new_database_has_no_backlog() {
    let world = world().await;
    sync(&world, &[comment("c1", 1)]).await;
    assert_eq!(search::progress(&world).await.unwrap(), None);
    let mut tx = world.write().await.unwrap();
    assert!(!search::index_some(&mut tx, 10).await.unwrap());
    tx.commit().await.unwrap();
}

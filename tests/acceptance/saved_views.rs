//! Lists that people keep: they survive a restart and show what they showed.

use postroom_core::ProblemCode;
use postroom_core::inbox::Typed;
use postroom_tests::office::Office;
use store::saved_views::Shown;
use store::views::{Grouping, Order, View};
use uuid::Uuid;

fn shown(line: &str) -> Shown {
    Shown {
        view: View::All,
        order: Order::NewestFirst,
        grouping: Grouping::Day,
        accounts: Vec::new(),
        line: line.to_owned(),
    }
}

#[tokio::test]
async fn a_kept_list_survives_a_restart_and_counts_what_it_shows() {
    let office = Office::connected().await.unwrap();
    let by = office.others(&office.username(0))[0].username.clone();
    let line = format!("from:{by}");
    let inbox = office.app.inbox();
    let first = inbox.save_view("  Theirs ", &shown(&line)).await.unwrap();
    let second = inbox.save_view("All", &shown("")).await.unwrap();
    inbox.order_views(&[second, first]).await.unwrap();

    let office = office.restart().await.unwrap();
    let inbox = office.app.inbox();
    let kept = inbox.saved_views().await.unwrap();
    let names: Vec<_> = kept.iter().map(|each| (each.uid, each.name.as_str())).collect();
    assert_eq!(names, [(second, "All"), (first, "Theirs")]);
    assert_eq!(kept[1].shown, shown(&line));
    let typed = Typed {
        line: &line,
        search: "",
    };
    let rows = office.typed(View::All, typed).await.unwrap().len();
    let all = office.view(View::All).await.unwrap().len();
    assert!(rows > 0 && rows < all);
    assert_eq!(
        inbox.saved_counts().await.unwrap(),
        [(second, Some(all)), (first, Some(rows))]
    );

    inbox.rename_view(first, "From them").await.unwrap();
    inbox.update_view(first, &shown("is:open")).await.unwrap();
    inbox.remove_view(second).await.unwrap();
    let kept = inbox.saved_views().await.unwrap();
    assert_eq!(kept.len(), 1);
    assert_eq!(
        (kept[0].name.as_str(), kept[0].shown.line.as_str()),
        ("From them", "is:open")
    );
}

#[tokio::test]
async fn what_cannot_be_kept_is_refused_with_a_reason() {
    let office = Office::connected().await.unwrap();
    let inbox = office.app.inbox();
    let long = "x".repeat(61);
    for (name, line, said) in [
        (" ", "", "The view needs a name."),
        (long.as_str(), "", "This name is too long."),
        ("Good", "is:opne", "“is:” does not know “opne”."),
    ] {
        let refused = inbox.save_view(name, &shown(line)).await.unwrap_err();
        assert_eq!(
            (refused.code, refused.to_string().as_str()),
            (ProblemCode::Precondition, said)
        );
    }
    assert!(inbox.saved_views().await.unwrap().is_empty());
    let unknown = inbox.remove_view(Uuid::now_v7()).await.unwrap_err();
    assert_eq!(unknown.code, ProblemCode::NotFound);
}

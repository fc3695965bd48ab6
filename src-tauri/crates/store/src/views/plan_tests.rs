#![allow(clippy::unwrap_used, clippy::expect_used)]

use super::*;
use tempfile::TempDir;

async fn store() -> (TempDir, Store) {
    let folder = TempDir::new().unwrap();
    let store = Store::open(&folder.path().join("postroom.db")).await.unwrap();
    (folder, store)
}

/// The plan of a statement, one step a line.
async fn plan(store: &Store, push: impl FnOnce(&mut QueryBuilder<'static, Sqlite>)) -> Vec<String> {
    let mut query = QueryBuilder::new("EXPLAIN QUERY PLAN ");
    push(&mut query);
    let steps: Vec<(i64, i64, i64, String)> = query.build_query_as().fetch_all(store.reader()).await.unwrap();
    steps.into_iter().map(|(_, _, _, step)| step).collect()
}

/// Every view in every order, over all accounts and over some.
fn filters() -> impl Iterator<Item = (Filter, Scope)> {
    View::ALL.iter().copied().flat_map(|view| {
        [Order::OldestFirst, Order::NewestFirst]
            .into_iter()
            .flat_map(move |order| {
                let filter = Filter {
                    view,
                    accounts: Vec::new(),
                    order,
                    typed: None,
                };
                [Scope::Everything, Scope::Only(vec![]), Scope::Only(vec![1, 2])].map(|scope| (filter.clone(), scope))
            })
    })
}

#[tokio::test]
async fn every_list_is_served_in_order_by_the_index_of_its_view() {
    let (_folder, store) = store().await;
    for (filter, scope) in filters() {
        let plan = plan(&store, |query| push_opening(query, &filter, &scope, None)).await;
        let covering = format!("items USING COVERING INDEX {}", filter.view.index(filter.order));
        assert!(
            plan.iter().any(|step| step.contains(&covering)),
            "{filter:?}: the index alone answers, without a look at the table: {plan:#?}"
        );
        let sorts: Vec<_> = plan.iter().filter(|step| step.contains("TEMP B-TREE")).collect();
        assert!(
            sorts.is_empty(),
            "{filter:?}: the index gives the order, nothing is sorted: {plan:#?}"
        );
    }
}

#[tokio::test]
async fn the_length_of_every_list_is_counted_in_an_index_alone_or_looked_up_where_it_is_short() {
    let (_folder, store) = store().await;
    for (filter, scope) in filters() {
        let plan = plan(&store, |query| {
            query.push("SELECT ");
            push_count(query, &filter, &scope);
        })
        .await;
        let counted_by = match filter.view {
            // Looked up one by one: there are few.
            View::Mentions => "items USING INTEGER PRIMARY KEY (rowid=?)".to_owned(),
            view => format!("items USING COVERING INDEX {}", view.index(Order::OldestFirst)),
        };
        assert!(
            plan.iter().any(|step| step.contains(&counted_by)),
            "{filter:?}: {plan:#?}"
        );
    }
}

#[tokio::test]
async fn news_are_served_by_their_change() {
    let (_folder, store) = store().await;
    for (filter, scope) in filters() {
        let plan = plan(&store, |query| push_changed(query, &filter, &scope, 7)).await;
        let search = "SEARCH items USING INDEX items_by_change (change_seq>?)";
        assert!(plan.iter().any(|step| step == search), "{filter:?}: {plan:#?}");
    }
}

#[tokio::test]
async fn statistics_do_not_change_the_plan_of_a_list() {
    let (_folder, store) = store().await;
    let mut tx = store.write().await.unwrap();
    sqlx::raw_sql("ANALYZE; INSERT INTO sqlite_stat1 VALUES ('items', 'items_all', '2000000 1 1')")
        .execute(tx.connection())
        .await
        .unwrap();
    tx.commit().await.unwrap();
    for (filter, scope) in filters() {
        let plan = plan(&store, |query| push_opening(query, &filter, &scope, None)).await;
        assert!(
            plan.iter().all(|step| !step.contains("TEMP B-TREE")),
            "{filter:?}: {plan:#?}"
        );
    }
}

fn typed(line: &str) -> Conditions {
    let (terms, complaints) = language::read(line);
    assert_eq!(complaints, [], "{line}");
    Conditions::new(terms, "2026-09-22T16:00:00+02:00[Europe/Prague]".parse().unwrap())
}

#[tokio::test]
async fn a_typed_line_leaves_the_order_to_the_index_of_the_view() {
    let (_folder, store) = store().await;
    for (filter, scope) in filters() {
        for line in [
            "from:anna",
            "is:question -has:link after:7d replied:no lang:en",
            "is:open,hidden post:kiln account:kf",
            "price -\"second set\"",
            "label:press,\"order issue\" has:note -has:note,link",
            "is:human is:closing -is:closing,human",
        ] {
            let filter = Filter {
                typed: Some(typed(line)),
                ..filter.clone()
            };
            let plan = plan(&store, |query| push_opening(query, &filter, &scope, None)).await;
            let covering = format!("items USING COVERING INDEX {}", filter.view.index(filter.order));
            assert!(
                plan.iter().any(|step| step.contains(&covering)),
                "{line} in {filter:?}: {plan:#?}"
            );
            assert!(
                plan.iter().all(|step| !step.contains("FOR ORDER BY")),
                "{line} in {filter:?}: {plan:#?}"
            );
        }
    }
}

#[tokio::test]
async fn terms_about_entries_are_answered_by_an_index() {
    let (_folder, store) = store().await;
    for (line, step) in [
        (
            "from:anna",
            "SEARCH comments USING INDEX comments_by_username (account=? AND username=?)",
        ),
        (
            "from:anna",
            "SEARCH tagged_posts USING COVERING INDEX tagged_posts_by_username (account=? AND username=?)",
        ),
        (
            "is:question",
            "SEARCH comments USING COVERING INDEX comments_by_item (item>?)",
        ),
        ("is:human", "SEARCH comments USING INDEX comments_open_human (item>?)"),
        (
            "has:link,media lang:en,unknown after:7d before:today replied:no is:unread,hidden,gone",
            "SEARCH comments USING COVERING INDEX comments_by_item (item>?)",
        ),
        (
            "-has:emoji",
            "SEARCH comments USING COVERING INDEX comments_by_item (item>?)",
        ),
    ] {
        let filter = Filter {
            view: View::All,
            accounts: Vec::new(),
            order: Order::NewestFirst,
            typed: Some(typed(line)),
        };
        let plan = plan(&store, |query| {
            push_opening(query, &filter, &Scope::Only(vec![1, 2]), None)
        })
        .await;
        assert!(plan.iter().any(|each| each == step), "{line}: {plan:#?}");
    }
}

#[tokio::test]
async fn mentions_are_found_by_indexes_that_hold_nothing_else() {
    let (_folder, store) = store().await;
    for (filter, scope) in filters().filter(|(filter, _)| filter.view == View::Mentions) {
        let plan = plan(&store, |query| push_opening(query, &filter, &scope, None)).await;
        for index in [
            "messages USING INDEX messages_mentions",
            "tagged_posts USING INDEX tagged_posts_shown",
        ] {
            assert!(plan.iter().any(|step| step.contains(index)), "{index}: {plan:#?}");
        }
    }
}

#[tokio::test]
async fn entries_to_search_in_are_read_by_the_best_index_or_in_one_pass() {
    let (_folder, store) = store().await;
    for (line, step) in [
        (
            "from:anna is:question",
            "SEARCH comments USING INDEX comments_by_username (account=? AND username=?)",
        ),
        ("is:question has:link lang:en", "SCAN comments"),
    ] {
        let typed = typed(line);
        let plan = plan(&store, |query| found::push_entries(query, &typed, &Scope::Everything)).await;
        assert!(plan.iter().any(|each| each == step), "{line}: {plan:#?}");
    }
}

#[test]
fn a_packed_list_reads_back_exactly() {
    assert_eq!(unpack("3,1,4294967295").unwrap(), [3, 1, u32::MAX]);
    assert!(
        unpack("4294967296").is_err(),
        "a number beyond 32 bits is refused, never cut short"
    );
}

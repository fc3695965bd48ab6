use instagram::{Comment, CommentFields, ListComments, MAX_COMMENTS_PER_PAGE, MediaId, ProductType, Scope};
use simulator::CommentInfo;

use crate::office::{NO_OBJECT, Office, in_both, lacks, refused};

fn list<'a>(media: &'a MediaId, limit: u32, after: Option<&'a str>) -> ListComments<'a> {
    ListComments {
        limit,
        after,
        ..ListComments::new(media)
    }
}

async fn walk(office: &Office, media: &MediaId, limit: u32) -> Vec<Comment> {
    let mut found = Vec::new();
    let mut after: Option<String> = None;
    loop {
        let page = office.call(&list(media, limit, after.as_deref())).await.unwrap();
        assert!(page.items.len() <= limit as usize);
        found.extend(page.items);
        match page.after {
            Some(cursor) => after = Some(cursor),
            None => return found,
        }
    }
}

fn tops(comments: Vec<CommentInfo>) -> Vec<CommentInfo> {
    comments
        .into_iter()
        .filter(|comment| comment.parent.is_none())
        .collect()
}

#[tokio::test]
async fn every_top_level_comment_comes_once_newest_first_on_pages_of_any_length() {
    in_both(async |office| {
        let media = office.post();
        let truth = tops(office.comments(&media));
        let expected: Vec<_> = truth.iter().map(|comment| comment.id.as_str()).collect();
        for limit in [1, 4, MAX_COMMENTS_PER_PAGE] {
            let found = walk(&office, &media, limit).await;
            let ids: Vec<_> = found.iter().map(|comment| comment.id.as_str()).collect();
            assert_eq!(ids, expected, "pages of {limit}");
        }
    })
    .await;
}

#[tokio::test]
async fn fewer_fields_bring_the_same_comments() {
    in_both(async |office| {
        let media = office.post();
        let mut pages = Vec::new();
        for fields in [
            CommentFields::Full,
            CommentFields::WithoutReplies,
            CommentFields::Reduced,
        ] {
            let list = ListComments {
                fields,
                ..ListComments::new(&media)
            };
            pages.push(office.call(&list).await.unwrap().items);
        }
        let known = |items: &[Comment]| -> Vec<_> {
            let each = items.iter();
            each.map(|it| {
                (
                    it.id.clone(),
                    it.text.clone(),
                    it.timestamp,
                    it.username.clone(),
                    it.hidden,
                )
            })
            .collect()
        };
        let [full, without_replies, reduced] = pages.as_slice() else {
            panic!("three sets")
        };
        assert!(full.iter().any(|comment| comment.replies.is_some()));
        assert!(
            without_replies
                .iter()
                .all(|comment| comment.replies.is_none() && comment.like_count.is_some())
        );
        assert!(
            reduced
                .iter()
                .all(|comment| comment.replies.is_none() && comment.like_count.is_none())
        );
        assert_eq!(known(full), known(without_replies));
        assert_eq!(known(full), known(reduced));
    })
    .await;
}

#[tokio::test]
async fn a_comment_says_who_wrote_it_when_and_whether_it_is_hidden() {
    in_both(async |office| {
        for post in office.posts() {
            let media = MediaId::from(post.id);
            let found = walk(&office, &media, MAX_COMMENTS_PER_PAGE).await;
            for (comment, truth) in found.iter().zip(tops(office.comments(&media))) {
                assert_eq!((&comment.text, comment.hidden), (&truth.text, Some(truth.hidden)));
                assert_eq!(comment.username.as_deref(), Some(truth.username.as_str()));
                assert_eq!(comment.timestamp, Some(truth.written_at));
                assert_eq!(comment.user.is_some(), truth.ours, "`user` is of own comments only");
                assert!(comment.from.is_some() && comment.parent_id.is_none());
                assert_eq!(comment.media.as_ref(), Some(&media));
            }
        }
    })
    .await;
}

#[tokio::test]
async fn the_replies_come_with_their_comment() {
    in_both(async |office| {
        let (mut threads, mut replies) = (0, 0);
        for post in office.posts() {
            let media = MediaId::from(post.id);
            let truth = office.comments(&media);
            for comment in walk(&office, &media, MAX_COMMENTS_PER_PAGE).await {
                let below: Vec<_> = truth
                    .iter()
                    .filter(|other| other.parent.as_deref() == Some(comment.id.as_str()))
                    .map(|reply| reply.id.as_str())
                    .collect();
                let nested = comment.replies.map(|page| page.items).unwrap_or_default();
                assert_eq!(nested.iter().map(|reply| reply.id.as_str()).collect::<Vec<_>>(), below);
                assert!(nested.iter().all(|reply| reply.parent_id.as_ref() == Some(&comment.id)));
                threads += usize::from(!below.is_empty());
                replies += below.len();
            }
        }
        assert!(
            threads > 10 && replies > threads,
            "{threads} threads, {replies} replies"
        );
    })
    .await;
}

#[tokio::test]
async fn a_comment_that_comes_while_a_walk_is_under_way_moves_nothing() {
    in_both(async |office| {
        let media = office.post();
        let before = tops(office.comments(&media)).len();
        let first = office.call(&list(&media, 2, None)).await.unwrap();
        office.write_on_phone(&media, "rye.fan", "A late one").await;
        let mut found = first.items.len();
        let mut after = first.after;
        while let Some(cursor) = after {
            let page = office.call(&list(&media, 2, Some(&cursor))).await.unwrap();
            found += page.items.len();
            after = page.after;
        }
        assert_eq!(found, before, "the walk shows what was there when it began");
    })
    .await;
}

#[tokio::test]
async fn without_the_comment_permission_the_names_are_missing_and_that_is_no_list_of_strangers() {
    in_both(async |office| {
        let media = office.post();
        assert!(tops(office.comments(&media)).len() >= 3);
        let outcome = office.call_without(Scope::Comments, &list(&media, 50, None)).await;
        assert_eq!(lacks(outcome), Scope::Comments);
    })
    .await;
}

#[tokio::test]
async fn the_comments_of_a_post_of_others_are_not_there() {
    in_both(async |office| {
        let media = office.post();
        assert_eq!(
            refused(office.call_as_stranger(&list(&media, 50, None)).await),
            NO_OBJECT
        );
        let never = MediaId::from("18000000000000001");
        assert_eq!(refused(office.call(&list(&never, 50, None)).await), NO_OBJECT);
    })
    .await;
}

#[tokio::test]
async fn comments_on_a_broadcast_are_there_while_it_is_on_the_air() {
    in_both(async |office| {
        let (live, comment) = office.live_comment().await;
        let found = walk(&office, &live, MAX_COMMENTS_PER_PAGE).await;
        let [only] = found.as_slice() else {
            panic!("one comment, not {}", found.len())
        };
        assert_eq!((&only.id, only.product_type), (&comment, Some(ProductType::Live)));
        assert_eq!(only.media.as_ref(), Some(&live));
        office.end_live().await;
        assert_eq!(refused(office.call(&list(&live, 50, None)).await), NO_OBJECT);
    })
    .await;
}

#[tokio::test]
async fn a_cursor_that_is_none_is_refused() {
    in_both(async |office| {
        let media = office.post();
        assert_eq!(refused(office.call(&list(&media, 50, Some("QVFI"))).await).0, 100);
    })
    .await;
}

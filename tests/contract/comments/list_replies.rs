use instagram::{CommentId, DeleteComment, ListReplies, ReplyToComment};

use crate::office::{NO_OBJECT, in_both, refused};

fn list<'a>(comment: &'a CommentId, limit: u32, after: Option<&'a str>) -> ListReplies<'a> {
    ListReplies {
        limit,
        after,
        ..ListReplies::new(comment)
    }
}

#[tokio::test]
async fn replies_come_once_each_oldest_first_and_new_ones_last() {
    in_both(async |office| {
        let comment = office.comment();
        let mut written = Vec::new();
        for message in ["One", "Two", "Three", "Four", "Five"] {
            let reply = ReplyToComment {
                comment: &comment,
                message,
            };
            written.push(office.call(&reply).await.unwrap());
        }
        let mut found = Vec::new();
        let mut after: Option<String> = None;
        loop {
            let page = office.call(&list(&comment, 2, after.as_deref())).await.unwrap();
            found.extend(page.items);
            match page.after {
                Some(cursor) => after = Some(cursor),
                None => break,
            }
        }
        let truth: Vec<_> = office
            .comments(&office.post())
            .into_iter()
            .filter(|other| other.parent.as_deref() == Some(comment.as_str()))
            .map(|reply| reply.id)
            .collect();
        assert_eq!(found.iter().map(|reply| reply.id.as_str()).collect::<Vec<_>>(), truth);
        let last: Vec<_> = found.iter().rev().take(5).rev().map(|reply| reply.id.clone()).collect();
        assert_eq!(last, written);
        assert!(found.iter().all(|reply| reply.parent_id.as_ref() == Some(&comment)));
    })
    .await;
}

#[tokio::test]
async fn a_comment_without_replies_has_an_empty_list() {
    in_both(async |office| {
        let posts = office.posts();
        let all: Vec<_> = posts
            .into_iter()
            .flat_map(|post| office.comments(&post.id.into()))
            .collect();
        let lonely = all.iter().find(|comment| {
            comment.parent.is_none() && !all.iter().any(|other| other.parent.as_ref() == Some(&comment.id))
        });
        let comment = CommentId::from(lonely.unwrap().id.as_str());
        let page = office.call(&list(&comment, 50, None)).await.unwrap();
        assert!(page.items.is_empty() && page.after.is_none());
    })
    .await;
}

#[tokio::test]
async fn the_replies_of_a_deleted_comment_and_of_others_are_not_there() {
    in_both(async |office| {
        let comment = office.comment();
        assert_eq!(
            refused(office.call_as_stranger(&list(&comment, 50, None)).await),
            NO_OBJECT
        );
        office.call(&DeleteComment { comment: &comment }).await.unwrap();
        assert_eq!(refused(office.call(&list(&comment, 50, None)).await), NO_OBJECT);
    })
    .await;
}

//! Discovery and insights over a socket: what carries a token, and what is not sent at all.

use crate::server::Server;
use instagram::{
    AccessToken, AccountId, ApiError, Client, Endpoints, Flavour, GetMediaInsights, GetOembed, InsightProduct, MediaId,
    MediaMetric, SearchHashtag,
};
use url::Url;

const TOKEN: &str = "IGAAdiscoverytoken";

#[tokio::test]
async fn a_post_is_embedded_without_a_token_in_both_set_ups() {
    let server = Server::answering("200 OK", "", r#"{"version":"1.0","html":"<blockquote></blockquote>"}"#).await;
    let post = Url::parse("https://www.instagram.com/p/ABC123/").unwrap();
    let embed = GetOembed {
        post: &post,
        max_width: None,
        omit_script: true,
    };
    for endpoints in [
        Endpoints::on_host(server.base()),
        Endpoints::facebook_on_host(server.base()),
    ] {
        let client = Client::new(endpoints).unwrap();
        let answer = client.call(&AccessToken::new(TOKEN), &embed).await.unwrap();
        assert_eq!(answer.value.html, "<blockquote></blockquote>");
    }
    let received = server.received();
    assert_eq!(received.len(), 2);
    for request in received {
        assert!(!request.contains(TOKEN), "{request}");
        assert!(!request.to_lowercase().contains("authorization"), "{request}");
    }
}

#[tokio::test]
async fn what_a_set_up_lacks_is_not_sent() {
    let server = Server::answering("200 OK", "", r#"{"data":[]}"#).await;
    let client = Client::new(Endpoints::on_host(server.base())).unwrap();
    let token = AccessToken::new(TOKEN);
    let (account, media) = (AccountId::from("1"), MediaId::from("2"));
    let search = SearchHashtag {
        account: &account,
        name: "coffee",
    };
    let endpoint = client.call(&token, &search).await.unwrap_err();
    let insights = GetMediaInsights {
        media: &media,
        product: InsightProduct::Story,
        metrics: &[MediaMetric::Reach, MediaMetric::LinkClicks],
        breakdown: None,
    };
    let metric = client.call(&token, &insights).await.unwrap_err();
    for error in [endpoint, metric] {
        assert!(
            matches!(
                error,
                ApiError::NotAvailable {
                    flavour: Flavour::InstagramLogin,
                    ..
                }
            ),
            "{error:?}"
        );
    }
    assert!(server.received().is_empty());
}

#[tokio::test]
async fn a_refused_metric_carries_a_hint_and_nothing_of_the_text() {
    let body =
        r#"{"error":{"message":"(#100) metric[1] must be one of the following values: reach, likes","code":100}}"#;
    let server = Server::answering("400 Bad Request", "", body).await;
    let client = Client::new(Endpoints::on_host(server.base())).unwrap();
    let media = MediaId::from("2");
    let asked = [MediaMetric::Reach, MediaMetric::Reposts];
    let insights = GetMediaInsights {
        media: &media,
        product: InsightProduct::Feed,
        metrics: &asked,
        breakdown: None,
    };
    let error = client.call(&AccessToken::new(TOKEN), &insights).await.unwrap_err();
    assert_eq!(instagram::narrowed(&asked, &error), [[MediaMetric::Reach]]);
    assert!(!format!("{error} {error:?}").contains("following values"));
}

use std::time::Duration;

use instagram::{
    ApiError, CreateStoryImage, Flavour, GetMedia, GetMediaInsights, InsightProduct, Insights, ListChildren, ListMedia,
    ListStories, MediaBreakdown, MediaId, MediaMetric, MediaType, ProductType, Scope, StoryOptions, narrowed,
};

use crate::office::{NO_OBJECT, Office, in_both, refused};

/// Figures that fail the whole request where nothing is shared to Facebook.
const CROSSPOSTED: [MediaMetric; 2] = [MediaMetric::CrosspostedViews, MediaMetric::FacebookViews];

/// The post is older than the professional account.
const BEFORE_THE_BUSINESS: (Option<i64>, Option<i64>) = (Some(100), Some(2_108_006));

/// The account's newest media of a product.
async fn newest(office: &Office, product: InsightProduct) -> MediaId {
    let account = office.account();
    let media = if product == InsightProduct::Story {
        office.call(&ListStories::new(&account)).await.unwrap().items
    } else {
        let list = ListMedia {
            limit: 100,
            ..ListMedia::new(&account)
        };
        office.call(&list).await.unwrap().items
    };
    let of_product = |product_type: Option<ProductType>| product_type.and_then(InsightProduct::of) == Some(product);
    let found = media.into_iter().find(|media| of_product(media.product_type));
    found.unwrap().id
}

async fn told(
    office: &Office,
    media: &MediaId,
    product: InsightProduct,
    metrics: &[MediaMetric],
) -> Result<Insights, ApiError> {
    let insights = GetMediaInsights {
        media,
        product,
        metrics,
        breakdown: None,
    };
    office.call(&insights).await
}

#[tokio::test]
async fn every_product_has_the_figures_of_its_row_in_the_table() {
    in_both(async |office| {
        for product in [InsightProduct::Feed, InsightProduct::Reels, InsightProduct::Story] {
            let media = newest(&office, product).await;
            let mut metrics = MediaMetric::of(product, office.flavour);
            metrics.retain(|metric| !CROSSPOSTED.contains(metric));
            let insights = told(&office, &media, product, &metrics).await.unwrap();
            for metric in metrics {
                assert!(insights.figure(metric).is_some(), "{product:?} {metric:?}");
            }
        }
    })
    .await;
}

#[tokio::test]
async fn the_figures_are_those_of_the_post() {
    in_both(async |office| {
        let media = newest(&office, InsightProduct::Feed).await;
        let metrics = [MediaMetric::Likes, MediaMetric::Comments];
        let insights = told(&office, &media, InsightProduct::Feed, &metrics).await.unwrap();
        let post = office.call(&GetMedia::new(&media)).await.unwrap();
        let count = |count: Option<u64>| count.map(|count| count as f64);
        assert_eq!(insights.figure(MediaMetric::Likes), count(post.like_count));
        assert_eq!(insights.figure(MediaMetric::Comments), count(post.comments_count));
    })
    .await;
}

#[tokio::test]
async fn a_breakdown_comes_with_its_parts() {
    in_both(async |office| {
        for (product, metric, breakdown) in [
            (
                InsightProduct::Feed,
                MediaMetric::ProfileActivity,
                MediaBreakdown::ActionType,
            ),
            (
                InsightProduct::Story,
                MediaMetric::Navigation,
                MediaBreakdown::StoryNavigation,
            ),
        ] {
            let media = newest(&office, product).await;
            let insights = GetMediaInsights {
                media: &media,
                product,
                metrics: &[metric],
                breakdown: Some(breakdown),
            };
            let insights = office.call(&insights).await.unwrap();
            let [parts] = insights.get(metric).unwrap().breakdowns() else {
                panic!("one breakdown")
            };
            assert_eq!(parts.keys, [breakdown.as_str()]);
            assert!(parts.parts.len() > 1 && parts.parts.iter().all(|part| part.value.is_some()));
        }
    })
    .await;
}

/// What a table cannot know: whether a reel is on Facebook.
#[tokio::test]
async fn a_reel_that_is_not_on_facebook_fails_the_whole_request_until_it_is_narrowed() {
    in_both(async |office| {
        let account = office.account();
        let list = ListMedia {
            limit: 100,
            ..ListMedia::new(&account)
        };
        let reels = office.call(&list).await.unwrap().items;
        let reels = reels
            .iter()
            .filter(|media| media.product_type == Some(ProductType::Reels));
        let asked = [MediaMetric::Reach, MediaMetric::CrosspostedViews, MediaMetric::Views];
        let (mut is_told, mut is_refused) = (false, false);
        for reel in reels {
            match told(&office, &reel.id, InsightProduct::Reels, &asked).await {
                Ok(insights) => {
                    is_told = true;
                    assert!(insights.figure(MediaMetric::CrosspostedViews).is_some());
                }
                Err(error) if error.code_pair() == BEFORE_THE_BUSINESS => {}
                Err(error) => {
                    is_refused = true;
                    let fewer = narrowed(&asked, &error);
                    assert_eq!(fewer, [[MediaMetric::Reach, MediaMetric::Views]]);
                    let insights = told(&office, &reel.id, InsightProduct::Reels, &fewer[0]).await.unwrap();
                    assert!(insights.figure(MediaMetric::Reach).is_some());
                    assert_eq!(refused::<()>(Err(error)), (100, None));
                }
            }
        }
        assert!(is_told && is_refused, "the world has both");
    })
    .await;
}

/// Somebody took a reel for a post.
#[tokio::test]
async fn the_list_of_accepted_metrics_says_which_to_leave_out() {
    in_both(async |office| {
        let reel = newest(&office, InsightProduct::Reels).await;
        let asked = [MediaMetric::Reposts, MediaMetric::Follows, MediaMetric::Reach];
        let error = told(&office, &reel, InsightProduct::Feed, &asked).await.unwrap_err();
        let fewer = narrowed(&asked, &error);
        assert_eq!(fewer, [[MediaMetric::Reposts, MediaMetric::Reach]]);
        assert!(told(&office, &reel, InsightProduct::Feed, &fewer[0]).await.is_ok());
    })
    .await;
}

#[tokio::test]
async fn what_the_product_or_the_set_up_lacks_is_not_asked_for() {
    in_both(async |office| {
        let media = office.post();
        let outcome = told(&office, &media, InsightProduct::Feed, &[MediaMetric::Navigation]).await;
        assert!(matches!(outcome, Err(ApiError::Invalid(_))), "{outcome:?}");
        let outcome = told(&office, &media, InsightProduct::Feed, &[MediaMetric::TotalLikes]).await;
        let is_offered = office.flavour == Flavour::FacebookLogin;
        assert_eq!(outcome.is_ok(), is_offered);
        assert!(is_offered || matches!(outcome, Err(ApiError::NotAvailable { .. })));
        assert_eq!(office.simulator.witness().requests().len(), usize::from(is_offered));
    })
    .await;
}

#[tokio::test]
async fn a_fresh_story_has_too_few_viewers_and_a_fresh_post_no_figures() {
    in_both(async |office| {
        let account = office.account();
        let image_url = office.host_jpeg("oven.jpg", 720, 900).await;
        let story = CreateStoryImage {
            account: &account,
            image_url: &image_url,
            options: StoryOptions::default(),
        };
        let story = office.call(&story).await.unwrap();
        let post = office.single(&image_url, None).await.unwrap();
        office.pass(Duration::from_secs(20));
        let (story, post) = (
            office.publish(&story).await.unwrap(),
            office.publish(&post).await.unwrap(),
        );

        let metrics = [MediaMetric::Reach];
        let outcome = told(&office, &story, InsightProduct::Story, &metrics).await;
        assert_eq!(refused(outcome), (10, None));
        let insights = told(&office, &post, InsightProduct::Feed, &metrics).await.unwrap();
        assert_eq!(insights.figure(MediaMetric::Reach), None, "unknown, not zero");

        office.pass(Duration::from_secs(6 * 60 * 60));
        for (media, product) in [(&story, InsightProduct::Story), (&post, InsightProduct::Feed)] {
            let insights = told(&office, media, product, &metrics).await.unwrap();
            assert!(insights.figure(MediaMetric::Reach).is_some());
        }
        office.pass(Duration::from_secs(20 * 60 * 60));
        let outcome = told(&office, &story, InsightProduct::Story, &metrics).await;
        assert_eq!(refused(outcome), NO_OBJECT, "its figures end with it");
    })
    .await;
}

#[tokio::test]
async fn a_broadcast_has_figures_while_it_is_on_the_air() {
    in_both(async |office| {
        let live = office.go_live().await;
        office.pass(Duration::from_secs(20 * 60));
        // The table has no row of its own for broadcasts: these every product has.
        let metrics = [MediaMetric::Reach, MediaMetric::Views];
        let insights = told(&office, &live, InsightProduct::Feed, &metrics).await.unwrap();
        assert!(metrics.iter().all(|metric| insights.figure(*metric).is_some()));
        office.end_live().await;
        let outcome = told(&office, &live, InsightProduct::Feed, &metrics).await;
        assert_eq!(refused(outcome), NO_OBJECT, "its figures end with it");
    })
    .await;
}

#[tokio::test]
async fn slides_and_posts_from_before_the_business_have_none() {
    in_both(async |office| {
        let account = office.account();
        let list = ListMedia {
            limit: 100,
            ..ListMedia::new(&account)
        };
        let media = office.call(&list).await.unwrap().items;
        let album = media
            .iter()
            .find(|media| media.media_type == MediaType::CarouselAlbum)
            .unwrap();
        let list = ListChildren {
            media: &album.id,
            limit: 10,
            after: None,
        };
        let slides = office.call(&list).await.unwrap().items;
        let metrics = [MediaMetric::Reach];
        let outcome = told(&office, &slides[0].id, InsightProduct::Feed, &metrics).await;
        assert_eq!(refused(outcome), (100, None));

        let oldest = &media.last().unwrap().id;
        let error = told(&office, oldest, InsightProduct::Feed, &metrics).await.unwrap_err();
        assert!(narrowed(&metrics, &error).is_empty(), "no smaller set would help");
        assert_eq!(error.code_pair(), BEFORE_THE_BUSINESS);
    })
    .await;
}

#[tokio::test]
async fn without_permission_or_for_others_nothing_is_told() {
    in_both(async |office| {
        let media = office.post();
        let insights = GetMediaInsights {
            media: &media,
            product: InsightProduct::Feed,
            metrics: &[MediaMetric::Reach],
            breakdown: None,
        };
        office.only_for_its_owner(Scope::Insights, &insights).await;
    })
    .await;
}

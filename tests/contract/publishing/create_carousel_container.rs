use instagram::{
    ApiError, CarouselOptions, ContainerId, CreateCarouselContainer, CreateImageSlide, GetMedia, ImageSlideOptions,
    LocationId, MediaType, Scope,
};
use simulator::EffectKind;

use crate::office::{in_both, refused};

#[tokio::test]
async fn slides_become_one_post_in_their_order_cut_like_the_first() {
    in_both(async |office| {
        let slides = office.slides(3).await;
        let carousel = office.carousel(&slides, Some("Three loaves")).await.unwrap();
        office.pass(super::PROCESSING);
        let media = office.publish(&carousel).await.unwrap();

        let published = office.simulator.world().published();
        assert_eq!(published.len(), 1);
        assert_eq!(
            (published[0].media.as_str(), published[0].caption.as_str()),
            (media.as_str(), "Three loaves")
        );
        let children: Vec<_> = published[0]
            .children
            .iter()
            .map(|child| child.container.as_str())
            .collect();
        assert_eq!(children, slides.iter().map(ContainerId::as_str).collect::<Vec<_>>());
        let read = office.call(&GetMedia::new(&media)).await.unwrap();
        assert_eq!((read.media_type, read.children.len()), (MediaType::CarouselAlbum, 3));
    })
    .await;
}

#[tokio::test]
async fn what_stands_around_the_slides_belongs_to_the_post() {
    in_both(async |office| {
        let account = office.account();
        let slides = office.slides(2).await;
        let place = LocationId::from(office.simulator.world().places()[0].id.clone());
        let carousel = CreateCarouselContainer {
            account: &account,
            children: &slides,
            options: CarouselOptions {
                caption: Some("Two loaves"),
                collaborators: &["@Bread.Club"],
                location: Some(&place),
                ai_generated: true,
                ..CarouselOptions::default()
            },
        };
        let container = office.call(&carousel).await.unwrap();
        office.pass(super::PROCESSING);
        office.publish(&container).await.unwrap();
        let published = office.simulator.world().published().remove(0);
        assert_eq!(published.collaborators, ["bread.club"]);
        assert_eq!(published.location.as_deref(), Some(place.as_str()));
        assert!(published.ai_generated);
    })
    .await;
}

#[tokio::test]
async fn one_slide_and_eleven_are_refused_before_anything_is_sent() {
    in_both(async |office| {
        let slide = ContainerId::from("17900011122233344");
        for count in [0, 1, 11] {
            let outcome = office.carousel(&vec![slide.clone(); count], None).await;
            assert!(matches!(outcome, Err(ApiError::Invalid(_))), "{count}");
        }
        assert_eq!(office.simulator.witness().requests(), []);
    })
    .await;
}

#[tokio::test]
async fn slides_that_are_not_ready_not_there_or_no_slides_are_refused() {
    in_both(async |office| {
        let mut slides = office.slides(1).await;
        let single = office.finished("alone").await;
        let with = |other: &ContainerId| [slides[0].clone(), other.clone()];
        assert_eq!(refused(office.carousel(&with(&single), None).await).0, 100, "no slide");
        let never = ContainerId::from("17900000000000001");
        assert_eq!(
            refused(office.carousel(&with(&never), None).await),
            (24, Some(2_207_006))
        );

        let account = office.account();
        let image_url = office.host_jpeg("late.jpg", 400, 500).await;
        let late = CreateImageSlide {
            account: &account,
            image_url: &image_url,
            options: ImageSlideOptions::default(),
        };
        slides.push(office.call(&late).await.unwrap());
        assert_eq!(refused(office.carousel(&slides, None).await), (9007, Some(2_207_027)));
        office.pass(super::PROCESSING);
        assert!(office.carousel(&slides, None).await.is_ok());
        office.pass(std::time::Duration::from_secs(25 * 60 * 60));
        assert_eq!(refused(office.carousel(&slides, None).await), (24, Some(2_207_008)));
    })
    .await;
}

#[tokio::test]
async fn without_permission_or_for_others_nothing_is_made() {
    in_both(async |office| {
        let slides = office.slides(2).await;
        let account = office.account();
        let carousel = CreateCarouselContainer {
            account: &account,
            children: &slides,
            options: CarouselOptions::default(),
        };
        office.only_for_its_owner(Scope::ContentPublish, &carousel).await;
        assert_eq!(
            office.effects(EffectKind::ContainerCreated).len(),
            2,
            "the slides alone"
        );
    })
    .await;
}

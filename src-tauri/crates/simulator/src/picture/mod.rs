//! The pictures of the world, drawn when somebody first asks for them.

mod canvas;
mod ceramics;
mod coffee;
mod kitchen;
mod knit;
mod mark;
mod outdoors;

use std::collections::{HashMap, HashSet};
use std::io::Cursor;
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use image::codecs::jpeg::JpegEncoder;
use tiny_skia::Pixmap;

use canvas::Canvas;

use crate::world::{Motif, World, sounds};

/// What a picture shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Subject {
    /// A post or a slide of it: motif, which of its variants, and whether it stands upright (4:5) or is square.
    Scene { motif: Motif, variant: u32, upright: bool },
    /// A profile picture: the brand's letters on its colour.
    Mark { letters: &'static str, colour: [u8; 3] },
    /// The sticker `like_heart`.
    Heart,
}

impl Subject {
    /// The picture behind an id of a post, a slide, an account, somebody else's post or a sound.
    pub(crate) fn find(world: &World, id: &str) -> Option<Self> {
        if let Some(account) = world.account_by_id(id) {
            let brand = world.accounts[account as usize].brand();
            return Some(Self::Mark {
                letters: brand.mark,
                colour: brand.colour,
            });
        }
        if let Some(number) = world.find_number(id) {
            let brand = world.accounts[number as usize % world.accounts.len()].brand();
            let idea = (number / 7) as usize % brand.posts.len();
            return Some(Self::Scene {
                motif: brand.posts[idea].motif,
                variant: (number % 4) as u32,
                upright: number % 3 != 1,
            });
        }
        if let Some(place) = world.others_place(id) {
            let brand = world.accounts[place as usize % world.accounts.len()].brand();
            return Some(Self::Scene {
                motif: brand.posts[place as usize / 7 % brand.posts.len()].motif,
                variant: place % 4,
                upright: place % 3 != 1,
            });
        }
        if let Some(sound) = sounds::by_id(id) {
            return Some(Self::face(u64::from(sound)));
        }
        let (post, slide) = match (world.post_by_id(id), world.slide_by_id(id)) {
            (Some(post), _) => (post, 0),
            (None, Some(slide)) => slide,
            (None, None) => return Some(Self::face(world.person_by_id(id)?)),
        };
        Some(Self::slide(world, post, u32::from(slide)))
    }

    /// The first pictures of all posts, each once.
    pub(crate) fn of_posts(world: &World) -> HashSet<Self> {
        let posts = 0..world.posts.len() as u32;
        posts.map(|post| Self::slide(world, post, 0)).collect()
    }

    fn slide(world: &World, post: u32, slide: u32) -> Self {
        let idea = world.posts[post as usize].idea as u32;
        Self::Scene {
            motif: world.motif(post),
            variant: idea / 3 + slide,
            upright: idea % 3 != 1,
        }
    }
}

impl Subject {
    /// The profile picture of somebody of this number: people show what they like.
    fn face(person: u64) -> Self {
        let dice = (person.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 40) as usize;
        let likes = [
            Motif::Mug,
            Motif::Vases,
            Motif::DuskLake,
            Motif::FogHills,
            Motif::Beach,
            Motif::Citrus,
            Motif::Pears,
            Motif::Yarn,
        ];
        Self::Scene {
            motif: likes[dice % likes.len()],
            variant: 11 + (dice / likes.len() % 6) as u32,
            upright: false,
        }
    }
}

/// Pictures drawn so far; clones share them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Pictures {
    drawn: Arc<Mutex<HashMap<Subject, Bytes>>>,
}

impl Pictures {
    /// A picture as JPEG; `None` only when it cannot be encoded.
    pub(crate) fn jpeg(&self, subject: &Subject) -> Option<Bytes> {
        if let Some(jpeg) = self.drawn.lock().unwrap_or_else(PoisonError::into_inner).get(subject) {
            return Some(jpeg.clone());
        }
        let jpeg = encode(&draw(subject)?)?;
        self.drawn
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(*subject, jpeg.clone());
        Some(jpeg)
    }
}

fn draw(subject: &Subject) -> Option<Pixmap> {
    match *subject {
        Subject::Scene {
            motif,
            variant,
            upright,
        } => scene(motif, variant, 1080, if upright { 1350 } else { 1080 }),
        Subject::Mark { letters, colour } => {
            let mut canvas = Canvas::new(320, 320, 0)?;
            mark::draw(&mut canvas, letters, colour);
            Some(canvas.finish())
        }
        Subject::Heart => {
            let mut canvas = Canvas::new(320, 320, 1)?;
            mark::heart(&mut canvas);
            Some(canvas.finish())
        }
    }
}

fn scene(motif: Motif, variant: u32, width: u32, height: u32) -> Option<Pixmap> {
    let mut canvas = Canvas::new(width, height, (motif as u64) << 16 | u64::from(variant))?;
    let paint = match motif {
        Motif::LatteArt => coffee::latte_art,
        Motif::TwoCups => coffee::two_cups,
        Motif::Mug => coffee::mug,
        Motif::Beans => coffee::beans,
        Motif::Vases => ceramics::vases,
        Motif::Plates => ceramics::plates,
        Motif::Bottle => ceramics::bottle,
        Motif::Candle => ceramics::candle,
        Motif::DuskLake => outdoors::dusk_lake,
        Motif::NightCamp => outdoors::night_camp,
        Motif::FogHills => outdoors::fog_hills,
        Motif::Beach => outdoors::beach,
        Motif::RiceBowl => kitchen::rice_bowl,
        Motif::Citrus => kitchen::citrus,
        Motif::BerryTart => kitchen::berry_tart,
        Motif::Arches => kitchen::arches,
        Motif::Bread => kitchen::bread,
        Motif::Pears => kitchen::pears,
        Motif::FairIsle => knit::fair_isle,
        Motif::MossStitch => knit::moss_stitch,
        Motif::Scarves => knit::scarves,
        Motif::Yarn => knit::yarn,
    };
    paint(&mut canvas, variant);
    Some(canvas.finish())
}

fn encode(pixmap: &Pixmap) -> Option<Bytes> {
    let rgb: Vec<u8> = pixmap
        .pixels()
        .iter()
        .flat_map(|pixel| [pixel.red(), pixel.green(), pixel.blue()])
        .collect();
    let mut jpeg = Cursor::new(Vec::new());
    let encoder = JpegEncoder::new_with_quality(&mut jpeg, 86);
    image::ImageEncoder::write_image(
        encoder,
        &rgb,
        pixmap.width(),
        pixmap.height(),
        image::ExtendedColorType::Rgb8,
    )
    .ok()?;
    Some(Bytes::from(jpeg.into_inner()))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use tiny_skia::{PixmapPaint, Transform};

    use super::*;

    const MOTIFS: [Motif; 22] = [
        Motif::LatteArt,
        Motif::TwoCups,
        Motif::Mug,
        Motif::Beans,
        Motif::Vases,
        Motif::Plates,
        Motif::Bottle,
        Motif::Candle,
        Motif::DuskLake,
        Motif::NightCamp,
        Motif::FogHills,
        Motif::Beach,
        Motif::RiceBowl,
        Motif::Citrus,
        Motif::BerryTart,
        Motif::Arches,
        Motif::Bread,
        Motif::Pears,
        Motif::FairIsle,
        Motif::MossStitch,
        Motif::Scarves,
        Motif::Yarn,
    ];

    /// Draws every motif in three variants onto `target/simulator-pictures.png`, for people to look at.
    #[test]
    fn every_motif_and_variant_is_a_picture_of_its_own() {
        let (width, height) = (240, 300);
        let mut sheet = Pixmap::new(width * 11, height * 6).unwrap();
        let mut seen = HashSet::new();
        for variant in 0..3_u32 {
            for (index, motif) in MOTIFS.into_iter().enumerate() {
                let picture = scene(motif, variant, width, height).unwrap();
                let row = variant * 2 + (index / 11) as u32;
                let (x, y) = ((index % 11) as u32 * width, row * height);
                let place = Transform::from_translate(x as f32, y as f32);
                sheet.draw_pixmap(0, 0, picture.as_ref(), &PixmapPaint::default(), place, None);
                let colours: HashSet<_> = picture
                    .pixels()
                    .iter()
                    .map(|p| (p.red(), p.green(), p.blue()))
                    .collect();
                assert!(colours.len() > 400, "{motif:?} {variant} is nearly empty");
                assert!(
                    seen.insert(picture.data().to_vec()),
                    "{motif:?} {variant} was seen before"
                );
            }
        }
        let target = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../target");
        std::fs::create_dir_all(&target).unwrap();
        sheet.save_png(target.join("simulator-pictures.png")).unwrap();
    }

    #[test]
    fn a_picture_is_drawn_the_same_every_time() {
        let subject = Subject::Scene {
            motif: Motif::Yarn,
            variant: 1,
            upright: false,
        };
        let (a, b) = (
            Pictures::default().jpeg(&subject).unwrap(),
            Pictures::default().jpeg(&subject).unwrap(),
        );
        assert_eq!(a, b);
        assert!(a.starts_with(&[0xff, 0xd8]));
    }
}

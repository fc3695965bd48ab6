//! The pictures of the world, drawn when somebody first asks for them.

use std::collections::HashMap;
use std::io::Cursor;
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use image::codecs::jpeg::JpegEncoder;
use tiny_skia::Pixmap;

use crate::world::{Motif, World};

/// What a picture shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Subject {
    /// A post or a slide of it: motif, which of its variants, and whether it stands upright (4:5) or is square.
    Scene { motif: Motif, variant: u32, upright: bool },
    /// A profile picture: the brand's letters on its colour.
    Mark { letters: &'static str, colour: [u8; 3] },
}

impl Subject {
    /// The picture behind an id of a post, a slide or an account.
    pub(crate) fn find(world: &World, id: &str) -> Option<Self> {
        if let Some(account) = world.account_by_id(id) {
            let brand = world.accounts[account as usize].brand();
            return Some(Self::Mark {
                letters: brand.mark,
                colour: brand.colour,
            });
        }
        let (post, slide) = match world.post_by_id(id) {
            Some(post) => (post, 0),
            None => world.slide_by_id(id)?,
        };
        let idea = world.posts[post as usize].idea as u32;
        Some(Self::Scene {
            motif: world.motif(post),
            variant: idea / 3 + u32::from(slide),
            upright: idea % 3 != 1,
        })
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
    let (width, height) = match subject {
        Subject::Scene { upright: true, .. } => (1080, 1350),
        Subject::Scene { upright: false, .. } => (1080, 1080),
        Subject::Mark { .. } => (320, 320),
    };
    let mut pixmap = Pixmap::new(width, height)?;
    if let Subject::Mark { colour: [r, g, b], .. } = subject {
        pixmap.fill(tiny_skia::Color::from_rgba8(*r, *g, *b, 255));
    }
    Some(pixmap)
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

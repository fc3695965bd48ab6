//! A video as the platform takes it (sheet on publishing, §6.7): what its container says of it. The pictures in it are
//! not looked at, and the bytes are kept as they came.

use std::ops::RangeInclusive;

use bytes::Bytes;
use mp4_atom::{Atom, Codec, Decode, DecodeAtom, FourCC, Ftyp, Header, Mdat, Moov, StszSamples, Trak};

/// The most any video may weigh: 300 MiB.
pub(crate) const HEAVIEST: usize = 300 << 20;
/// Widest video.
const WIDEST: u32 = 1920;
/// Frames a second, with room for rates such as 23.976.
const FRAME_RATES: RangeInclusive<f64> = 22.9..=60.5;
/// Brands of pictures and sounds, which lie in boxes of the same kind.
const OTHER_BRANDS: [&[u8; 4]; 5] = [b"heic", b"heix", b"avif", b"mif1", b"M4A "];

/// Where a video is to stand, which decides what it may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum VideoUse {
    Reel,
    Story,
    /// In a carousel.
    Item,
}

impl VideoUse {
    /// The most it may weigh, in bytes.
    pub(crate) fn heaviest(self) -> usize {
        match self {
            Self::Reel => HEAVIEST,
            Self::Story | Self::Item => 100 << 20,
        }
    }

    fn durations_ms(self) -> RangeInclusive<u64> {
        match self {
            Self::Reel => 3_000..=900_000,
            Self::Story | Self::Item => 3_000..=60_000,
        }
    }

    /// Ratios of width to height.
    fn ratios(self) -> RangeInclusive<f64> {
        match self {
            Self::Reel => 0.01..=10.0,
            Self::Story | Self::Item => 0.1..=10.0,
        }
    }
}

/// Why a video is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum VideoProblem {
    /// The download took too long.
    TimedOut,
    /// The address leads nowhere, answers with a refusal or a redirect, or with something of another type.
    NotFetched,
    /// Heavier than its use allows.
    TooHeavy,
    /// No MP4 or MOV, one that is not put together for streaming, of another codec, size, length or rate.
    Format,
}

/// A video the platform has taken.
#[derive(Clone, Debug)]
pub(crate) struct Video {
    pub(crate) bytes: Bytes,
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) duration_ms: u64,
    pub(crate) has_sound: bool,
}

impl Video {
    /// Looks at what was downloaded or uploaded.
    pub(crate) fn take(bytes: Bytes, wanted: VideoUse) -> Result<Self, VideoProblem> {
        if bytes.len() > wanted.heaviest() {
            return Err(VideoProblem::TooHeavy);
        }
        let moov = index(&bytes).ok_or(VideoProblem::Format)?;
        let video = Self::described(&moov, &bytes).ok_or(VideoProblem::Format)?;
        let ratio = f64::from(video.width) / f64::from(video.height);
        let fits = video.width <= WIDEST
            && wanted.ratios().contains(&ratio)
            && wanted.durations_ms().contains(&video.duration_ms);
        if fits { Ok(video) } else { Err(VideoProblem::Format) }
    }

    /// What the index says of the video; `None` when there is something in it that the platform does not take.
    fn described(moov: &Moov, bytes: &Bytes) -> Option<Self> {
        if moov.trak.iter().any(|track| is_cut(track) || is_other_sound(track)) {
            return None;
        }
        let track = moov.trak.iter().find(|track| handler(track) == *b"vide")?;
        let stbl = &track.mdia.minf.stbl;
        if !matches!(
            stbl.stsd.codecs.first()?,
            Codec::Avc1(_) | Codec::Avc3(_) | Codec::Hev1(_) | Codec::Hvc1(_)
        ) {
            return None;
        }
        let frames = match &stbl.stsz.samples {
            StszSamples::Identical { count, .. } => *count as usize,
            StszSamples::Different { sizes } => sizes.len(),
        };
        let mdhd = &track.mdia.mdhd;
        let seconds = mdhd.duration as f64 / f64::from(mdhd.timescale.max(1));
        let (width, height) = (track.tkhd.width.integer(), track.tkhd.height.integer());
        let shown = width > 0 && height > 0 && FRAME_RATES.contains(&(frames as f64 / seconds));
        shown.then(|| Self {
            bytes: bytes.clone(),
            width: u32::from(width),
            height: u32::from(height),
            duration_ms: (seconds * 1000.0).round() as u64,
            has_sound: moov.trak.iter().any(|track| handler(track) == *b"soun"),
        })
    }
}

/// The index of an MP4 or MOV, when it stands before the samples, as streaming needs it.
fn index(bytes: &[u8]) -> Option<Moov> {
    let mut rest = bytes;
    let brand = Ftyp::decode(&mut rest).ok()?.major_brand;
    if OTHER_BRANDS.iter().any(|other| brand == FourCC::new(other)) {
        return None;
    }
    loop {
        let header = Header::decode(&mut rest).ok()?;
        if header.kind == Mdat::KIND {
            return None;
        }
        let size = header.size.unwrap_or(rest.len());
        if header.kind == Moov::KIND {
            return Moov::decode_atom(&header, &mut rest).ok();
        }
        rest = rest.get(size..)?;
    }
}

fn handler(track: &Trak) -> [u8; 4] {
    track.mdia.hdlr.handler.into()
}

/// Whether a track is put together by an edit list. One entry is what encoders write for their delay.
fn is_cut(track: &Trak) -> bool {
    let edits = track.edts.as_ref().and_then(|edts| edts.elst.as_ref());
    edits.is_some_and(|list| list.entries.len() > 1)
}

/// Whether a track is sound of another codec than AAC.
fn is_other_sound(track: &Trak) -> bool {
    let codec = track.mdia.minf.stbl.stsd.codecs.first();
    handler(track) == *b"soun" && !matches!(codec, Some(Codec::Mp4a(_)))
}

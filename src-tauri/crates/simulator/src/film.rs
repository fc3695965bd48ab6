//! Sounds and films of the world's messages. A voice message is two seconds of humming, a video shows one drawn picture:
//! small files that players take, so that a client meets the real types.

/// What [`voice`] is.
pub(crate) const SOUND_TYPE: &str = "audio/wav";
/// What [`video`] is.
pub(crate) const FILM_TYPE: &str = "video/mp4";

/// Samples a second of [`voice`].
const RATE: u32 = 8_000;
/// Length of both, in milliseconds.
const LENGTH_MS: u32 = 2_000;

/// A hummed voice message; another number hums another note. WAV, mono, eight bits.
pub(crate) fn voice(number: u32) -> Vec<u8> {
    let count = RATE * LENGTH_MS / 1_000;
    let note = 110.0 * 2_f64.powf(f64::from(number % 12) / 12.0);
    let sample = |at: u32| {
        let seconds = f64::from(at) / f64::from(RATE);
        let swell = (seconds * std::f64::consts::PI / (f64::from(LENGTH_MS) / 1_000.0)).sin();
        let tone = (seconds * note * std::f64::consts::TAU).sin();
        (128.0 + 90.0 * swell * tone) as u8
    };
    let mut wav = Vec::with_capacity(44 + count as usize);
    wav.extend(b"RIFF");
    wav.extend((36 + count).to_le_bytes());
    wav.extend(b"WAVEfmt ");
    wav.extend(16_u32.to_le_bytes());
    // PCM, one channel.
    wav.extend([1, 0, 1, 0]);
    wav.extend(RATE.to_le_bytes());
    wav.extend(RATE.to_le_bytes());
    // One byte a frame, eight bits a sample.
    wav.extend([1, 0, 8, 0]);
    wav.extend(b"data");
    wav.extend(count.to_le_bytes());
    wav.extend((0..count).map(sample));
    wav
}

/// A video that shows one JPEG: an MP4 with a single Motion-JPEG frame.
pub(crate) fn video(jpeg: &[u8], width: u16, height: u16) -> Vec<u8> {
    let head = atom(b"ftyp", &[b"isom\0\0\x02\0isomiso2mp41"]);
    let offset = head.len() as u32 + 8;
    let media = atom(b"mdat", &[jpeg]);
    let length = LENGTH_MS.to_be_bytes();
    let scale = 1_000_u32.to_be_bytes();
    let movie_header = atom(
        b"mvhd",
        &[
            &[0; 12],
            &scale,
            &length,
            b"\0\x01\0\0\x01\0",
            &[0; 10],
            &MATRIX,
            &[0; 24],
            b"\0\0\0\x02",
        ],
    );
    let (across, down) = (width.to_be_bytes(), height.to_be_bytes());
    let track_header = atom(
        b"tkhd",
        &[
            b"\0\0\0\x07",
            &[0; 8],
            b"\0\0\0\x01",
            &[0; 4],
            &length,
            &[0; 16],
            &MATRIX,
            &across,
            &[0; 2],
            &down,
            &[0; 2],
        ],
    );
    let media_header = atom(b"mdhd", &[&[0; 12], &scale, &length, b"\x55\xc4\0\0"]);
    let handler = atom(b"hdlr", &[&[0; 8], b"vide", &[0; 13]]);
    let information = atom(
        b"minf",
        &[
            &atom(b"vmhd", &[b"\0\0\0\x01", &[0; 8]]),
            &atom(
                b"dinf",
                &[&atom(b"dref", &[&[0; 7], b"\x01", &atom(b"url ", &[b"\0\0\0\x01"])])],
            ),
            &samples(jpeg.len() as u32, offset, width, height),
        ],
    );
    let track = atom(
        b"trak",
        &[&track_header, &atom(b"mdia", &[&media_header, &handler, &information])],
    );
    [head, media, atom(b"moov", &[&movie_header, &track])].concat()
}

/// No turn and no scale.
const MATRIX: [u8; 36] = {
    let mut matrix = [0; 36];
    matrix[1] = 1;
    matrix[17] = 1;
    matrix[32] = 0x40;
    matrix
};

/// Where the one frame lies and how long it is shown.
fn samples(size: u32, offset: u32, width: u16, height: u16) -> Vec<u8> {
    let (across, down) = (width.to_be_bytes(), height.to_be_bytes());
    let entry = atom(
        b"jpeg",
        &[
            &[0; 7],
            b"\x01",
            &[0; 16],
            &across,
            &down,
            b"\0\x48\0\0\0\x48\0\0",
            &[0; 4],
            b"\0\x01",
            &[0; 32],
            b"\0\x18",
            b"\xff\xff",
        ],
    );
    let one = b"\0\0\0\x01";
    atom(
        b"stbl",
        &[
            &atom(b"stsd", &[&[0; 4], one, &entry]),
            &atom(b"stts", &[&[0; 4], one, one, &LENGTH_MS.to_be_bytes()]),
            &atom(b"stsc", &[&[0; 4], one, one, one, one]),
            &atom(b"stsz", &[&[0; 8], one, &size.to_be_bytes()]),
            &atom(b"stco", &[&[0; 4], one, &offset.to_be_bytes()]),
        ],
    )
}

/// A box of the format: its length, its name, what it holds.
fn atom(name: &[u8; 4], parts: &[&[u8]]) -> Vec<u8> {
    let body = parts.concat();
    let length = (body.len() as u32 + 8).to_be_bytes();
    [&length[..], name, &body].concat()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    fn number(bytes: &[u8]) -> usize {
        u32::from_be_bytes(bytes.try_into().unwrap()) as usize
    }

    #[test]
    fn a_voice_is_a_wave_file_of_two_seconds() {
        let wav = voice(3);
        assert!(wav.starts_with(b"RIFF") && &wav[8..16] == b"WAVEfmt ");
        assert_eq!(wav.len(), 44 + 16_000);
        assert_ne!(wav, voice(4));
    }

    #[test]
    fn a_film_is_made_of_whole_boxes_and_points_at_its_picture() {
        let jpeg = b"\xff\xd8 a picture \xff\xd9";
        let film = video(jpeg, 1080, 1350);
        let mut at = 0;
        let mut names = Vec::new();
        while at < film.len() {
            names.push(film[at + 4..at + 8].to_vec());
            at += number(&film[at..at + 4]);
        }
        assert_eq!(at, film.len());
        assert_eq!(names, [b"ftyp", b"mdat", b"moov"]);
        let place = film.windows(4).position(|it| it == b"stco").unwrap();
        let offset = number(&film[place + 12..place + 16]);
        assert_eq!(&film[offset..offset + jpeg.len()], jpeg);
    }
}

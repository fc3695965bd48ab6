//! Videos made in code: the boxes of an MP4 around samples of nothing. They have everything a reader of the container
//! looks at and no picture to play.

/// A video to make. The usual one is a reel the platform takes: upright, ten seconds, H.264 and AAC.
#[derive(Clone, Debug)]
pub struct Clip {
    pub width: u16,
    pub height: u16,
    pub ms: u32,
    pub frames_a_second: u32,
    pub codec: [u8; 4],
    /// The sound's codec; `None` for a silent film.
    pub sound: Option<[u8; 4]>,
    pub brand: [u8; 4],
    /// Whether the index comes before the samples.
    pub index_first: bool,
    /// Entries of the edit list; 0 for none.
    pub edits: u32,
    /// Bytes of samples.
    pub weight: usize,
}

impl Default for Clip {
    fn default() -> Self {
        Self {
            width: 720,
            height: 1280,
            ms: 10_000,
            frames_a_second: 30,
            codec: *b"avc1",
            sound: Some(*b"mp4a"),
            brand: *b"isom",
            index_first: true,
            edits: 0,
            weight: 2_048,
        }
    }
}

impl Clip {
    pub fn lasting(ms: u32) -> Self {
        Self { ms, ..Self::default() }
    }

    pub fn sized(width: u16, height: u16) -> Self {
        Self {
            width,
            height,
            ..Self::default()
        }
    }

    pub fn mp4(&self) -> Vec<u8> {
        let ftyp = boxed(b"ftyp", &[&self.brand, &512_u32.to_be_bytes(), b"isomiso2mp41"]);
        let mdat = boxed(b"mdat", &[&vec![7; self.weight]]);
        let parts = if self.index_first {
            [ftyp, self.moov(), mdat]
        } else {
            [ftyp, mdat, self.moov()]
        };
        parts.concat()
    }

    fn moov(&self) -> Vec<u8> {
        let mut tracks = vec![self.track(1, b"vide", self.picture(), self.ms * self.frames_a_second / 1000)];
        if let Some(codec) = self.sound {
            tracks.push(self.track(2, b"soun", sound(&codec), self.ms / 20));
        }
        let mvhd = full(
            b"mvhd",
            0,
            &[
                &[0; 8],
                &1_000_u32.to_be_bytes(),
                &self.ms.to_be_bytes(),
                &0x0001_0000_u32.to_be_bytes(),
                &0x0100_u16.to_be_bytes(),
                &[0; 10],
                &matrix(),
                &[0; 24],
                &3_u32.to_be_bytes(),
            ],
        );
        boxed(b"moov", &[&mvhd, &tracks.concat()])
    }

    fn track(&self, id: u32, handler: &[u8; 4], entry: Vec<u8>, samples: u32) -> Vec<u8> {
        let video = handler == b"vide";
        let (width, height) = if video { (self.width, self.height) } else { (0, 0) };
        let tkhd = full(
            b"tkhd",
            7,
            &[
                &[0; 8],
                &id.to_be_bytes(),
                &[0; 4],
                &self.ms.to_be_bytes(),
                &[0; 8],
                &[0; 4],
                &if video { [0, 0] } else { [1, 0] },
                &[0; 2],
                &matrix(),
                &(u32::from(width) << 16).to_be_bytes(),
                &(u32::from(height) << 16).to_be_bytes(),
            ],
        );
        let mdhd = full(
            b"mdhd",
            0,
            &[
                &[0; 8],
                &1_000_u32.to_be_bytes(),
                &self.ms.to_be_bytes(),
                &0x55c4_u16.to_be_bytes(),
                &[0; 2],
            ],
        );
        let hdlr = full(b"hdlr", 0, &[&[0; 4], handler, &[0; 12], b"made by a test\0"]);
        let head = if video {
            full(b"vmhd", 1, &[&[0; 8]])
        } else {
            full(b"smhd", 0, &[&[0; 4]])
        };
        let url = full(b"url ", 1, &[]);
        let dinf = boxed(b"dinf", &[&full(b"dref", 0, &[&1_u32.to_be_bytes(), &url])]);
        let minf = boxed(b"minf", &[&head, &dinf, &self.samples(entry, samples)]);
        let mdia = boxed(b"mdia", &[&mdhd, &hdlr, &minf]);
        boxed(b"trak", &[&tkhd, &self.edit_list(), &mdia])
    }

    fn edit_list(&self) -> Vec<u8> {
        if self.edits == 0 {
            return Vec::new();
        }
        let one = [self.ms / self.edits, 0, 0x0001_0000].map(u32::to_be_bytes).concat();
        let entries = one.repeat(self.edits as usize);
        boxed(b"edts", &[&full(b"elst", 0, &[&self.edits.to_be_bytes(), &entries])])
    }

    fn samples(&self, entry: Vec<u8>, samples: u32) -> Vec<u8> {
        let words = |words: &[u32]| words.iter().flat_map(|word| word.to_be_bytes()).collect::<Vec<u8>>();
        let each = self.ms / samples.max(1);
        boxed(
            b"stbl",
            &[
                &full(b"stsd", 0, &[&1_u32.to_be_bytes(), &entry]),
                &full(b"stts", 0, &[&words(&[1, samples, each])]),
                &full(b"stsc", 0, &[&words(&[1, 1, samples, 1])]),
                &full(b"stsz", 0, &[&words(&[1, samples])]),
                &full(b"stco", 0, &[&words(&[1, 32])]),
            ],
        )
    }

    fn picture(&self) -> Vec<u8> {
        let avcc = boxed(
            b"avcC",
            &[
                &[1, 0x4d, 0, 31, 0xff, 0xe1],
                &4_u16.to_be_bytes(),
                &[0x67, 0x4d, 0, 31],
                &[1],
                &2_u16.to_be_bytes(),
                &[0x68, 0xee],
            ],
        );
        boxed(
            &self.codec,
            &[
                &[0; 6],
                &1_u16.to_be_bytes(),
                &[0; 16],
                &self.width.to_be_bytes(),
                &self.height.to_be_bytes(),
                &0x0048_0000_u32.to_be_bytes(),
                &0x0048_0000_u32.to_be_bytes(),
                &[0; 4],
                &1_u16.to_be_bytes(),
                &[0; 32],
                &24_u16.to_be_bytes(),
                &0xffff_u16.to_be_bytes(),
                &avcc,
            ],
        )
    }
}

fn sound(codec: &[u8; 4]) -> Vec<u8> {
    let specific = [5, 2, 0x12, 0x10];
    let decoder = [
        &[4, 13 + specific.len() as u8, 0x40, 0x15][..],
        &[0, 0, 0],
        &128_000_u32.to_be_bytes(),
        &128_000_u32.to_be_bytes(),
        &specific,
    ]
    .concat();
    let layer = [6, 1, 2];
    let stream = [
        &[3, (3 + decoder.len() + layer.len()) as u8][..],
        &[0, 2, 0],
        &decoder,
        &layer,
    ]
    .concat();
    boxed(
        codec,
        &[
            &[0; 6],
            &1_u16.to_be_bytes(),
            &[0; 8],
            &2_u16.to_be_bytes(),
            &16_u16.to_be_bytes(),
            &[0; 4],
            &(44_100_u32 << 16).to_be_bytes(),
            &full(b"esds", 0, &[&stream]),
        ],
    )
}

fn matrix() -> Vec<u8> {
    [0x0001_0000_u32, 0, 0, 0, 0x0001_0000, 0, 0, 0, 0x4000_0000]
        .iter()
        .flat_map(|word| word.to_be_bytes())
        .collect()
}

fn full(kind: &[u8; 4], flags: u32, parts: &[&[u8]]) -> Vec<u8> {
    let mut all: Vec<&[u8]> = Vec::with_capacity(parts.len() + 1);
    let flags = flags.to_be_bytes();
    all.push(&flags);
    all.extend(parts);
    boxed(kind, &all)
}

fn boxed(kind: &[u8; 4], parts: &[&[u8]]) -> Vec<u8> {
    let content = parts.concat();
    let size = (content.len() + 8) as u32;
    [&size.to_be_bytes()[..], kind, &content].concat()
}

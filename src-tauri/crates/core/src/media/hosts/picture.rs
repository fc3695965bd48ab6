//! The picture of a host test: a whole JPEG, 8 × 8 grey pixels, small enough to be written down.

/// Its bytes, marker by marker (ITU-T T.81).
#[rustfmt::skip]
pub(super) const PICTURE: &[u8] = &[
    // Start of image.
    0xff, 0xd8,
    // Quantization table 0: ones.
    0xff, 0xdb, 0x00, 0x43, 0x00,
    1, 1, 1, 1, 1, 1, 1, 1,  1, 1, 1, 1, 1, 1, 1, 1,  1, 1, 1, 1, 1, 1, 1, 1,  1, 1, 1, 1, 1, 1, 1, 1,
    1, 1, 1, 1, 1, 1, 1, 1,  1, 1, 1, 1, 1, 1, 1, 1,  1, 1, 1, 1, 1, 1, 1, 1,  1, 1, 1, 1, 1, 1, 1, 1,
    // Baseline frame: 8 bits, 8 × 8, one component.
    0xff, 0xc0, 0x00, 0x0b, 8, 0, 8, 0, 8, 1, 1, 0x11, 0,
    // Huffman tables, one code each: "no difference" and "end of block".
    0xff, 0xc4, 0x00, 0x14, 0x00, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0xff, 0xc4, 0x00, 0x14, 0x10, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    // Scan of the one block: both codes, then padding.
    0xff, 0xda, 0x00, 0x08, 1, 1, 0x00, 0, 63, 0, 0x3f,
    // End of image.
    0xff, 0xd9,
];

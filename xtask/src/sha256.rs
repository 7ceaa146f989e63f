//! SHA-256, for names that change with their content and for the digests that browsers check.
//!
//! Sixty lines of our own, so that `cargo xtask` needs no crate; the test vectors are those of FIPS 180-4.

const K: [u32; 64] = [
    0x428a_2f98,
    0x7137_4491,
    0xb5c0_fbcf,
    0xe9b5_dba5,
    0x3956_c25b,
    0x59f1_11f1,
    0x923f_82a4,
    0xab1c_5ed5,
    0xd807_aa98,
    0x1283_5b01,
    0x2431_85be,
    0x550c_7dc3,
    0x72be_5d74,
    0x80de_b1fe,
    0x9bdc_06a7,
    0xc19b_f174,
    0xe49b_69c1,
    0xefbe_4786,
    0x0fc1_9dc6,
    0x240c_a1cc,
    0x2de9_2c6f,
    0x4a74_84aa,
    0x5cb0_a9dc,
    0x76f9_88da,
    0x983e_5152,
    0xa831_c66d,
    0xb003_27c8,
    0xbf59_7fc7,
    0xc6e0_0bf3,
    0xd5a7_9147,
    0x06ca_6351,
    0x1429_2967,
    0x27b7_0a85,
    0x2e1b_2138,
    0x4d2c_6dfc,
    0x5338_0d13,
    0x650a_7354,
    0x766a_0abb,
    0x81c2_c92e,
    0x9272_2c85,
    0xa2bf_e8a1,
    0xa81a_664b,
    0xc24b_8b70,
    0xc76c_51a3,
    0xd192_e819,
    0xd699_0624,
    0xf40e_3585,
    0x106a_a070,
    0x19a4_c116,
    0x1e37_6c08,
    0x2748_774c,
    0x34b0_bcb5,
    0x391c_0cb3,
    0x4ed8_aa4a,
    0x5b9c_ca4f,
    0x682e_6ff3,
    0x748f_82ee,
    0x78a5_636f,
    0x84c8_7814,
    0x8cc7_0208,
    0x90be_fffa,
    0xa450_6ceb,
    0xbef9_a3f7,
    0xc671_78f2,
];

const START: [u32; 8] =
    [0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19];

/// The digest of some bytes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Digest([u8; 32]);

impl Digest {
    pub(crate) fn of(bytes: &[u8]) -> Digest {
        let mut state = START;
        let blocks = bytes.chunks_exact(64);
        let rest = blocks.remainder();
        blocks.for_each(|block| compress(&mut state, block));

        let mut tail = [0; 128];
        tail[..rest.len()].copy_from_slice(rest);
        tail[rest.len()] = 0x80;
        let end = if rest.len() < 56 { 64 } else { 128 };
        tail[end - 8..end].copy_from_slice(&(bytes.len() as u64 * 8).to_be_bytes());
        tail[..end].chunks_exact(64).for_each(|block| compress(&mut state, block));

        let mut digest = [0; 32];
        for (part, word) in digest.chunks_exact_mut(4).zip(state) {
            part.copy_from_slice(&word.to_be_bytes());
        }
        Digest(digest)
    }

    /// The first digits: enough to tell one build's file from another's, short enough for a name.
    pub(crate) fn short(&self) -> String {
        let start = self.0[..8].try_into().expect("eight bytes are eight bytes");
        format!("{:016x}", u64::from_be_bytes(start))
    }

    /// As an `integrity` attribute has it.
    pub(crate) fn integrity(&self) -> String {
        format!("sha256-{}", base64(&self.0))
    }
}

#[allow(clippy::many_single_char_names, reason = "the standard names them so")]
fn compress(state: &mut [u32; 8], block: &[u8]) {
    let mut w = [0; 64];
    for (word, part) in w.iter_mut().zip(block.chunks_exact(4)) {
        *word = u32::from_be_bytes(part.try_into().expect("the chunk has four bytes"));
    }
    for i in 16..64 {
        let s0 = w[i - 15].rotate_right(7) ^ w[i - 15].rotate_right(18) ^ (w[i - 15] >> 3);
        let s1 = w[i - 2].rotate_right(17) ^ w[i - 2].rotate_right(19) ^ (w[i - 2] >> 10);
        w[i] = w[i - 16].wrapping_add(s0).wrapping_add(w[i - 7]).wrapping_add(s1);
    }
    let mut it = *state;
    for (word, constant) in w.into_iter().zip(K) {
        let [a, b, c, d, e, f, g, h] = it;
        let s1 = e.rotate_right(6) ^ e.rotate_right(11) ^ e.rotate_right(25);
        let s0 = a.rotate_right(2) ^ a.rotate_right(13) ^ a.rotate_right(22);
        let choice = (e & f) ^ (!e & g);
        let majority = (a & b) ^ (a & c) ^ (b & c);
        let t = h.wrapping_add(s1).wrapping_add(choice).wrapping_add(constant).wrapping_add(word);
        it = [t.wrapping_add(s0).wrapping_add(majority), a, b, c, d.wrapping_add(t), e, f, g];
    }
    for (sum, part) in state.iter_mut().zip(it) {
        *sum = sum.wrapping_add(part);
    }
}

fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for three in bytes.chunks(3) {
        let bits = three.iter().fold(0, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - three.len()));
        for place in 0..4 {
            let digit = DIGITS[(bits >> (18 - 6 * place) & 63) as usize];
            text.push(if place <= three.len() { digit.into() } else { '=' });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{Digest, base64};

    #[track_caller]
    fn check(bytes: &[u8], start: &str) {
        assert_eq!(Digest::of(bytes).short(), start);
    }

    #[test]
    fn the_vectors_of_the_standard() {
        check(b"", "e3b0c44298fc1c14");
        check(b"abc", "ba7816bf8f01cfea");
        check(b"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", "248d6a61d20638b8");
        check(&b"a".repeat(1_000_000), "cdc76e5c9914fb92");
    }

    #[test]
    fn each_length_around_the_end_of_a_block_has_a_digest_of_its_own() {
        let digests: Vec<_> = (54..=66).map(|n| Digest::of(&vec![0; n]).short()).collect();
        for (i, digest) in digests.iter().enumerate() {
            assert!(!digests[..i].contains(digest));
        }
    }

    #[test]
    fn integrity_is_what_a_browser_expects() {
        assert_eq!(Digest::of(b"").integrity(), "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
    }

    #[test]
    fn base64_fills_up_its_last_group() {
        assert_eq!(base64(b"M"), "TQ==");
        assert_eq!(base64(b"Ma"), "TWE=");
        assert_eq!(base64(b"Man"), "TWFu");
    }
}

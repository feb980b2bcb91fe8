//! Bits of a stream, the lowest of each byte first.

/// A stream that is being written.
#[derive(Debug, Default)]
pub(super) struct Bits {
    bytes: Vec<u8>,
    open: u64,
    count: u32,
}

impl Bits {
    /// Appends the lowest `count` bits of a value, at most 32.
    pub(super) fn put(&mut self, value: u32, count: u32) {
        self.open |= u64::from(value) << self.count;
        self.count += count;
        while self.count >= 8 {
            self.bytes.push((self.open & 255) as u8);
            self.open >>= 8;
            self.count -= 8;
        }
    }

    /// The bytes; the last one is filled up with zeros.
    pub(super) fn finish(mut self) -> Vec<u8> {
        if self.count > 0 {
            self.put(0, 8 - self.count);
        }
        self.bytes
    }
}

//! Reasons for hiding a figure.

/// Why figures are not shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hidden {
    /// They rest on fewer answers than this (primary suppression).
    Small(u32),
    /// Figures based on too few answers could be computed from them (complementary suppression).
    Linked,
}

//! Why a figure is there and not shown.

/// Why figures are not shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hidden {
    /// They rest on fewer answers than this.
    Small(u32),
    /// Others that do could be computed from them.
    Linked,
}

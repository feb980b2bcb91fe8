//! Colour roles, palettes, type scale and fonts: how things look, whatever they are. Knows no specs.

pub mod fonts;

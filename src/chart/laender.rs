//! The sixteen German Länder: names, codes, and their places on a tile map.

use crate::survey::names::same;

/// A Land.
#[derive(Debug, PartialEq, Eq)]
pub struct Land {
    /// Its usual code of two letters.
    pub code: &'static str,
    /// Its names in German and English.
    pub names: [&'static str; 2],
    /// Its place on the map: how many tiles from the left and from the top.
    pub at: (u8, u8),
}

/// How many tiles the map has across and down.
pub const SIZE: (u8, u8) = (5, 6);

/// All Länder from north to south.
pub const ALL: [Land; 16] = [
    land("SH", ["Schleswig-Holstein", "Schleswig-Holstein"], (2, 0)),
    land("HB", ["Bremen", "Bremen"], (1, 1)),
    land("HH", ["Hamburg", "Hamburg"], (2, 1)),
    land("MV", ["Mecklenburg-Vorpommern", "Mecklenburg-Western Pomerania"], (3, 1)),
    land("NI", ["Niedersachsen", "Lower Saxony"], (1, 2)),
    land("ST", ["Sachsen-Anhalt", "Saxony-Anhalt"], (2, 2)),
    land("BB", ["Brandenburg", "Brandenburg"], (3, 2)),
    land("BE", ["Berlin", "Berlin"], (4, 2)),
    land("NW", ["Nordrhein-Westfalen", "North Rhine-Westphalia"], (0, 3)),
    land("HE", ["Hessen", "Hesse"], (1, 3)),
    land("TH", ["Thüringen", "Thuringia"], (2, 3)),
    land("SN", ["Sachsen", "Saxony"], (3, 3)),
    land("RP", ["Rheinland-Pfalz", "Rhineland-Palatinate"], (0, 4)),
    land("BW", ["Baden-Württemberg", "Baden-Württemberg"], (1, 4)),
    land("BY", ["Bayern", "Bavaria"], (2, 4)),
    land("SL", ["Saarland", "Saarland"], (0, 5)),
];

const fn land(code: &'static str, names: [&'static str; 2], at: (u8, u8)) -> Land {
    Land { code, names, at }
}

/// The Land of a name or a code.
pub fn named(name: &str) -> Option<&'static Land> {
    let is = |land: &&Land| land.code == name.trim() || land.names.iter().any(|other| same(other, name));
    ALL.iter().find(is)
}

#[cfg(test)]
mod tests {
    use super::{ALL, SIZE, named};

    #[test]
    fn each_land_has_a_tile_of_its_own() {
        for (at, land) in ALL.iter().enumerate() {
            assert!(land.at.0 < SIZE.0 && land.at.1 < SIZE.1, "{} is on the map", land.code);
            assert!(ALL[at + 1..].iter().all(|other| other.at != land.at), "{} has its tile", land.code);
            assert!(land.names.iter().all(|name| named(name) == Some(land)), "{}", land.code);
        }
    }
}

//! The kinds of spec files with their keys, and the JSON Schema of each, for completion and checks in editors.

mod json;

use crate::import::series_file::SERIES_FILE;
use crate::spec::briefing::BRIEFING;
use crate::spec::chart::CHART;
use crate::spec::keys::Shape;
use crate::spec::theme_file::THEME;
pub use json::json_schema;

/// The kinds of files, by the name that `make-briefing schema` takes. Each shape is declared beside its reader.
pub const FILES: [(&str, &Shape); 4] =
    [("briefing", &BRIEFING), ("chart", &CHART), ("series", &SERIES_FILE), ("theme", &THEME)];

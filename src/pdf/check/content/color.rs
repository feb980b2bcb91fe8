//! Colours: output intents, ICC profiles, and device colours (ISO 19005-2, 6.2.3 and 6.2.4).

use std::collections::{BTreeMap, HashSet};

use crate::pdf::check::reader::{File, dict_of, shown};
use crate::pdf::check::report::Report;
use lopdf::{Dictionary, Object, ObjectId, Stream};

/// How deep colour spaces may nest.
const DEEPEST: usize = 8;

/// A colour space in use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Space {
    /// DeviceGray.
    Gray,
    /// DeviceRGB.
    Rgb,
    /// DeviceCMYK.
    Cmyk,
    /// A device-independent colour space, or a pattern.
    Other,
}

impl Space {
    fn name(self) -> &'static str {
        match self {
            Self::Gray => "Gray",
            Self::Rgb => "RGB",
            Self::Cmyk => "CMYK",
            Self::Other => "",
        }
    }

    pub(crate) fn device(name: &[u8]) -> Option<Self> {
        match name {
            b"DeviceGray" | b"G" => Some(Self::Gray),
            b"DeviceRGB" | b"RGB" => Some(Self::Rgb),
            b"DeviceCMYK" | b"CMYK" => Some(Self::Cmyk),
            _ => None,
        }
    }
}

/// The first page that uses each colour space.
pub(crate) type Drawn = BTreeMap<Space, usize>;

/// The output intent of the file, and the profiles checked so far.
#[derive(Debug, Clone)]
pub(crate) struct Colors {
    /// The colour space of the output intent's profile.
    intent: Option<[u8; 4]>,
    profiles: HashSet<ObjectId>,
}

impl Colors {
    /// Reads and checks the output intents.
    pub(crate) fn new(file: &File, report: &mut Report) -> Self {
        let mut colors = Self { intent: None, profiles: HashSet::new() };
        let mut found: HashSet<ObjectId> = HashSet::new();
        let intents = file.array(file.catalog(), "OutputIntents").iter();
        let intents = intents.filter_map(|intent| dict_of(file.resolve(intent)?));
        for intent in intents.filter(|intent| file.name(intent, "S") == Some(b"GTS_PDFA1")) {
            if !file.has_text(intent, "OutputConditionIdentifier") {
                report.fail(
                    "A2:6.2.3",
                    None,
                    "the output intent does not name its output condition (OutputConditionIdentifier)",
                );
            }
            match file.stream(intent, "DestOutputProfile") {
                Some(profile) => colors.intent = icc(file, profile, "A2:6.2.3", report),
                None => report.fail("A2:6.2.3", None, "the output intent has no colour profile"),
            }
            found.extend(intent.get(b"DestOutputProfile").and_then(Object::as_reference));
        }
        if found.len() > 1 {
            report.fail("A2:6.2.3", None, "two output intents have different colour profiles");
        }
        colors
    }

    /// Checks that the output intent covers all device colour spaces in use.
    pub(crate) fn check(&self, drawn: &Drawn, report: &mut Report) {
        for (space, page) in drawn {
            let is_covered = match space {
                Space::Gray => self.intent.is_some(),
                Space::Rgb => self.intent.as_ref() == Some(b"RGB "),
                Space::Cmyk => self.intent.as_ref() == Some(b"CMYK"),
                Space::Other => true,
            };
            if !is_covered {
                let message =
                    format!("Device{} colours are used, but no output intent matches them", space.name());
                report.fail("A2:6.2.4.3", Some(*page), message);
            }
        }
    }

    /// The colour space of an object or of a name in the resources. Checks each profile once.
    pub(crate) fn space(
        &mut self,
        file: &File,
        object: &Object,
        resources: &Dictionary,
        report: &mut Report,
    ) -> Space {
        let spaces = file.dict(resources, "ColorSpace");
        let mut object = object;
        for _ in 0..DEEPEST {
            let Some(resolved) = file.resolve(object) else { return Space::Other };
            match resolved {
                Object::Name(name) => {
                    let named = spaces.and_then(|spaces| spaces.get(name).ok());
                    match (Space::device(name), named) {
                        (Some(space), _) => return replaced(space, spaces),
                        (None, Some(inner)) if inner.as_name().ok() != Some(name) => object = inner,
                        (None, _) => return Space::Other,
                    }
                }
                Object::Array(parts) => match self.family(file, parts, report) {
                    Some(base) => object = base,
                    None => return Space::Other,
                },
                _ => return Space::Other,
            }
        }
        Space::Other
    }

    /// The base or alternate colour space of one given by an array, if its colours depend on it.
    fn family<'o>(&mut self, file: &'o File, parts: &'o [Object], report: &mut Report) -> Option<&'o Object> {
        match parts.first().and_then(|name| file.resolve(name)?.as_name().ok())? {
            b"ICCBased" => {
                let reference = parts.get(1)?;
                let is_new = reference.as_reference().map_or(true, |id| self.profiles.insert(id));
                if let Some(Object::Stream(profile)) = file.resolve(reference).filter(|_| is_new) {
                    icc(file, profile, "A2:6.2.4.2", report);
                }
                None
            }
            b"Indexed" | b"I" | b"Pattern" => parts.get(1),
            b"Separation" | b"DeviceN" => parts.get(2),
            name if Space::device(name).is_some() => parts.first(),
            _ => None,
        }
    }
}

/// Resources may replace a device colour space by a default one (ISO 32000-1, 8.6.5.6).
fn replaced(space: Space, spaces: Option<&Dictionary>) -> Space {
    let default: &[u8] = match space {
        Space::Gray => b"DefaultGray",
        Space::Rgb => b"DefaultRGB",
        Space::Cmyk => b"DefaultCMYK",
        Space::Other => return space,
    };
    if spaces.is_some_and(|spaces| spaces.has(default)) { Space::Other } else { space }
}

/// Checks the header of an ICC profile and returns its colour space.
fn icc(file: &File, profile: &Stream, condition: &'static str, report: &mut Report) -> Option<[u8; 4]> {
    let bytes = file.unpacked(profile).unwrap_or_default();
    let field = |at: usize| bytes.get(at..at + 4).and_then(|field| <[u8; 4]>::try_from(field).ok());
    if bytes.len() < 132 || field(36) != Some(*b"acsp") {
        report.fail(condition, None, "a colour profile is not an ICC profile");
        return None;
    }
    if field(0).map(u32::from_be_bytes) != u32::try_from(bytes.len()).ok() {
        report.fail(condition, None, "the length of a colour profile differs from the one in its header");
    }
    if bytes[8] > 4 {
        report.fail(
            condition,
            None,
            format!("a colour profile has version {}, which is newer than 4", bytes[8]),
        );
    }
    let classes: &[&[u8; 4]] =
        if condition == "A2:6.2.3" { &[b"mntr", b"prtr"] } else { &[b"mntr", b"prtr", b"scnr", b"spac"] };
    let class = field(12)?;
    if !classes.contains(&&class) {
        report.fail(
            condition,
            None,
            format!("a colour profile has the class {}, which is not allowed here", shown(&class)),
        );
    }
    let space = field(16)?;
    let components = match &space {
        b"GRAY" => 1,
        b"RGB " | b"Lab " => 3,
        b"CMYK" => 4,
        _ => 0,
    };
    if file.int(&profile.dict, "N") != Some(components) {
        report.fail(condition, None, "the number of components (N) of a colour profile is wrong");
    }
    Some(space)
}

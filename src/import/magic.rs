//! What kind of file the first bytes say that it is: a name can be wrong.

use super::refusal::Unreadable;
use crate::diagnostic::Code;

/// The kinds of workbooks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// `.xlsx`, `.xlsm`.
    Xlsx,
    /// `.xls`.
    Xls,
    /// `.ods`.
    Ods,
}

impl Kind {
    fn ending(self) -> &'static str {
        match self {
            Self::Xlsx => ".xlsx",
            Self::Xls => ".xls",
            Self::Ods => ".ods",
        }
    }
}

/// A workbook that cannot be read.
pub(super) fn damaged(reason: &str) -> Unreadable {
    Unreadable::new(
        Code::UnreadableWorkbook,
        format!("the workbook cannot be read: {reason}"),
        "open it in a spreadsheet program and save it again",
    )
}

/// A workbook that nobody can read without its password.
pub(super) fn encrypted() -> Unreadable {
    Unreadable::new(
        Code::EncryptedFile,
        "the workbook is protected with a password",
        "save a copy without a password",
    )
}

/// Looks whether the file is what its ending says.
///
/// # Errors
/// A [`Unreadable`] that names the right ending.
pub(super) fn check(bytes: &[u8], kind: Kind) -> Result<(), Unreadable> {
    let wrong = |what: &str, ending: &str| {
        Err(Unreadable::new(
            Code::UnreadableWorkbook,
            format!("the file is {what}, although its name ends in `{}`", kind.ending()),
            format!("give it the ending `{ending}`"),
        ))
    };
    match (found(bytes), kind) {
        // Office wraps an encrypted .xlsx in the container of an .xls.
        (Found::Encrypted, Kind::Xlsx) => Err(encrypted()),
        (Found::Compound, Kind::Xlsx | Kind::Ods) => wrong("a workbook of the old Excel format", ".xls"),
        (Found::OpenDocument, Kind::Xlsx | Kind::Xls) => wrong("an OpenDocument workbook", ".ods"),
        (Found::OfficeOpen, Kind::Ods | Kind::Xls) => wrong("a workbook of today's Excel format", ".xlsx"),
        (Found::Web, _) => Err(damaged("it is a web page")),
        (Found::Text, _) => wrong("text", ".csv"),
        (Found::Pdf, _) => Err(damaged("it is a PDF")),
        (Found::Nothing, _) => Err(damaged("it is empty")),
        _ => Ok(()),
    }
}

/// What the first bytes say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Found {
    Nothing,
    Compound,
    Encrypted,
    OfficeOpen,
    OpenDocument,
    Web,
    Pdf,
    Text,
    Other,
}

fn found(bytes: &[u8]) -> Found {
    let contains = |words: &[u8]| bytes.windows(words.len()).any(|window| window == words);
    let start = &bytes[..bytes.len().min(4096)];
    if bytes.is_empty() {
        Found::Nothing
    } else if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
        if contains(&name) { Found::Encrypted } else { Found::Compound }
    } else if bytes.starts_with(b"PK") {
        // The first part of an OpenDocument file is its type, unpacked.
        if start.windows(12).any(|window| window == b"opendocument") {
            Found::OpenDocument
        } else if contains(b"xl/workbook") {
            Found::OfficeOpen
        } else {
            Found::Other
        }
    } else if start.trim_ascii_start().to_ascii_lowercase().starts_with(b"<") {
        Found::Web
    } else if bytes.starts_with(b"%PDF") {
        Found::Pdf
    } else if std::str::from_utf8(start)
        .is_ok_and(|text| !text.contains(|c: char| c.is_control() && !c.is_whitespace()))
    {
        Found::Text
    } else {
        Found::Other
    }
}

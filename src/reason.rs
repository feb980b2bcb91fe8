//! Why something failed: a sentence that its reader puts into a message.

use std::fmt::{Display, Formatter};
use std::io;

/// Why something failed, as a sentence without a capital or a full stop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason(String);

impl Display for Reason {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl std::error::Error for Reason {}

impl From<String> for Reason {
    fn from(sentence: String) -> Self {
        Self(sentence)
    }
}

impl From<&str> for Reason {
    fn from(sentence: &str) -> Self {
        Self(sentence.to_owned())
    }
}

/// The reason of an error of the file system, in the same words on every system.
impl From<&io::Error> for Reason {
    fn from(error: &io::Error) -> Self {
        use io::ErrorKind;
        Self(match error.kind() {
            ErrorKind::NotFound => "there is no such file or folder".into(),
            ErrorKind::PermissionDenied => "permission denied".into(),
            ErrorKind::StorageFull => "the disk is full".into(),
            ErrorKind::ReadOnlyFilesystem => "the file system is read-only".into(),
            ErrorKind::NotADirectory | ErrorKind::AlreadyExists => {
                "there is a file where a folder is needed".into()
            }
            ErrorKind::IsADirectory => "there is a folder where a file is needed".into(),
            _ => error.to_string(),
        })
    }
}

impl From<io::Error> for Reason {
    fn from(error: io::Error) -> Self {
        Self::from(&error)
    }
}

impl From<Reason> for String {
    fn from(Reason(sentence): Reason) -> Self {
        sentence
    }
}

//! Why a file cannot be read, and the limits on what a file may ask for.

use crate::diagnostic::Code;
use crate::import::refusal::Unreadable;

/// The pages that are held at a time may have this many bytes together.
pub(super) const ROOM: usize = 256 << 20;
/// Runs of one value let a small file claim any number of rows.
pub(super) const MOST_ROWS: u64 = 50_000_000;

/// Why a file cannot be read.
#[derive(Debug)]
pub(super) enum Broken {
    /// It ends where more is announced.
    TooShort,
    /// Something in it cannot be.
    Damaged(&'static str),
    /// It asks for more memory or rows than any table of a survey.
    TooLarge,
    /// It is protected.
    Encrypted,
    /// It is compressed by a method that is not built in.
    Codec(&'static str),
    /// It is encoded in a way that the format has given up.
    Encoding,
    /// The system says so.
    Io(std::io::Error),
}

impl From<std::io::Error> for Broken {
    fn from(error: std::io::Error) -> Self {
        Self::Io(error)
    }
}

impl Broken {
    /// The refusal, with the column that it is about.
    pub(super) fn refusal(self, column: Option<&str>) -> Unreadable {
        let of = column.map_or_else(String::new, |column| format!("column `{column}`: "));
        let damaged = |reason: &str| {
            Unreadable::new(
                Code::UnreadableParquet,
                format!("{of}the file cannot be read: {reason}"),
                "write it anew with pandas, polars, pyarrow or DuckDB",
            )
        };
        match self {
            Self::TooShort => damaged("it ends too early"),
            Self::Damaged(reason) => damaged(reason),
            Self::Io(error) => damaged(&error.to_string()),
            Self::Encoding => damaged("it is encoded in a way that no program writes today"),
            Self::TooLarge => Unreadable::new(
                Code::TooLarge,
                format!(
                    "{of}the file has pages of more than {} MiB, or more than {MOST_ROWS} rows",
                    ROOM >> 20
                ),
                "write it with smaller pages, or only the columns and rows that are needed",
            ),
            Self::Encrypted => Unreadable::new(
                Code::EncryptedFile,
                "the file is protected with a key",
                "write it without encryption",
            ),
            Self::Codec(name) => Unreadable::new(
                Code::UnreadableParquet,
                format!("{of}the file is compressed with {name}, which is not built in"),
                "write it with `compression='zstd'` (pandas, polars, pyarrow) or `COMPRESSION zstd` (DuckDB); `snappy`, `gzip` and `lz4_raw` are read too",
            ),
        }
    }
}

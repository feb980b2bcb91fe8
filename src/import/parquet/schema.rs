//! What a Parquet file says of itself: its columns, and where their values are.
//!
//! Specification: <https://github.com/apache/parquet-format/blob/master/src/main/thrift/parquet.thrift>.

use super::broken::Broken;
use super::codec::Codec;
use super::thrift::Thrift;

/// How a value is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Physical {
    Boolean,
    Int32,
    Int64,
    Int96,
    Float,
    Double,
    Bytes,
    /// So many bytes.
    Fixed(usize),
}

impl Physical {
    /// The number of bytes of a plain value; `None` where each has its own.
    pub(super) fn size(self) -> Option<usize> {
        match self {
            Self::Int32 | Self::Float => Some(4),
            Self::Int64 | Self::Double => Some(8),
            Self::Int96 => Some(12),
            Self::Fixed(size) => Some(size),
            Self::Boolean | Self::Bytes => None,
        }
    }
}

/// What a stored value means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    /// A number, a truth value, or a text, as it is stored.
    Plain,
    /// A whole number without a sign.
    Unsigned,
    /// A whole number, divided by ten to this power.
    Decimal(u32),
    /// Days since 1970.
    Date,
    /// So many parts of a second since 1970.
    Timestamp(i64),
    /// Half a number: a float of two bytes.
    Half,
    /// Something that is neither a figure nor a name.
    Other(&'static str),
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Column {
    pub(super) name: String,
    pub(super) physical: Physical,
    pub(super) meaning: Meaning,
    /// Whether values may be missing.
    pub(super) optional: bool,
    /// Its number among the columns that hold values; `None` where it is a list or a structure of several.
    pub(super) leaf: Option<usize>,
}

/// The values of a column in a group of rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Chunk {
    pub(super) start: u64,
    pub(super) size: u64,
    pub(super) values: u64,
    pub(super) codec: Codec,
}

/// A group of rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Group {
    pub(super) rows: u64,
    /// By number of the column.
    pub(super) chunks: Vec<Chunk>,
}

/// The whole file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Meta {
    pub(super) columns: Vec<Column>,
    pub(super) groups: Vec<Group>,
}

impl Meta {
    /// Reads the metadata at the end of a file.
    pub(super) fn read(bytes: &[u8]) -> Result<Self, Broken> {
        let (file, _) = Thrift::read(bytes)?;
        let mut columns = Vec::new();
        let (mut at, mut leaves) = (1, 0);
        let elements = file.list(2);
        while at < elements.len() {
            columns.push(column(elements, &mut at, &mut leaves)?);
        }
        let groups = file.list(4).iter().map(|group| self::group(group, leaves));
        Ok(Self { columns, groups: groups.collect::<Result<_, _>>()? })
    }
}

const DAMAGED: Broken = Broken::Damaged("its metadata cannot be read");

/// The column that begins at an element of the schema; those within it are passed over.
fn column(elements: &[Thrift<'_>], at: &mut usize, leaves: &mut usize) -> Result<Column, Broken> {
    let element = elements.get(*at).ok_or(DAMAGED)?;
    let name = element.text(4).ok_or(DAMAGED)?.to_owned();
    let repetition = element.int(3).unwrap_or(0);
    let before = *leaves;
    let end = end(elements, *at, leaves, 0)?;
    let is_flat = end == *at + 1 && repetition != 2;
    *at = end;
    let (physical, meaning) = if is_flat {
        let physical = physical(element)?;
        (physical, meaning(element, physical))
    } else {
        (Physical::Bytes, Meaning::Plain)
    };
    Ok(Column { name, physical, meaning, optional: repetition == 1, leaf: is_flat.then_some(before) })
}

/// The element behind one with all that is in it.
fn end(elements: &[Thrift<'_>], at: usize, leaves: &mut usize, depth: usize) -> Result<usize, Broken> {
    let element = elements.get(at).filter(|_| depth < 64).ok_or(DAMAGED)?;
    let children = element.size(5).unwrap_or(0);
    // A group without children has no values either.
    if element.field(5).is_none() {
        *leaves += 1;
    }
    (0..children).try_fold(at + 1, |at, _| end(elements, at, leaves, depth + 1))
}

fn physical(element: &Thrift<'_>) -> Result<Physical, Broken> {
    Ok(match element.int(1) {
        Some(0) => Physical::Boolean,
        Some(1) => Physical::Int32,
        Some(2) => Physical::Int64,
        Some(3) => Physical::Int96,
        Some(4) => Physical::Float,
        Some(5) => Physical::Double,
        Some(6) => Physical::Bytes,
        Some(7) => Physical::Fixed(element.size(2).filter(|size| (1..=1024).contains(size)).ok_or(DAMAGED)?),
        _ => return Err(DAMAGED),
    })
}

const SECOND: [i64; 3] = [1_000, 1_000_000, 1_000_000_000];

/// By the newer kind of annotation or, where there is none, by the older.
fn meaning(element: &Thrift<'_>, physical: Physical) -> Meaning {
    let logical = match element.field(10) {
        Some(Thrift::Struct(fields)) => fields.first(),
        _ => None,
    };
    let power =
        |scale: Option<i64>| Meaning::Decimal(scale.and_then(|s| u32::try_from(s).ok()).unwrap_or(0).min(38));
    match (logical, element.int(6)) {
        (Some((5, decimal)), _) => power(decimal.int(1)),
        (Some((6, _)), _) | (None, Some(6)) => Meaning::Date,
        (Some((7, _)), _) | (None, Some(7 | 8)) => Meaning::Other("this is a time of day, no figure"),
        (Some((8, timestamp)), _) => {
            let unit = match timestamp.field(2) {
                Some(Thrift::Struct(units)) => units.first().map_or(1, |(unit, _)| *unit),
                _ => 1,
            };
            Meaning::Timestamp(SECOND[(unit.clamp(1, 3) - 1) as usize])
        }
        (Some((10, integer)), _) if integer.flag(2) == Some(false) => Meaning::Unsigned,
        (Some((14, _)), _) => Meaning::Other("this is an identifier, no figure"),
        (Some((15, _)), _) => Meaning::Half,
        (None, Some(5)) => power(element.int(7)),
        (None, Some(unit @ (9 | 10))) => Meaning::Timestamp(SECOND[(unit - 9) as usize]),
        (None, Some(11..=14)) => Meaning::Unsigned,
        (None, Some(21)) => Meaning::Other("this is a span of time, no figure"),
        _ if physical == Physical::Int96 => Meaning::Other("this is a date or time, no figure"),
        _ => Meaning::Plain,
    }
}

fn group(group: &Thrift<'_>, leaves: usize) -> Result<Group, Broken> {
    let rows = group.size(3).ok_or(DAMAGED)? as u64;
    let chunks = group.list(1).iter().map(chunk).collect::<Result<Vec<_>, _>>()?;
    if chunks.len() == leaves { Ok(Group { rows, chunks }) } else { Err(DAMAGED) }
}

fn chunk(chunk: &Thrift<'_>) -> Result<Chunk, Broken> {
    if chunk.field(8).is_some() {
        return Err(Broken::Encrypted);
    }
    if chunk.field(1).is_some() {
        return Err(Broken::Damaged("its columns are in other files"));
    }
    let meta = chunk.field(3).ok_or(DAMAGED)?;
    let data = meta.size(9).ok_or(DAMAGED)? as u64;
    // Some writers say 0 where there is no dictionary.
    let dictionary = meta.size(11).filter(|at| *at > 0).map_or(data, |at| at as u64);
    Ok(Chunk {
        start: data.min(dictionary),
        size: meta.size(7).ok_or(DAMAGED)? as u64,
        values: meta.size(5).ok_or(DAMAGED)? as u64,
        codec: Codec::of(meta.int(4).unwrap_or(-1)),
    })
}

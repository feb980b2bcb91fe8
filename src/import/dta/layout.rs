//! Where everything is in a file of Stata: the old layout of releases 113 to 115, and the one with tags from 117 on.

use super::values::{Shown, Stored};
use crate::import::binary::{Broken, Bytes, Order};
use crate::import::charset::Charset;

/// Stata itself allows 120,000 variables.
const MOST_VARIABLES: usize = 120_000;

/// A variable as it is stored.
#[derive(Debug, Clone)]
pub(super) struct Field {
    pub(super) name: String,
    pub(super) label: String,
    /// The name of its labels; empty without.
    pub(super) labels: String,
    pub(super) kind: Stored,
    /// How its numbers are shown.
    pub(super) shown: Shown,
    /// Its first byte in a row.
    pub(super) at: usize,
}

/// What is known before the first row.
#[derive(Debug)]
pub(super) struct Layout {
    pub(super) release: u16,
    pub(super) order: Order,
    pub(super) charset: Charset,
    pub(super) fields: Vec<Field>,
    pub(super) rows: u64,
    /// The bytes of a row.
    pub(super) width: usize,
    /// The first byte of the rows, of the long texts and of the labels.
    pub(super) data: u64,
    pub(super) texts: Option<u64>,
    pub(super) labels: u64,
}

/// How long the texts of a release are.
struct Widths {
    name: usize,
    format: usize,
    label: usize,
}

/// What the lists of variables say.
struct Lists {
    types: Vec<u16>,
    names: Vec<Vec<u8>>,
    formats: Vec<Vec<u8>>,
    labels: Vec<Vec<u8>>,
    wordings: Vec<Vec<u8>>,
}

impl Layout {
    /// Reads everything up to the rows.
    pub(super) fn read(bytes: &mut Bytes<'_>) -> Result<Self, Broken> {
        let [first, order] = bytes.array()?;
        match first {
            113..=115 => old(bytes, u16::from(first), order),
            b'<' => tagged(bytes),
            104..=112 if matches!(order, 1 | 2) => Err(Broken::Other(
                format!("the file has the form {first}, of Stata 7 or before"),
                "save it again in Stata 8 or later, or export it as CSV",
            )),
            _ => Err(Broken::Other(
                "it is no `.dta` file of Stata".to_owned(),
                "save it as `.dta` in Stata, or export it as CSV",
            )),
        }
    }

    /// The length of a name, also of the names of labels.
    pub(super) fn name_width(&self) -> usize {
        if self.release >= 118 { 129 } else { 33 }
    }
}

/// Fixed texts one after the other.
fn texts(bytes: &mut Bytes<'_>, count: usize, width: usize) -> Result<Vec<Vec<u8>>, Broken> {
    (0..count).map(|_| bytes.take(width).map(cut)).collect()
}

/// A text up to the byte that ends it.
pub(super) fn cut(mut text: Vec<u8>) -> Vec<u8> {
    let end = text.iter().position(|byte| *byte == 0).unwrap_or(text.len());
    text.truncate(end);
    text
}

fn old(bytes: &mut Bytes<'_>, release: u16, order: u8) -> Result<Layout, Broken> {
    bytes.order = match order {
        1 => Order::Big,
        2 => Order::Little,
        _ => return Err(Broken::Damaged("the order of its bytes cannot be told", bytes.at())),
    };
    bytes.skip(2)?;
    let count = usize::from(bytes.order.u16(bytes.array()?));
    let rows = u64::from(bytes.u32()?);
    bytes.skip(81 + 18)?;
    let widths = Widths { name: 33, format: if release == 113 { 12 } else { 49 }, label: 81 };
    let types = bytes.take(count)?;
    let types = types.into_iter().map(|kind| match kind {
        1..=244 => u16::from(kind),
        251..=255 => 65_530 - u16::from(kind - 251),
        _ => 0,
    });
    let types = types.collect();
    let names = texts(bytes, count, widths.name)?;
    bytes.skip(2 * (count as u64 + 1))?;
    let formats = texts(bytes, count, widths.format)?;
    let labels = texts(bytes, count, widths.name)?;
    let wordings = texts(bytes, count, widths.label)?;
    // Notes on variables, until one of length 0.
    loop {
        let (kind, length) = (bytes.u8()?, bytes.size()?);
        if kind == 0 && length == 0 {
            break;
        }
        bytes.skip(length as u64)?;
    }
    let data = bytes.at();
    let charset = Charset::named("windows-1252");
    let (fields, width) = fields(&charset, Lists { types, names, formats, labels, wordings }, bytes.at())?;
    let labels = end_of(rows, width, data).ok_or(Broken::Short(bytes.at()))?;
    Ok(Layout { release, order: bytes.order, charset, fields, rows, width, data, texts: None, labels })
}

/// The first byte behind the rows.
fn end_of(rows: u64, width: usize, data: u64) -> Option<u64> {
    data.checked_add(rows.checked_mul(width as u64)?)
}

fn tagged(bytes: &mut Bytes<'_>) -> Result<Layout, Broken> {
    bytes.seek(0)?;
    tag(bytes, "<stata_dta><header><release>")?;
    let release = String::from_utf8_lossy(&bytes.take(3)?).parse().unwrap_or(0u16);
    if !(117..=119).contains(&release) {
        return Err(Broken::Other(
            format!("the file has the form {release}, which is not known"),
            "save it in Stata with `saveold`, or export it as CSV",
        ));
    }
    tag(bytes, "</release><byteorder>")?;
    bytes.order = match &bytes.array::<3>()? {
        b"MSF" => Order::Big,
        b"LSF" => Order::Little,
        _ => return Err(Broken::Damaged("the order of its bytes cannot be told", bytes.at())),
    };
    tag(bytes, "</byteorder><K>")?;
    let count = match release {
        119 => bytes.u32()? as usize,
        _ => usize::from(bytes.order.u16(bytes.array()?)),
    };
    tag(bytes, "</K><N>")?;
    let rows = if release == 117 { u64::from(bytes.u32()?) } else { bytes.u64()? };
    tag(bytes, "</N><label>")?;
    let length = if release == 117 { u16::from(bytes.u8()?) } else { bytes.order.u16(bytes.array()?) };
    bytes.skip(u64::from(length))?;
    tag(bytes, "</label><timestamp>")?;
    let length = bytes.u8()?;
    bytes.skip(u64::from(length))?;
    tag(bytes, "</timestamp></header><map>")?;
    let mut map = [0; 14];
    for place in &mut map {
        *place = bytes.u64()?;
    }
    if count > MOST_VARIABLES {
        return Err(Broken::Large("it has more than 120,000 variables"));
    }
    let widths = match release {
        117 => Widths { name: 33, format: 49, label: 81 },
        _ => Widths { name: 129, format: 57, label: 321 },
    };
    open(bytes, map[2], "<variable_types>")?;
    let mut types = Vec::with_capacity(count.min(1 << 16));
    for _ in 0..count {
        types.push(bytes.order.u16(bytes.array()?));
    }
    open(bytes, map[3], "<varnames>")?;
    let names = texts(bytes, count, widths.name)?;
    open(bytes, map[5], "<formats>")?;
    let formats = texts(bytes, count, widths.format)?;
    open(bytes, map[6], "<value_label_names>")?;
    let labels = texts(bytes, count, widths.name)?;
    open(bytes, map[7], "<variable_labels>")?;
    let wordings = texts(bytes, count, widths.label)?;
    open(bytes, map[9], "<data>")?;
    let data = bytes.at();
    let charset = if release == 117 { Charset::named("windows-1252") } else { Charset::named("UTF-8") };
    let (fields, width) = fields(&charset, Lists { types, names, formats, labels, wordings }, bytes.at())?;
    let end = end_of(rows, width, data).ok_or(Broken::Short(bytes.at()))?;
    open(bytes, end, "</data>")?;
    open(bytes, map[10], "<strls>")?;
    let texts = bytes.at();
    open(bytes, map[11], "<value_labels>")?;
    let labels = bytes.at();
    Ok(Layout { release, order: bytes.order, charset, fields, rows, width, data, texts: Some(texts), labels })
}

/// Passes over a tag.
fn tag(bytes: &mut Bytes<'_>, expected: &str) -> Result<(), Broken> {
    let found = bytes.take(expected.len())?;
    match found == expected.as_bytes() {
        true => Ok(()),
        false => Err(Broken::Damaged("a tag of its layout is missing", bytes.at())),
    }
}

/// Goes to a place that must have this tag.
fn open(bytes: &mut Bytes<'_>, at: u64, expected: &str) -> Result<(), Broken> {
    bytes.seek(at)?;
    tag(bytes, expected)
}

/// The variables in their order, and the bytes of a row.
fn fields(charset: &Charset, lists: Lists, at: u64) -> Result<(Vec<Field>, usize), Broken> {
    if lists.types.is_empty() {
        return Err(Broken::Damaged("it has no variables", at));
    }
    let (mut fields, mut width) = (Vec::new(), 0usize);
    for (index, kind) in lists.types.iter().enumerate() {
        let kind = Stored::of(*kind).ok_or(Broken::Damaged("a variable has an impossible type", at))?;
        let format = String::from_utf8_lossy(&lists.formats[index]).into_owned();
        fields.push(Field {
            name: charset.label(&lists.names[index]),
            label: charset.label(&lists.wordings[index]),
            labels: charset.label(&lists.labels[index]),
            kind,
            shown: Shown::of(&format),
            at: width,
        });
        width += kind.width();
    }
    Ok((fields, width))
}

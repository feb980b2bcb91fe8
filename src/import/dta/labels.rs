//! The labels of a file of Stata: tables of codes with their labels, each with a name that variables refer to.

use std::collections::BTreeMap;

use super::layout::{Layout, cut};
use super::values::code;
use crate::import::binary::{Broken, Bytes};
use crate::import::variables::{Kind, Missing, Variable, Variables};

/// Labels on all variables together: one table may belong to thousands of variables.
const MOST_LABELS: usize = 4_000_000;

/// Codes with their labels, by the name of their table.
type Tables = BTreeMap<String, Vec<(String, String)>>;

/// What a file says of its variables.
pub(super) fn variables(bytes: &mut Bytes<'_>, layout: &Layout) -> Result<Variables, Broken> {
    bytes.seek(layout.labels)?;
    let tables = tables(bytes, layout)?;
    let count =
        layout.fields.iter().filter_map(|field| tables.get(&field.labels)).map(Vec::len).sum::<usize>();
    if count > MOST_LABELS {
        return Err(Broken::Large("its variables have more than 4,000,000 labels together"));
    }
    let list = layout.fields.iter().map(|field| {
        let kind = if field.kind.is_text() { Kind::Text } else { field.shown.kind() };
        let values = tables.get(&field.labels).filter(|_| !field.kind.is_text()).cloned();
        Variable {
            label: Some(field.label.clone()).filter(|label| !label.trim().is_empty()),
            values: values.unwrap_or_default(),
            missing: if field.kind.is_text() { Vec::new() } else { vec![Missing::Letters] },
            ..Variable::new(field.name.clone(), kind)
        }
    });
    Ok(Variables { list: list.collect(), weight: None, sets: Vec::new() })
}

fn tables(bytes: &mut Bytes<'_>, layout: &Layout) -> Result<Tables, Broken> {
    let mut tables = Tables::new();
    loop {
        if layout.release >= 117 {
            match &bytes.array::<5>()? {
                b"<lbl>" => {}
                b"</val" => return Ok(tables),
                _ => return Err(Broken::Damaged("its labels cannot be understood", bytes.at())),
            }
        } else if bytes.left() < 4 {
            return Ok(tables);
        }
        // The length of the table is told by its parts too.
        bytes.size()?;
        let name = layout.charset.label(&cut(bytes.take(layout.name_width())?));
        bytes.skip(3)?;
        let (count, length) = (bytes.size()?, bytes.size()?);
        if count > bytes.left() as usize / 8 {
            return Err(Broken::Short(bytes.at()));
        }
        let mut places = Vec::with_capacity(count);
        for _ in 0..count {
            places.push(bytes.size()?);
        }
        let mut codes = Vec::with_capacity(count);
        for _ in 0..count {
            codes.push(bytes.i32()?);
        }
        let texts = bytes.take(length)?;
        let mut labels: Vec<(i32, String)> = Vec::with_capacity(count);
        for (place, code) in places.into_iter().zip(codes) {
            let text =
                texts.get(place..).ok_or(Broken::Damaged("a label is outside of its table", bytes.at()))?;
            let end = text.iter().position(|byte| *byte == 0).unwrap_or(text.len());
            labels.push((code, layout.charset.label(&text[..end])));
        }
        labels.sort_by_key(|(code, _)| *code);
        tables.insert(name, labels.into_iter().map(|(value, label)| (code(value), label)).collect());
        if layout.release >= 117 {
            let end = bytes.take(6)?;
            if end != b"</lbl>" {
                return Err(Broken::Damaged("its labels cannot be understood", bytes.at()));
            }
        }
    }
}

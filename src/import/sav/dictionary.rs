//! The dictionary of an SPSS file: variables with names, labels and missing values, and their positions in a case.

use std::collections::BTreeMap;

use super::extensions;
use super::records::{Field, Records};
use super::sets::{RawSet, sets};
use super::values::{Numbers, Place, Shown, word};
use crate::import::binary::{Broken, Bytes};
use crate::import::charset::Charset;
use crate::import::variables::{AnswerSet, Kind, Level, Missing, Variable, Variables};

/// What is needed to read the cases.
pub(super) struct Dictionary {
    pub(super) records: Records,
    pub(super) variables: Variables,
    /// Where the value of each variable is.
    pub(super) places: Vec<Place>,
    /// The missing values of dates that are ranges: a cell within them is empty.
    pub(super) absent: BTreeMap<usize, (f64, f64)>,
    pub(super) charset: Charset,
    pub(super) numbers: Numbers,
    /// The number of cases, where it is stated.
    pub(super) cases: Option<u64>,
}

/// A text of more than 255 bytes is cut into pieces; the width of each but the last.
const PIECE: usize = 252;

impl Dictionary {
    /// Reads everything before the cases.
    pub(super) fn read(bytes: &mut Bytes<'_>) -> Result<Self, Broken> {
        let records = Records::read(bytes)?;
        let order = bytes.order;
        let damaged = |what| Broken::Damaged(what, bytes.at());
        let charset = extensions::charset(&records, order);
        let [none, lowest, highest] = extensions::limits(&records, order);
        let numbers = Numbers { order, none };
        let widths = extensions::long_widths(&records, &charset);
        let names = extensions::long_names(&records, &charset);
        let levels = extensions::levels(&records, order);

        let mut list = Vec::new();
        let (mut places, mut absent) = (Vec::new(), BTreeMap::new());
        // Which variable has a short name or a slot.
        let mut by_name: BTreeMap<String, usize> = BTreeMap::new();
        let mut by_slot: BTreeMap<usize, usize> = BTreeMap::new();
        let mut at = 0;
        while let Some(field) = records.fields.get(at) {
            let short = charset.label(&field.name);
            let key = short.to_lowercase();
            let width = widths.get(&key).copied().filter(|width| *width > 255 && field.width > 0);
            let count = width.map_or(1, |width| width.div_ceil(PIECE));
            let parts = records.fields.get(at..at.saturating_add(count));
            let parts = parts.ok_or(damaged("a long text has fewer pieces than its width needs"))?;
            let (place, kind) =
                place(parts, width).ok_or(damaged("a piece of a long text has a wrong width"))?;
            let mut variable = Variable::new(names.get(&key).cloned().unwrap_or(short), kind);
            variable.label =
                field.label.as_ref().map(|label| charset.label(label)).filter(|text| !text.is_empty());
            variable.missing = missing(field, &place, numbers, (lowest, highest), &charset);
            if kind == Kind::Date {
                variable.missing.retain(|missing| match missing {
                    Missing::Code(_) | Missing::Letters => true,
                    Missing::Range(low, high) => {
                        absent.insert(list.len(), (*low, *high));
                        false
                    }
                });
            }
            variable.level = levels.get(at).and_then(|level| match level {
                1 => Some(Level::Nominal),
                2 => Some(Level::Ordinal),
                3 => Some(Level::Scale),
                _ => None,
            });
            by_name.insert(key, list.len());
            by_slot.insert(field.slot, list.len());
            list.push(variable);
            places.push(place);
            at += count;
        }
        for set in &records.labels {
            for slot in &set.slots {
                let of = by_slot.get(slot).ok_or(damaged("labels belong to an impossible variable"))?;
                let coded = |(value, label): &([u8; 8], Vec<u8>)| {
                    let code = match &places[*of] {
                        Place::Number(_, shown) => shown.word(numbers.read(value)?),
                        Place::Text(pieces) => {
                            let width = pieces.first().map_or(8, |(_, length)| (*length).min(8));
                            word(&value[..width], &charset)?.into_owned()
                        }
                    };
                    Some((code, charset.label(label)))
                };
                list[*of].values.extend(set.labels.iter().filter_map(coded));
            }
        }
        let by_long: BTreeMap<String, usize> =
            list.iter().enumerate().map(|(at, variable)| (variable.name.to_lowercase(), at)).collect();
        let find = |name: &str| {
            let name = name.to_lowercase();
            by_name.get(&name).or_else(|| by_long.get(&name)).copied()
        };
        let texts = extensions::text_labels(&records, order, &charset)
            .ok_or(damaged("the labels of its long texts cannot be understood"))?;
        for (name, labels) in texts {
            let of = find(&name).ok_or(damaged("labels belong to an unknown variable"))?;
            let coded = |(value, label): &(&[u8], &[u8])| {
                Some((word(value, &charset)?.into_owned(), charset.label(label)))
            };
            list[of].values.extend(labels.iter().filter_map(coded));
        }
        let texts = extensions::text_missing(&records, order, &charset)
            .ok_or(damaged("the missing values of its long texts cannot be understood"))?;
        for (name, values) in texts {
            let of = find(&name).ok_or(damaged("missing values belong to an unknown variable"))?;
            let codes = values.iter().filter_map(|value| word(value, &charset));
            list[of].missing.extend(codes.map(|code| Missing::Code(code.into_owned())));
        }
        for variable in &mut list {
            in_order(&mut variable.values);
        }
        let mut raw = Vec::new();
        for kind in [7, 19] {
            for bytes in records.extensions.get(&kind).into_iter().flatten() {
                raw.extend(sets(bytes, &charset).ok_or(damaged("its answer sets cannot be understood"))?);
            }
        }
        let sets = raw.into_iter().map(|set| answer_set(set, &find, &list)).collect();
        let weight =
            records.header.weight.and_then(|slot| by_slot.get(&slot)).map(|at| list[*at].name.clone());
        let cases = extensions::cases(&records, order).or(records.header.cases);
        let variables = Variables { list, weight, sets };
        Ok(Self { records, variables, places, absent, charset, numbers, cases })
    }
}

/// Where a variable stands that has one field, or one for each piece of a long text.
fn place(parts: &[Field], width: Option<usize>) -> Option<(Place, Kind)> {
    let first = parts.first()?;
    let Some(mut left) = width else {
        return Some(match first.width {
            0 => {
                let shown = Shown::of(first.format);
                (Place::Number(first.slot * 8, shown), shown.kind())
            }
            width => (Place::Text(vec![(first.slot * 8, width)]), Kind::Text),
        });
    };
    let mut pieces = Vec::new();
    for (at, part) in parts.iter().enumerate() {
        if part.width == 0 || (at + 1 < parts.len() && part.width != 255) {
            return None;
        }
        let used = left.min(part.width);
        pieces.push((part.slot * 8, used));
        left -= used;
    }
    (left == 0).then_some((Place::Text(pieces), Kind::Text))
}

fn missing(
    field: &Field,
    place: &Place,
    numbers: Numbers,
    (lowest, highest): (f64, f64),
    charset: &Charset,
) -> Vec<Missing> {
    let code = |value: &[u8; 8]| match place {
        Place::Number(_, shown) => numbers.read(value).map(|value| Missing::Code(shown.word(value))),
        Place::Text(_) => word(value, charset).map(|text| Missing::Code(text.into_owned())),
    };
    let range = field.range.map(|(low, high)| {
        let (low, high) = (numbers.order.f64(low), numbers.order.f64(high));
        let low = if low <= lowest { f64::NEG_INFINITY } else { low };
        Missing::Range(low, if high >= highest { f64::INFINITY } else { high })
    });
    range.into_iter().chain(field.missing.iter().filter_map(code)).collect()
}

/// Codes in their order: numbers by value, words as they are spelt.
fn in_order(values: &mut [(String, String)]) {
    values.sort_by(|(one, _), (other, _)| match (one.parse::<f64>(), other.parse::<f64>()) {
        (Ok(one), Ok(other)) => one.total_cmp(&other),
        _ => one.cmp(other),
    });
}

fn answer_set(set: RawSet, find: &impl Fn(&str) -> Option<usize>, list: &[Variable]) -> AnswerSet {
    let name = |short: String| find(&short).map_or(short, |at| list[at].name.clone());
    AnswerSet {
        name: set.name,
        label: Some(set.label).filter(|label| !label.is_empty()),
        variables: set.variables.into_iter().map(name).collect(),
        counted: set.counted,
        by_value: set.by_value,
    }
}

//! Files of SPSS, `.sav` and `.zsav`: variables with labels and missing values, and a case for each respondent.
//!
//! Cases are read one by one, so that a file of any length needs the same memory.

mod cases;
mod dictionary;
mod extensions;
mod header;
mod records;
mod sets;
mod values;

use super::Content;
use super::binary::{Broken, Bytes};
use super::table::Value;
use super::variables::Variables;
use cases::Cases;
use dictionary::Dictionary;
use values::Place;

/// What a file says of its variables.
pub(super) fn variables(content: &mut dyn Content) -> Result<Variables, Broken> {
    Ok(Dictionary::read(&mut Bytes::new(content)?)?.variables)
}

/// A file whose cases are read one by one.
pub(super) struct Sav<'c> {
    dictionary: Dictionary,
    cases: Cases<'c>,
    case: Vec<u8>,
    count: u64,
}

impl<'c> Sav<'c> {
    /// Opens a file.
    pub(super) fn open(content: &'c mut dyn Content) -> Result<Self, Broken> {
        let mut bytes = Bytes::new(content)?;
        let dictionary = Dictionary::read(&mut bytes)?;
        let cases = Cases::new(bytes, &dictionary.records.header, dictionary.numbers)?;
        let case = vec![0; dictionary.records.slots * 8];
        Ok(Self { dictionary, cases, case, count: 0 })
    }

    /// What it says of its variables.
    pub(super) fn variables(&self) -> &Variables {
        &self.dictionary.variables
    }

    /// Steps to the next case; says whether there is one. A file has as many as it states.
    pub(super) fn step(&mut self) -> Result<bool, Broken> {
        let more = self.cases.next(&mut self.case)?;
        self.count += u64::from(more);
        match self.dictionary.cases {
            Some(stated) if !more && self.count < stated => Err(Broken::Other(
                format!("the file states {stated} cases and holds {}", self.count),
                "copy it again from where it came: a part of it is missing",
            )),
            Some(stated) if self.count > stated => Err(Broken::Other(
                format!("the file states {stated} cases and holds more"),
                "open it in SPSS and save it again",
            )),
            _ => Ok(more),
        }
    }

    /// The value of a variable in the case at hand.
    pub(super) fn cell(&self, variable: usize) -> Value<'_> {
        let Dictionary { places, absent, numbers, charset, .. } = &self.dictionary;
        let place = places.get(variable);
        if let (Some(Place::Number(at, _)), Some((low, high))) = (place, absent.get(&variable)) {
            let value = self.case.get(*at..*at + 8).and_then(|bytes| numbers.read(bytes));
            if value.is_some_and(|value| (*low..=*high).contains(&value)) {
                return Value::Empty;
            }
        }
        place.map_or(Value::Empty, |place| place.cell(&self.case, *numbers, charset))
    }
}

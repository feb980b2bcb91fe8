//! Files of Stata, `.dta` of the releases 113 to 119 (Stata 8 to 18): variables with labels and missing values, and a row for
//! each respondent.
//!
//! Described by Stata itself: `help dta` and <https://www.stata.com/help.cgi?dta_119>. Rows are read one by one, so that a file
//! of any length needs the same memory.

mod labels;
mod layout;
mod texts;
mod values;

use super::Content;
use super::binary::{Broken, Bytes};
use super::table::Value;
use super::variables::Variables;
use layout::Layout;
use texts::Texts;

/// What a file says of its variables.
pub(super) fn variables(content: &mut dyn Content) -> Result<Variables, Broken> {
    let mut bytes = Bytes::new(content)?;
    let layout = Layout::read(&mut bytes)?;
    labels::variables(&mut bytes, &layout)
}

/// A file whose rows are read one by one.
pub(super) struct Dta<'c> {
    layout: Layout,
    variables: Variables,
    texts: Texts,
    bytes: Bytes<'c>,
    row: Vec<u8>,
    left: u64,
}

impl<'c> Dta<'c> {
    /// Opens a file.
    pub(super) fn open(content: &'c mut dyn Content) -> Result<Self, Broken> {
        let mut bytes = Bytes::new(content)?;
        let layout = Layout::read(&mut bytes)?;
        let variables = labels::variables(&mut bytes, &layout)?;
        let texts = Texts::read(&mut bytes, &layout)?;
        bytes.seek(layout.data)?;
        let (row, left) = (vec![0; layout.width], layout.rows);
        Ok(Self { layout, variables, texts, bytes, row, left })
    }

    /// What it says of its variables.
    pub(super) fn variables(&self) -> &Variables {
        &self.variables
    }

    /// Steps to the next row; says whether there is one.
    pub(super) fn step(&mut self) -> Result<bool, Broken> {
        if self.left == 0 {
            return Ok(false);
        }
        self.left -= 1;
        self.bytes.fill(&mut self.row)?;
        Ok(true)
    }

    /// The value of a variable in the row at hand.
    pub(super) fn cell(&self, variable: usize) -> Value<'_> {
        let Some(field) = self.layout.fields.get(variable) else { return Value::Empty };
        let bytes = self.row.get(field.at..field.at + field.kind.width()).unwrap_or_default();
        values::cell(bytes, field, &self.layout, &self.texts)
    }
}

//! What the drawing of a chart leaves out. The engine of labels prints it below the chart.

/// What a drawing leaves out.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Remarks {
    /// Points in time are evenly spaced, although the time between them differs.
    pub even_time: bool,
    /// Figures are on a logarithmic scale.
    pub log: bool,
    /// Shares are printed without their unit.
    pub in_percent: bool,
    /// Figures that have no room in their marks.
    pub unlabelled: Vec<f64>,
    /// Dots whose names have no room.
    pub unnamed: Vec<String>,
}

impl Remarks {
    /// Adds the remarks of another panel.
    pub(crate) fn append(&mut self, other: &mut Self) {
        self.even_time |= other.even_time;
        self.log |= other.log;
        self.in_percent |= other.in_percent;
        self.unlabelled.append(&mut other.unlabelled);
        self.unnamed.append(&mut other.unnamed);
    }
}

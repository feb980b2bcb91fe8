//! Input and output of the layout of one chart kind.

use super::figure::{Badge, Leader, Plot, Pointer};
use super::remarks::Remarks;
use crate::chart::caption::references::ReferenceMark;
use crate::theme::fonts::Style;
use crate::theme::palette::{Roles, contrast};
use crate::theme::{Spacing, TypeScale};
use crate::typeset::blocks::{TextStyle, Typesetter};
use crate::typeset::text_run::{TextRole, TextRun};
use crate::units::{Color, Rect};

/// Minimum contrast of text with its background (WCAG 2.2, success criterion 1.4.3).
const TEXT_CONTRAST: f64 = 4.5;

/// What every chart kind needs to lay out its marks.
#[derive(Debug, Clone, Copy)]
pub struct LayoutContext<'a> {
    /// Shapes and measures text.
    pub typesetter: Typesetter<'a>,
    /// Colours by role.
    pub roles: &'a Roles,
    /// Sizes of text.
    pub scale: TypeScale,
    /// Space between elements.
    pub spacing: Spacing,
    /// The author's ends of the value axis, for kinds whose axis may start elsewhere than at zero.
    pub axis_ends: (Option<f64>, Option<f64>),
    /// Whether the horizontal and the vertical axis of figures are logarithmic.
    pub log: (bool, bool),
    /// The reference lines and ranges that will be drawn behind the marks.
    pub references: &'a [ReferenceMark],
    /// Whether the kind names the reference lines among its own labels, at the ends of lines.
    pub names_references: bool,
    /// Whether title or subtitle say the name of the only line.
    pub line_said: bool,
    /// Whether points in time are evenly spaced, although the time between them differs.
    pub even_time: bool,
    /// Whether title or subtitle say that the figures are shares, so that no remark has to.
    pub unit_said: bool,
    /// Whether a legend of the columns is drawn; panels share one legend instead.
    pub legend: bool,
    /// Whether compared series are hatched.
    pub hatched: bool,
    /// What the panels of a row agree on.
    pub alignment: PanelAlignment,
    /// How far rows may shrink and grow to fit the height, as shares of their usual size.
    pub stretch: (f32, f32),
    /// Whether the chart is an image that may have any height.
    pub any_height: bool,
    /// The area for marks and labels. Its height is to be filled, and may be exceeded.
    pub area: Rect,
}

/// What panels side by side agree on, so that their marks have the same scale.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct PanelAlignment {
    /// Largest width of row names, in units; `None` leaves it to the kind.
    pub limit: Option<f32>,
    /// Whether row names and the tick labels of a vertical axis are omitted: the first panel of a row has them.
    pub hidden: bool,
    /// Least space left and right of the frame of the marks, in units.
    pub insets: (f32, f32),
}

/// The layout of one chart or panel.
#[derive(Debug, Clone, PartialEq)]
pub struct LaidOut {
    /// The marks.
    pub plot: Plot,
    /// Their labels.
    pub labels: Vec<TextRun>,
    /// Height of marks and labels, in units.
    pub height: f32,
    /// Where each value is drawn.
    pub mark_boxes: Vec<MarkBox>,
    /// Texts too wide for their place, such as words broken where hyphenation does not allow it.
    pub too_wide: Vec<String>,
    /// What the drawing leaves out.
    pub remarks: Remarks,
}

/// Where the value of a row and a column is drawn: its mark and its label.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MarkBox {
    /// Index of the row.
    pub row: usize,
    /// Index of the column.
    pub column: usize,
    /// Bounding box of mark and label.
    pub rect: Rect,
}

impl LaidOut {
    /// Marks and labels of this height, without mark boxes.
    pub fn new(plot: Plot, labels: Vec<TextRun>, height: f32) -> Self {
        Self {
            plot,
            labels,
            height,
            mark_boxes: Vec::new(),
            too_wide: Vec::new(),
            remarks: Remarks::default(),
        }
    }
}

impl LayoutContext<'_> {
    /// The least height of marks: less than usual where a height was asked for.
    pub(crate) fn least_height(&self, usual: f32) -> f32 {
        usual * self.stretch.0.min(1.0)
    }

    /// The height of the frame of marks: the `free` one, at least `least`, or the `usual` one of an image that may have
    /// any height.
    pub(crate) fn frame_height(&self, free: f32, least: f32, usual: f32) -> f32 {
        let is_panel = self.alignment.limit.is_some();
        if self.any_height && !is_panel { usual } else { free.max(self.least_height(least)) }
    }

    /// Text style of labels, in the text colour.
    pub fn label(&self, role: TextRole) -> TextStyle {
        TextStyle { style: Style::Regular, size: self.scale.label, color: self.roles.text, role }
    }

    /// Text style of values.
    pub fn value(&self) -> TextStyle {
        TextStyle { style: Style::Semibold, ..self.label(TextRole::Value) }
    }

    /// Small text style, for legends, tick labels and notes.
    pub fn small(&self, role: TextRole) -> TextStyle {
        TextStyle { size: self.scale.small, ..self.label(role) }
    }

    /// The colour of a label about a mark of this colour: the same where it is legible.
    pub(crate) fn label_color(&self, mark: Color) -> Color {
        if contrast(mark, self.roles.background) >= TEXT_CONTRAST { mark } else { self.roles.text }
    }
}

/// What annotations draw behind and over the marks.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Overlays {
    /// Ranges, behind the marks.
    pub(crate) bands: Vec<(Rect, Color)>,
    /// Reference lines, over the marks.
    pub(crate) lines: Vec<Leader>,
    /// Lines from notes to their targets.
    pub(crate) pointers: Vec<Pointer>,
    /// Discs behind the numbers of notes.
    pub(crate) badges: Vec<Badge>,
}

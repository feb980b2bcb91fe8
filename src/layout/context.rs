//! What a kind is handed to lay its marks out, and what it gives back.

use super::figure::{Badge, Leader, Plot, Pointer};
use crate::chart::data::ChartData;
use crate::theme::fonts::Style;
use crate::theme::palette::Roles;
use crate::theme::{Spacing, TypeScale};
use crate::typeset::blocks::{TextStyle, Typesetter};
use crate::typeset::text_run::{TextRole, TextRun};
use crate::units::{Color, Rect};

/// The ground that a kind lays its marks out on.
#[derive(Debug, Clone, Copy)]
pub struct LayoutContext<'a> {
    /// Sets text.
    pub typesetter: Typesetter<'a>,
    /// Colours by role.
    pub roles: &'a Roles,
    /// Sizes of text.
    pub scale: TypeScale,
    /// How far things stand apart.
    pub spacing: Spacing,
    /// Where a value axis starts that is free to start elsewhere than at zero.
    pub axis_from: Option<f64>,
    /// Whether the names of columns are explained; panels have one legend for all.
    pub legend: bool,
    /// Whether compared things have patterns.
    pub hatched: bool,
    /// What panels of one row agree on.
    pub side: PanelAlignment,
    /// Where the marks may stand; the height is what there is to fill, and may be exceeded.
    pub area: Rect,
}

/// What panels side by side agree on, so that their marks are to one scale.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct PanelAlignment {
    /// The most of the width that names of rows may take, if that is not left to the kind.
    pub limit: Option<f32>,
    /// Whether the names of rows, or the values of an axis that runs upwards, are left to the panel before.
    pub hidden: bool,
    /// What stays free at least, left and right of the frame of the marks.
    pub insets: (f32, f32),
}

/// What a kind has laid out.
#[derive(Debug, Clone, PartialEq)]
pub struct LaidOut {
    /// The marks.
    pub plot: Plot,
    /// Their labels.
    pub labels: Vec<TextRun>,
    /// The height that both need.
    pub height: f32,
    /// Where the figures are drawn.
    pub mark_boxes: Vec<MarkBox>,
    /// Words that had to be cut where no word divides.
    pub cut: Vec<String>,
}

/// Where the figure of a row and a column is drawn: its mark, with the value that stands at it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MarkBox {
    /// The row.
    pub row: usize,
    /// The column.
    pub column: usize,
    /// The box of both.
    pub rect: Rect,
}

impl LaidOut {
    /// Marks and labels of this height.
    pub fn new(plot: Plot, labels: Vec<TextRun>, height: f32) -> Self {
        Self { plot, labels, height, mark_boxes: Vec::new(), cut: Vec::new() }
    }
}

impl LayoutContext<'_> {
    /// Type for labels in the text colour.
    pub fn label(&self, role: TextRole) -> TextStyle {
        TextStyle { style: Style::Regular, size: self.scale.label, color: self.roles.text, role }
    }

    /// Type for values.
    pub fn value(&self) -> TextStyle {
        TextStyle { style: Style::Semibold, ..self.label(TextRole::Value) }
    }

    /// Type for legends.
    pub fn small(&self, role: TextRole) -> TextStyle {
        TextStyle { size: self.scale.small, ..self.label(role) }
    }

    /// Where the value axis of lines and dots starts: at zero or below, unless the author says otherwise.
    pub fn axis_start(&self, shown: &ChartData) -> f64 {
        self.axis_from.unwrap_or(0.0).min(shown.min())
    }
}

/// What is drawn around the marks, behind them and over them.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Overlays {
    /// Ranges, behind the marks.
    pub(crate) bands: Vec<(Rect, Color)>,
    /// Reference lines, over the marks.
    pub(crate) lines: Vec<Leader>,
    /// Lines from notes.
    pub(crate) pointers: Vec<Pointer>,
    /// Discs behind numbers that stand for notes.
    pub(crate) badges: Vec<Badge>,
}

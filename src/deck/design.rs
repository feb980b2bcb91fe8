//! The look of a deck: ours, or that of a template.

use super::frame::Frame;
use super::holders::{self, Holders};
use super::layouts::Layout;
use super::template::Template;
use super::theme_xml::Ink;

/// The look of a deck: where things are, in which colours, and what slides fill.
#[derive(Debug)]
pub struct Design {
    /// The places on a slide with a chart.
    pub frame: Frame,
    /// Colours and fonts.
    pub ink: Ink,
    /// The template, if the deck has one.
    pub template: Option<Template>,
}

impl Design {
    /// Our own look.
    pub fn own(frame: Frame, ink: Ink) -> Self {
        Self { frame, ink, template: None }
    }

    /// The look of a template.
    pub fn of(template: Template, ink: Ink) -> Self {
        Self { frame: template.frame, ink, template: Some(template) }
    }

    /// The placeholders of a layout.
    pub(super) fn holders(&self, layout: Layout) -> Holders {
        match &self.template {
            Some(template) => template.holders(layout).clone(),
            None => holders::own(layout),
        }
    }
}

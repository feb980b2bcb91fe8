//! One engine places the labels of all kinds. A label is never dropped: it finds a place, is bundled with its
//! neighbours and counted, or is named in a remark below the chart.
//!
//! [`along`] places labels along a line of marks, such as the ends of lines; [`around`] places them around points;
//! [`inside`] chooses the size of figures within marks; [`remarks`] are the lines below the chart.

pub(crate) mod along;
pub(crate) mod around;
pub(crate) mod inside;
pub(crate) mod remarks;
pub(crate) mod taken;

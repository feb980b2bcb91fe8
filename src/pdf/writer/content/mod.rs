//! Content streams: from placed items to page operators.

pub(crate) mod content_streams;
mod graphics_state;
mod operators;
mod page;
mod shapes;
mod text_runs;

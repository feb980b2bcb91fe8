//! Content streams: translates placed items into page operators.

pub(crate) mod content_streams;
mod graphics_state;
mod operators;
mod page;
mod shapes;
mod text_runs;

//! From a folder of YAML specs to charts and one accessible PDF.
//!
//! Data flows one way between the rooms of this crate, as plain values:
//!
//! ```text
//! specs/*.yaml, charts/ ── spec ────┐
//! specs/series/ ── import ─ survey ─┼─ chart ───── layout ── scene ─┬─ export ─────────── out/charts/*.svg, *.png, *.csv
//! specs/theme.yaml ─────── theme ───┘  ChartData   Figure    Scene  └─ story ─ document ─ pdf ─ out/briefing.pdf
//!
//! language, typeset, template: words, shaped lines and texts bound to figures
//! workspace: all files in and out · project: a specs folder, loaded · batch: a whole run · bin: arguments and terminal
//! ```
//!
//! A chart has four forms: [`ChartSpec`](spec::chart::ChartSpec) is what its author wrote,
//! [`ChartData`](chart::data::ChartData) is what the chart says, [`Figure`](layout::figure::Figure) is where everything is
//! placed, and [`Scene`](scene::Scene) is the drawing. `ARCHITECTURE.md` describes each room and how to add a kind, a
//! format, a key or a language.
//!
//! Each outside crate has one door: YAML comes in through [`spec::yaml`], plotters through [`scene`], printpdf and lopdf
//! through [`pdf`], tiny-skia and png through [`export::png`], threads through [`batch`], files through [`workspace`],
//! printing through the binary.
//!
//! ```no_run
//! use std::ops::ControlFlow;
//! use std::path::Path;
//! use make_briefing::{Formats, Request, build};
//!
//! let formats = Formats { pdf: true, svg: true, ..Formats::default() };
//! let request = Request { formats, ..Request::default() };
//! let outcome = build(Path::new("specs"), Path::new("out"), &request, &|_| ControlFlow::Continue(()));
//! assert_eq!(outcome.status(), 0);
//! ```

pub mod batch;
pub mod chart;
pub mod deck;
pub mod diagnostic;
pub mod diff;
pub mod document;
pub mod explain;
pub mod export;
pub mod import;
pub mod language;
pub mod layout;
pub mod lint;
pub mod office;
pub mod pdf;
pub mod project;
pub mod propose;
pub mod reports;
pub mod scene;
pub mod schema;
pub mod sheets;
pub mod spec;
pub mod starter;
pub mod story;
pub mod survey;
pub mod template;
pub mod theme;
pub mod typeset;
pub mod units;
pub mod web;
pub mod workspace;

pub use batch::{Formats, Outcome, Request, build};
pub use diagnostic::Diagnostic;

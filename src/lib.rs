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
//! Other programs build from texts that they hold in memory, or from a folder with [`build`]:
//!
//! ```
//! use make_briefing::{Files, Formats, Request, build_in_memory};
//!
//! let specs = Files::from([
//!     ("charts/budget.yaml", "title: Budgets are tight\nseries: budget\nchart: bar\n"),
//!     ("series/survey.yaml", "series:\n  budget:\n    question: Is it enough?\n    type: single\n    base: {label: all, n: 623}\n    values: {\"Yes\": 38, \"No\": 62}\n"),
//! ]);
//! let request = Request { formats: Formats { svg: true, ..Formats::default() }, ..Request::default() };
//! let (files, outcome) = build_in_memory(&specs, &request);
//! assert_eq!(outcome.status(), 0, "{:?}", outcome.diagnostics);
//! assert!(files.text("charts/budget.svg").is_some_and(|svg| svg.starts_with("<svg")));
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
pub mod markup;
pub mod office;
pub mod pdf;
pub mod project;
pub mod propose;
pub mod reason;
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
pub mod webfont;
pub mod workspace;

pub use batch::{Formats, Outcome, Request, Step, build, build_in_memory};
pub use diagnostic::Diagnostic;
pub use reason::Reason;
pub use workspace::files::Files;

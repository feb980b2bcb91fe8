//! From a folder of YAML to charts and one accessible PDF.
//!
//! Data flows one way, from files to files. Between the parts stand plain values, no callbacks:
//!
//! ```text
//! specs/theme.yaml ──── theme ─┐
//! specs/*.yaml, charts/ ─ spec ┼─ text ── layout ─────── scene ─┬─ export ───────── out/charts/*.svg, *.png, *.csv
//! specs/series/ ──────── data ─┘          Figure         Scene  └─ document ─ pdf ─ out/briefing.pdf
//!                                         (decided)      (drawn)   Document (placed)
//!
//!     workspace: all files in and out  ·  batch: threads, order, diagnostics  ·  bin: arguments, terminal
//! ```
//!
//! A chart has three forms with three names: [`ChartSpec`](crate::spec::chart::ChartSpec) is written,
//! [`Figure`](crate::layout::figure::Figure) is decided, [`Scene`](crate::scene::Scene) is drawn. Each part uses what stands above it
//! in this table, never what stands below it:
//!
//! | part | what lives there | never knows |
//! | --- | --- | --- |
//! | [`units`], [`diagnostic`] | lengths, colours; findings with file, line, column and hint | anything else |
//! | [`explain`] | a page on each diagnostic | everything |
//! | [`theme`] | colour roles, palette, type sizes, page, fonts (bytes, metrics, outlines), logo | specs |
//! | [`spec`] | what the author wrote, typed, each value with its place; nothing looked up | the survey's figures, drawing |
//! | [`data`] | what the survey says: series, questions, bases, units, nets, rounding | chart kinds |
//! | [`text`] | shaping, measuring, wrapping with hyphenation, numbers, words, templates | charts |
//! | [`layout`] | every decision of a chart: order, sizes, wrapped labels, legend or direct labels | plotters, output formats |
//! | [`lint`] | rules on what a survey chart claims: base, wording, parts, order, colours, words | drawing, output formats |
//! | [`scene`] | the drawing as plain data; the plotters backend that records it; one file a mark | output formats |
//! | [`export`] | one plain function a format: a match over the items of a scene | how a chart was laid out |
//! | [`document`] | sections, Markdown, contents, pages as placed scenes with their structure; `pdf` writes them | chart kinds |
//! | [`starter`] | a small briefing to start from; a chart spec that suits a series | drawing |
//! | [`workspace`] | reads specs; writes each file whole or not at all | everything but diagnostics |
//! | [`batch`] | a whole run: reads, draws in parallel, composes, writes, keeps all diagnostics | the terminal |
//! | `bin/make-briefing` | arguments, printing, exit status | anything but this crate's public items |
//!
//! Each outside crate has one door: YAML comes in through [`spec::yaml`], plotters through [`scene`], printpdf and lopdf
//! through [`document::pdf`], tiny-skia and png through [`export::png`], threads through [`batch`], files through
//! [`workspace`], printing through the binary. `ARCHITECTURE.md` says why, and how to add a kind, a format or a language.
//!
//! ```no_run
//! use std::ops::ControlFlow;
//! use std::path::Path;
//! use make_briefing::batch::{Formats, Request, build};
//! use make_briefing::pdf::standards::Standards;
//!
//! let formats = Formats { pdf: true, svg: true, png: true, csv: true };
//! let request = Request {
//!     formats,
//!     only: Vec::new(),
//!     jobs: None,
//!     scales: vec![2.0],
//!     plain: false,
//!     transparent: false,
//!     standards: Standards::default(),
//!     created: None,
//!     cache: None,
//!     locked: false,
//!     deps: None,
//!     force: false,
//! };
//! let outcome = build(Path::new("specs"), Path::new("out"), &request, &|_| ControlFlow::Continue(()));
//! assert_eq!(outcome.status(), 0);
//! ```

pub mod batch;
pub mod chart;
pub mod diagnostic;
pub mod document;
pub mod explain;
pub mod export;
pub mod import;
pub mod language;
pub mod layout;
pub mod lint;
pub mod pdf;
pub mod project;
pub mod scene;
pub mod spec;
pub mod starter;
pub mod story;
pub mod survey;
pub mod template;
pub mod theme;
pub mod typeset;
pub mod units;
pub mod workspace;

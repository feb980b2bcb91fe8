//! Writes `briefing.zip`, the press pack: the PDF, and pictures, figures, caption and alternative text of each chart.

use std::collections::BTreeMap;

use super::chart::ChartDrawer;
use super::image_format::{self, ImageFormat};
use super::images::Encoder;
use super::{ChartInputs, Request};
use crate::diagnostic::{Code, Diagnostic};
use crate::office::package::repacked;
use crate::story::Story;
use rayon::prelude::*;

/// The name of the file.
pub(super) const FILE: &str = "briefing.zip";

/// The name of the texts in it.
const CAPTIONS: &str = "captions.txt";

/// The parts of the pack beside the PDF, by their names.
///
/// # Errors
/// Diagnostics where a picture cannot be drawn: a pack is never sent without it.
pub(super) fn parts(
    story: &Story,
    drawer: &ChartDrawer<'_>,
    drawings: &[(&str, Option<ChartInputs<'_>>)],
    request: &Request,
) -> Result<BTreeMap<String, Vec<u8>>, Vec<Diagnostic>> {
    let encoder = Encoder::new(drawer);
    let charts: Vec<(&str, &ChartInputs<'_>)> =
        drawings.iter().filter_map(|(id, inputs)| Some((*id, inputs.as_ref()?))).collect();
    let made: Vec<Result<Files, Diagnostic>> =
        charts.par_iter().map(|(id, inputs)| files(id, inputs, (drawer, &encoder), request)).collect();
    let (mut parts, mut faults, mut texts) = (BTreeMap::new(), Vec::new(), vec![heading(story)]);
    for ((_, inputs), made) in charts.iter().zip(made) {
        match made {
            Ok(files) => {
                let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
                texts.push(caption(inputs, &names));
                parts.extend(files);
            }
            Err(fault) => faults.push(fault),
        }
    }
    parts.insert(CAPTIONS.to_owned(), format!("{}\n", texts.join("\n\n\n")).into_bytes());
    if faults.is_empty() { Ok(parts) } else { Err(faults) }
}

/// The bytes of the pack.
///
/// # Errors
/// A diagnostic where it would be too large.
pub(super) fn bytes(
    mut parts: BTreeMap<String, Vec<u8>>,
    name: &str,
    pdf: &[u8],
) -> Result<Vec<u8>, Diagnostic> {
    parts.insert(name.to_owned(), pdf.to_vec());
    repacked(&parts).map_err(|error| Diagnostic::output(Code::Unwritable, FILE, error.to_string()))
}

/// Files with their names.
type Files = Vec<(String, Vec<u8>)>;

/// The pictures of a chart, then its figures.
fn files(
    id: &str,
    ChartInputs { spec, shown, caption, .. }: &ChartInputs<'_>,
    (drawer, encoder): (&ChartDrawer<'_>, &Encoder<'_>),
    request: &Request,
) -> Result<Files, Diagnostic> {
    let scale = request.scales.first().copied().unwrap_or(2.0);
    let formats = [ImageFormat::Png { scale, is_first: true }, ImageFormat::Svg];
    let mut files = Files::new();
    for variant in drawer.project().variants(spec, request.plain).iter().enumerate() {
        let (scene, _) = drawer.image(spec, shown, caption, variant.1, request.transparent)?;
        for format in formats {
            files.push((
                image_format::image_name(id, variant, format),
                encoder.image(spec, (&scene, &[]), format)?,
            ));
        }
    }
    files.push((image_format::csv_name(id), encoder.csv(shown, caption, request.csv).into_bytes()));
    Ok(files)
}

/// What the briefing is, and until when it must not be published.
fn heading(story: &Story) -> String {
    let lines = [&story.kicker, &story.meta.title, &story.subtitle, &story.meta.author, &story.date];
    lines.into_iter().filter(|line| !line.is_empty()).cloned().collect::<Vec<_>>().join("\n")
}

/// The texts of a chart: the names of its files, its caption, and its alternative text.
fn caption(ChartInputs { caption, .. }: &ChartInputs<'_>, names: &[&str]) -> String {
    let mut lines = vec![names.join(", "), caption.title.clone(), caption.subtitle.clone()];
    lines.extend(caption.footer.iter().cloned());
    lines.retain(|line| !line.is_empty());
    let alt = &caption.alt.alone;
    if !alt.is_empty() {
        lines.extend([String::new(), alt.clone()]);
    }
    lines.join("\n")
}

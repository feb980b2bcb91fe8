//! Signs in the place of a figure: a dash is 0 in some tables and a missing figure in others, all other signs are missing
//! figures. What a table means is told by its legend, by who published it, or by what its shares add up to.

use super::draft::{list, named};
use super::grid::{Grid, Item};
use super::numbers::is_limit;
use super::rows::{Role, Row};
use super::tables::Region;

/// What a dash means.
enum Dash {
    /// Exactly 0, and why that is sure; `None` where it is not.
    Zero(Option<&'static str>),
    /// A figure that is not there, and whether that is sure.
    Missing(bool),
}

/// Proposes the keys `zero` and `empty` for these signs.
pub(super) fn holes(
    grid: &Grid,
    region: &Region,
    rows: &[Row],
    signs: &[String],
    data: &mut Vec<(&'static str, String)>,
    doubts: &mut Vec<String>,
) {
    let (dashes, mut missing): (Vec<String>, Vec<String>) =
        signs.iter().cloned().partition(|sign| is_dash(sign));
    let limits: Vec<String> = missing.iter().filter(|sign| is_limit(sign)).cloned().collect();
    let failed: Vec<String> = missing.iter().filter(|sign| is_error(sign)).cloned().collect();
    let others: Vec<String> =
        missing.iter().filter(|sign| !limits.contains(sign) && !is_error(sign)).cloned().collect();
    if !failed.is_empty() {
        doubts.push(format!(
            "{} is the error of a formula: it is shown as not published until the workbook is mended",
            named(&failed)
        ));
    }
    if !others.is_empty() {
        doubts.push(format!("{} is read as a figure that was not published", named(&others)));
    }
    if !limits.is_empty() {
        doubts
            .push(format!("{} is a limit and no exact figure: it is shown as not published", named(&limits)));
    }
    if !dashes.is_empty() {
        match dash(grid, region, rows) {
            Dash::Zero(why) => {
                doubts.push(match why {
                    Some(why) => format!("{} is read as exactly 0: {why}", named(&dashes)),
                    None => format!(
                        "{} is read as exactly 0, as in most German tables (DIN 55301); if the figure was not published, declare it with `empty`",
                        named(&dashes)
                    ),
                });
                data.push(("zero", list(&dashes)));
            }
            Dash::Missing(is_sure) => {
                if !is_sure {
                    doubts.push(format!(
                        "{} is read as a figure that was not published; if it means exactly 0, declare it with `zero`",
                        named(&dashes)
                    ));
                }
                missing.extend(dashes);
            }
        }
    }
    if !missing.is_empty() {
        data.push(("empty", list(&missing)));
    }
}

/// Whether a sign is that of a formula that failed.
fn is_error(sign: &str) -> bool {
    sign.len() > 1 && sign.starts_with('#')
}

fn is_dash(sign: &str) -> bool {
    matches!(sign, "-" | "–" | "—" | "−" | "--")
}

fn dash(grid: &Grid, region: &Region, rows: &[Row]) -> Dash {
    let beside = region.above.iter().chain(&region.below);
    let lines: Vec<String> = beside
        .flat_map(|row| grid.texts(*row, 0..grid.width()))
        .map(|(_, text)| text.trim().to_lowercase())
        .collect();
    for line in &lines {
        let Some(meaning) = line.strip_prefix(['-', '–', '—', '−']) else { continue };
        let says = |words: &[&str]| words.iter().any(|word| meaning.contains(word));
        if says(&[
            "nichts vorhanden",
            "genau null",
            "exakt null",
            "nil",
            "zero",
            "kein fall",
            "keine nennung",
        ]) {
            return Dash::Zero(Some("a line beside the table says so"));
        }
        if says(&["keine angabe", "nicht verf", "not available", "nicht erhoben", "no data", "unbekannt"]) {
            return Dash::Missing(true);
        }
    }
    if add_up_without(grid, region, rows) {
        return Dash::Zero(Some("the shares of its column add up to 100 without it"));
    }
    let office =
        ["destatis", "statistisches bundesamt", "statistisches landesamt", "genesis", "statistik amt"];
    if lines.iter().any(|line| office.iter().any(|name| line.contains(name))) {
        return Dash::Zero(Some("German statistical offices write it so"));
    }
    if grid.is_german { Dash::Zero(None) } else { Dash::Missing(false) }
}

/// Whether each column with a dash among its answers adds up to 100.
fn add_up_without(grid: &Grid, region: &Region, rows: &[Row]) -> bool {
    let answers: Vec<&Row> =
        rows.iter().filter(|row| matches!(row.role, Role::Answer | Role::Missing)).collect();
    let has_dash = |column: usize| {
        answers.iter().any(|row| matches!(grid.item(row.at, column), Item::Hole(sign) if is_dash(sign)))
    };
    let mut sums =
        region.columns.iter().enumerate().filter(|(_, column)| has_dash(**column)).map(|(at, _)| {
            answers.iter().filter_map(|row| row.values.get(at).copied().flatten()).sum::<f64>()
        });
    let is_whole = |sum: f64| (sum - 100.0).abs() <= (0.5 * answers.len() as f64).clamp(1.0, 3.0);
    let Some(first) = sums.next() else { return false };
    is_whole(first) && sums.all(is_whole)
}

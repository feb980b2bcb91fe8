//! Makes an image fit the height that was asked for: with lower rows, smaller type, a second column of rows. What does
//! not fit even so is refused; no image grows.

use crate::chart::data::ChartData;
use crate::diagnostic::{Code, Diagnostic};
use crate::layout::canvas::Canvas;
use crate::layout::figure::Figure;
use crate::layout::overlap::{self, NoRoom};
use crate::spec::chart::ChartSpec;

/// A chart that is this many times as high as its image fits in no way: the smallest type and two columns save less.
const HOPELESS: f32 = 6.0;

/// Why an image cannot be drawn in its size.
#[derive(Debug)]
pub(super) enum Unfit {
    /// Its texts have no room.
    Crowded(NoRoom),
    /// It is too tall.
    TooTall(TooTall),
}

/// An image that needs more height than was asked for.
#[derive(Debug)]
pub(super) struct TooTall {
    /// The height that it needs in the smallest type, in pixels.
    needs: f32,
    /// The height that was asked for.
    has: f32,
    /// How many of how many rows fit.
    rows: (usize, usize),
}

/// The figure in the best way that fits the canvas. `lay_out` lays out rows for a canvas.
pub(super) fn fitted(
    canvas: Canvas,
    shown: &ChartData,
    lay_out: &dyn Fn(&ChartData, Canvas) -> Figure,
) -> Result<Figure, Unfit> {
    let mut crowded = None;
    let mut least = f32::INFINITY;
    for (tries, fitting) in canvas.fittings().enumerate() {
        let figure = lay_out(shown, canvas.fitted(fitting));
        if !canvas.has_room_for(figure.size.height) {
            least = least.min(figure.size.height);
            if figure.size.height > canvas.height * HOPELESS {
                break;
            }
            continue;
        }
        match overlap::find(&figure) {
            None => return Ok(figure),
            // Smaller type is for charts that are too tall.
            Some(found) if tries == 0 => return Err(Unfit::Crowded(found)),
            Some(found) => crowded = crowded.or(Some(found)),
        }
    }
    if let Some(crowded) = crowded {
        return Err(Unfit::Crowded(crowded));
    }
    // Rows have about the same height.
    let most = shown.rows.len() as f32 * canvas.height / least * HOPELESS;
    let rows = (rows_that_fit(canvas, shown, (most as usize).max(2), lay_out), shown.rows.len());
    Err(Unfit::TooTall(TooTall { needs: least, has: canvas.height, rows }))
}

/// How many of the first rows fit in the smallest type; certainly fewer than `most`.
fn rows_that_fit(
    canvas: Canvas,
    shown: &ChartData,
    most: usize,
    lay_out: &dyn Fn(&ChartData, Canvas) -> Figure,
) -> usize {
    let fits = |count: usize| {
        let first = ChartData { rows: shown.rows[..count].to_vec(), ..shown.clone() };
        let fits = |fitting| {
            let figure = lay_out(&first, canvas.fitted(fitting));
            canvas.has_room_for(figure.size.height) && overlap::find(&figure).is_none()
        };
        canvas.tightest_fittings().into_iter().any(fits)
    };
    let (mut fit, mut many) = (0, shown.rows.len().min(most));
    while fit + 1 < many {
        let middle = usize::midpoint(fit, many);
        if fits(middle) { fit = middle } else { many = middle }
    }
    fit
}

impl TooTall {
    /// The error; `place` names the variant.
    pub(super) fn diagnostic(&self, spec: &ChartSpec, place: &str) -> Diagnostic {
        let (fit, of) = self.rows;
        let room = match fit {
            0 => String::new(),
            1 => format!("; 1 of its {of} rows has room"),
            _ => format!("; {fit} of its {of} rows have room"),
        };
        let message = format!(
            "`{}` needs a height of {} pixels, but has {} {place}{room}",
            spec.kind.value.name(),
            self.needs.round(),
            self.has.round(),
        );
        let hint = match fit {
            0 => "choose a variant that is taller, or one whose height is not fixed, such as `a4`",
            _ => {
                "show fewer categories with `categories: […]`, split the chart into two, or choose a variant \
                 that is taller, or whose height is not fixed, such as `a4`"
            }
        };
        Diagnostic::error(Code::TooTall, spec.kind.span.clone(), message).hint(hint)
    }
}

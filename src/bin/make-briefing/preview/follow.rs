//! Waits for changes and reads the specs again.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::board::Board;
use super::{News, Options};
use make_briefing::batch::preview::Preview;
use make_briefing::diagnostic::{Diagnostic, Severity};
use make_briefing::workspace::watching::Seen;

/// The pause between two looks at the folder. A look at a hundred files takes about a thousandth of a second.
const PAUSE: Duration = Duration::from_millis(20);

/// How long errors wait for another change: an editor may have saved the first half of a file only.
const PATIENCE: Duration = Duration::from_millis(150);

/// Follows the folder as long as the program runs.
pub(super) fn follow(options: &Options, board: &Board, tell: &dyn Fn(News<'_>)) {
    let mut preview = Preview::new(&options.specs, &options.set);
    let mut seen = Seen::default();
    let mut said_cut = false;
    let mut before: Vec<Diagnostic> = Vec::new();
    let (mut now, mut pause) = look(options);
    loop {
        let mut changes = seen.changes(&now);
        if seen == Seen::default() {
            changes.clear();
        }
        if now.is_cut() && !std::mem::replace(&mut said_cut, true) {
            tell(News::Cut);
        }
        seen = now;
        let started = Instant::now();
        let found = catch_unwind(AssertUnwindSafe(|| preview.refresh()));
        let millis = started.elapsed().as_millis();
        // A panic is a bug: the page stays, and the next change has another chance.
        let Ok(found) = found else {
            preview = Preview::new(&options.specs, &options.set);
            (now, pause) = wait(options, &seen, pause, None);
            continue;
        };
        let has_new_errors = errors(&found.diagnostics).any(|one| !before.contains(one));
        if has_new_errors && board.has_message() {
            let (later, later_pause) = wait(options, &seen, pause, Some(PATIENCE));
            if later != seen {
                (now, pause) = (later, later_pause);
                continue;
            }
        }
        let show = |preview: &Preview| {
            let all = [&*found.diagnostics, preview.claims()].concat();
            board.show(preview.page(), &found, &all, (millis, options.editor));
            all
        };
        // A file that was saved without a change, or is not one of the specs, shows nothing else.
        let is_other = found.has_changed || found.diagnostics != before || !board.has_message();
        if is_other {
            show(&preview);
        }
        // What charts and texts claim is examined when the page is there.
        let examined = catch_unwind(AssertUnwindSafe(|| preview.examine())).unwrap_or_default();
        if is_other || examined {
            let diagnostics = &show(&preview);
            tell(News::Followed { changes: &changes, drawn: found.drawn.len(), millis, diagnostics });
        }
        before = found.diagnostics;
        (now, pause) = wait(options, &seen, pause, None);
    }
}

fn errors(diagnostics: &[Diagnostic]) -> impl Iterator<Item = &Diagnostic> {
    diagnostics.iter().filter(|one| one.severity == Severity::Error)
}

/// Waits until the folder looks different, or this much time has passed.
fn wait(options: &Options, seen: &Seen, mut pause: Duration, most: Option<Duration>) -> (Seen, Duration) {
    let started = Instant::now();
    loop {
        sleep(pause);
        let (now, next) = look(options);
        pause = next;
        if now != *seen || most.is_some_and(|most| started.elapsed() >= most) {
            return (now, pause);
        }
    }
}

/// The folder as it is, and the pause before the next look: in a very large one looks take a tenth of the time.
fn look(options: &Options) -> (Seen, Duration) {
    let started = Instant::now();
    let now = Seen::now(&options.specs, &options.output);
    (now, PAUSE.max(started.elapsed() * 10))
}

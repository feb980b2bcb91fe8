//! What these tests share: cases on disk, golden files, and charts drawn in memory.

#[path = "../harness/mod.rs"]
mod shared;

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use make_briefing::batch::chart::ChartDrawer;
use make_briefing::chart::caption::Caption;
use make_briefing::chart::data::ChartData;
use make_briefing::diagnostic::{Code, Diagnostic, Diagnostics};
use make_briefing::project::Project;
use make_briefing::scene::Scene;
use make_briefing::spec::chart::{ChartFile, ChartSpec};
use make_briefing::spec::variant::Variant;
use make_briefing::theme::fonts::FontSet;

pub(crate) use shared::{Run, Scratch, command, finish};
use shared::{SWITCH, updating};

/// The repository.
pub(crate) const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// A folder below `tests/cases` that holds the input of one idea and, beside it, what must come out.
#[derive(Debug, Clone)]
pub(crate) struct Case {
    /// `charts/bar-ranked`.
    pub(crate) name: String,
    /// Where it is.
    pub(crate) folder: PathBuf,
}

impl Case {
    /// The case of this name, such as `charts/bar-ranked`.
    pub(crate) fn new(name: &str) -> Self {
        Self { name: name.into(), folder: Path::new(ROOT).join("tests/cases").join(name) }
    }

    /// All cases of a group in name order: one a folder.
    pub(crate) fn all(group: &str) -> Vec<Self> {
        let folder = Self::new(group).folder;
        let mut names: Vec<String> = fs::read_dir(&folder)
            .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
            .map(|entry| entry.unwrap())
            .filter(|entry| entry.file_type().unwrap().is_dir())
            .map(|entry| entry.file_name().into_string().unwrap())
            .collect();
        names.sort();
        names.iter().map(|name| Self::new(&format!("{group}/{name}"))).collect()
    }

    /// The text of one of its files; `None` where there is none.
    pub(crate) fn read(&self, file: &str) -> Option<String> {
        fs::read_to_string(self.folder.join(file)).ok()
    }

    /// Compares with the golden file of this name, or rewrites it.
    ///
    /// # Errors
    /// The lines that differ.
    pub(crate) fn compare(&self, file: &str, actual: &str) -> Result<(), String> {
        if updating() {
            if self.read(file).as_deref() != Some(actual) {
                fs::write(self.folder.join(file), actual).unwrap();
            }
            return Ok(());
        }
        let golden = self.read(file).unwrap_or_default();
        if golden == actual {
            return Ok(());
        }
        Err(format!("tests/cases/{}/{file}\n{}", self.name, difference(&golden, actual)))
    }
}

/// Fails with all faults at once.
pub(crate) fn report(faults: &[String]) {
    assert!(
        faults.is_empty(),
        "{} failed:\n\n{}\n\nIf what came out is right, run the tests once with {SWITCH}=1 and read the difference.",
        faults.len(),
        faults.join("\n\n"),
    );
}

/// The lines between the first and the last that differ: `-` is the golden, `+` what came out.
fn difference(golden: &str, actual: &str) -> String {
    let (old, new): (Vec<&str>, Vec<&str>) = (golden.lines().collect(), actual.lines().collect());
    let same = |(a, b): &(&&str, &&str)| a == b;
    let head = old.iter().zip(&new).take_while(same).count();
    let tail = old[head..].iter().rev().zip(new[head..].iter().rev()).take_while(same).count();
    let mut text = format!("  from line {}\n", head + 1);
    let sides = [('-', &old[head..old.len() - tail]), ('+', &new[head..new.len() - tail])];
    for (sign, lines) in sides {
        for line in lines.iter().take(30) {
            text.push_str(&format!("  {sign} {line}\n"));
        }
        if lines.len() > 30 {
            text.push_str(&format!("  {sign} … {} more lines\n", lines.len() - 30));
        }
    }
    text
}

impl Scratch {
    /// Lays the files of a folder over what is here.
    pub(crate) fn overlay(&self, from: &Path) {
        for (name, bytes) in files(from) {
            self.put(&name, bytes);
        }
    }
}

/// Every file below a folder by its path with `/`, in name order.
pub(crate) fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    fn collect(folder: &Path, prefix: &str, into: &mut Vec<(String, Vec<u8>)>) {
        for entry in fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display())) {
            let entry = entry.unwrap();
            let name = format!("{prefix}{}", entry.file_name().into_string().unwrap());
            // What is kept for the next build is no result.
            if [".cache", ".make-briefing-files", ".make-briefing-log"]
                .iter()
                .any(|kept| entry.file_name() == *kept)
            {
                continue;
            }
            if entry.file_type().unwrap().is_dir() {
                collect(&entry.path(), &format!("{name}/"), into);
            } else {
                into.push((name, fs::read(entry.path()).unwrap()));
            }
        }
    }
    let mut found = Vec::new();
    collect(folder, "", &mut found);
    found.sort();
    found
}

/// Runs the binary in a folder.
pub(crate) fn run(folder: &Path, arguments: &[&str]) -> Run {
    finish(&mut command(folder, arguments))
}

/// The specs that the repository ships.
pub(crate) fn shipped() -> PathBuf {
    Path::new(ROOT).join("specs")
}

/// A chart as it is drawn on a page and by itself, with what it was drawn from.
pub(crate) struct Drawn {
    pub(crate) page: Scene,
    /// `None` where it has no room on a slide.
    pub(crate) image: Option<Scene>,
    pub(crate) shown: ChartData,
    pub(crate) caption: Caption,
}

/// A chart on its page and in variants, with what was said about it.
pub(crate) struct Drawings {
    pub(crate) id: String,
    /// What it shows, where it could be drawn on a page.
    pub(crate) shown: Option<ChartData>,
    caption: Option<Caption>,
    /// The drawings by place: `page` or the variant's name.
    pub(crate) scenes: Vec<(String, Scene)>,
    pub(crate) faults: Vec<Diagnostic>,
}

/// Draws a chart for its page, and in these variants where that succeeds.
fn draw_one(drawer: &ChartDrawer<'_>, id: &str, spec: &ChartSpec, variants: &[Variant]) -> Drawings {
    let mut all =
        Drawings { id: id.to_owned(), shown: None, caption: None, scenes: Vec::new(), faults: Vec::new() };
    let sink = Diagnostics::new();
    let drawn = drawer.page(spec, &sink);
    all.faults = sink.into_vec();
    let Some(drawn) = drawn else { return all };
    for variant in variants {
        match drawer.image(spec, &drawn.shown, &drawn.caption, variant, false) {
            Ok((scene, _)) => all.scenes.push((variant.name.clone(), scene)),
            Err(fault) => all.faults.push(fault),
        }
    }
    all.scenes.push(("page".into(), drawn.page));
    (all.shown, all.caption) = (Some(drawn.shown), Some(drawn.caption));
    all
}

/// Reads a specs folder and draws its charts for pages and as slides, without writing a file: id, drawing, and what was
/// said about it.
pub(crate) fn draw_all(specs: &Path) -> Vec<(String, Option<Drawn>, Vec<Diagnostic>)> {
    let slide = Variant::named("slide-16x9").expect("a built-in variant");
    let both = |mut all: Drawings| {
        let page = all.scenes.pop().map(|(_, scene)| scene);
        let image = all.scenes.pop().map(|(_, scene)| scene);
        let drawn = match (page, all.shown, all.caption) {
            (Some(page), Some(shown), Some(caption)) => Some(Drawn { page, image, shown, caption }),
            _ => None,
        };
        (all.id, drawn, all.faults)
    };
    draw_in(specs, &[slide]).into_iter().map(both).collect()
}

/// Reads a specs folder and draws its charts for pages and in these variants, without writing a file.
pub(crate) fn draw_in(specs: &Path, variants: &[Variant]) -> Vec<Drawings> {
    let sink = Diagnostics::new();
    let project = Project::read(specs, &sink);
    let faults = sink.into_vec();
    let messages: Vec<&str> = faults.iter().map(|fault| fault.message.as_str()).collect();
    assert!(messages.is_empty(), "the specs cannot be read: {messages:#?}");
    let fonts = FontSet::new(&project.theme.fonts).expect("the fonts are readable");
    let drawer = ChartDrawer::new(&project, &fonts);
    let draw = |(id, spec): &ChartFile| {
        let spec = spec.as_ref().expect("a chart that can be read");
        catch_unwind(AssertUnwindSafe(|| draw_one(&drawer, id, spec, variants))).unwrap_or_else(|_| {
            let fault = Diagnostic::output(Code::Internal, id.clone(), "the program panics");
            Drawings { id: id.clone(), shown: None, caption: None, scenes: Vec::new(), faults: vec![fault] }
        })
    };
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let share = project.charts.len().div_ceil(threads).max(1);
    std::thread::scope(|scope| {
        let parts: Vec<_> = project
            .charts
            .chunks(share)
            .map(|charts| scope.spawn(move || charts.iter().map(draw).collect::<Vec<_>>()))
            .collect();
        parts.into_iter().flat_map(|part| part.join().unwrap()).collect()
    })
}

//! A brand.yml file: its colours, fonts and logo are used, keys of the theme override it, and unsupported parts
//! are reported with their position.

use std::fs;
use std::path::Path;

use make_briefing::batch::chart::ChartDrawer;
use make_briefing::diagnostic::{Diagnostic, Diagnostics, Severity};
use make_briefing::project::Project;
use make_briefing::theme::palette::contrast;
use make_briefing::theme::vision::most_alike;
use make_briefing::units::Color;

use crate::harness::{ROOT, Scratch};

/// A brand as the format's own pages write it.
const BRAND: &str = "meta: {name: Example, link: {home: https://example.org}}
color:
  palette: {blue: '#447099', orange: '#EE6331', gray: '#404041', teal: '#419599', green: '#72994E', burgundy: '#9A4665', sky: blue}
  foreground: '#151515'
  background: white
  primary: sky
  secondary: '#5a5a5d'
  success: green
  info: teal
  warning: orange
  danger: burgundy
defaults: {bootstrap: {any: thing}}
";

struct Read {
    project: Project,
    faults: Vec<Diagnostic>,
}

/// A project of one chart with these files beside it.
fn read(files: &[(&str, &str)]) -> Read {
    let specs = Scratch::new();
    specs.put("charts/c.yaml", "title: T\nseries: s\nchart: bar\n");
    specs.put("series/s.yaml", "series: {s: {type: multiple, values: {a: 50}}}\n");
    for (name, style) in [("R", "Regular"), ("I", "It"), ("S", "Semibold"), ("B", "Bold")] {
        let bytes = fs::read(Path::new(ROOT).join(format!("fonts/SourceSans3-{style}.ttf"))).unwrap();
        specs.put(&format!("house/{name}.ttf"), bytes);
    }
    specs.put(
        "house/logo.svg",
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><path d='M0 0h9v9z'/></svg>",
    );
    for (name, text) in files {
        specs.put(name, text);
    }
    let sink = Diagnostics::new();
    let project = Project::read(specs.path(), &sink);
    let faults = sink.into_vec();
    Read { project, faults }
}

fn hex(color: Color) -> String {
    color.hex()
}

#[test]
fn a_brand_beside_the_specs_gives_the_colours() {
    let Read { project, faults } = read(&[("_brand.yml", BRAND)]);
    assert!(faults.is_empty(), "{faults:?}");
    let roles = &project.theme.roles;
    let read = [roles.text, roles.background, roles.accent, roles.quiet, roles.opposite].map(hex);
    assert_eq!(read, ["#151515", "#ffffff", "#447099", "#5a5a5d", "#9a4665"]);
    assert_eq!(roles.palette[0], roles.accent);
    for pair in roles.palette.windows(2) {
        assert!(most_alike(pair[0], pair[1]).1 >= 10.0, "{pair:?}: colour-blind readers");
        let line = contrast(pair[0], Color::WHITE).max(contrast(pair[1], Color::WHITE));
        assert!(contrast(pair[0], pair[1]).max(line) >= 3.0, "{pair:?}: neighbours");
    }
}

#[test]
fn a_theme_counts_before_its_brand_and_may_name_another_or_none() {
    let colors = |theme: &str, brand: (&str, &str)| {
        let Read { project, faults } = read(&[("theme.yaml", theme), brand]);
        assert!(faults.is_empty(), "{faults:?}");
        (hex(project.theme.roles.accent), hex(project.theme.roles.text))
    };
    let usual = ("_brand.yml", BRAND);
    assert_eq!(colors("colors: {accent: '#aa0000'}\n", usual), ("#aa0000".into(), "#151515".into()));
    assert_eq!(colors("brand: none\n", usual).0, "#00647d");
    let named = ("house/brand.yml", "color: {primary: '#123456'}\n");
    assert_eq!(colors("brand: house/brand.yml\n", named).0, "#123456");
}

#[test]
fn a_dark_look_takes_the_dark_values() {
    let brand = "color: {primary: {light: '#003355', dark: '#88ccff'}, background: {light: '#ffffff', dark: '#101010'}}\n";
    let accent =
        |theme: &str| hex(read(&[("_brand.yml", brand), ("theme.yaml", theme)]).project.theme.roles.accent);
    assert_eq!(accent("look: neutral\n"), "#003355");
    assert_eq!(accent("look: dark\n"), "#88ccff");
}

#[test]
fn fonts_that_are_here_are_used_by_their_weight() {
    let brand = "typography:
  fonts:
    - {family: House, source: file, files: [B.ttf, {path: I.ttf, style: italic}, {path: R.ttf, weight: normal}, {path: S.ttf, weight: 600}]}
  base: {family: House, size: 11pt}
";
    let Read { project, faults } = read(&[("house/b.yml", brand), ("theme.yaml", "brand: house/b.yml\n")]);
    assert!(faults.is_empty(), "{faults:?}");
    for (slot, style) in ["Regular", "It", "Semibold", "Bold"].into_iter().enumerate() {
        let file = fs::read(Path::new(ROOT).join(format!("fonts/SourceSans3-{style}.ttf"))).unwrap();
        assert!(*project.theme.fonts.files[slot] == file[..], "{style}");
    }
    assert_eq!(project.theme.page.base(), 11.0);
    // What was read is in the manifest.
    let names: Vec<&str> = project.inputs.iter().map(|(name, _)| project.inside(name)).collect();
    assert!(names.contains(&"house/b.yml") && names.contains(&"house/R.ttf"), "{names:?}");
}

#[test]
fn the_logo_is_the_middle_size_that_can_be_set() {
    let logo = |logo: &str| {
        let Read { project, faults } = read(&[("_brand.yml", &format!("logo: {logo}\n"))]);
        (project.theme.logo.is_some(), faults.len())
    };
    assert_eq!(logo("house/logo.svg"), (true, 0));
    assert_eq!(
        logo("{images: {wide: {path: house/logo.svg, alt: House}}, small: a.png, medium: wide}"),
        (true, 0)
    );
    assert_eq!(logo("{medium: {light: house/logo.svg, dark: b.png}}"), (true, 0));
    assert_eq!(logo("{medium: a.png, large: house/logo.svg}"), (true, 0));
    assert_eq!(logo("{medium: a.png}"), (false, 1));
}

#[test]
fn what_cannot_be_honoured_is_a_warning_at_its_place() {
    for (brand, at, says) in [
        ("typography: {fonts: [{family: F, source: google}], base: F}", "google", "are not downloaded"),
        ("typography: {base: Papyrus}", "Papyrus", "it lists no files"),
        ("typography: {base: {family: Source Sans 3, size: 1rem}}", "1rem", "a page needs 7 to 36 points"),
        ("typography: {headings: {color: '#aa0000'}}", "'#aa0000'", "`color` of headings"),
        ("typography: {headings: {weight: heavy}}", "heavy", "unknown font weight `heavy`"),
        ("logo: {medium: https://example.org/logo.svg}", "https", "nothing is downloaded"),
        ("color: {palette: {blue: '#447099'}, primary: bleu}", "bleu", "unknown colour `bleu`"),
        ("color: {primari: '#447099'}", "primari", "no key `primari`"),
        ("colour: {primary: '#447099'}", "colour", "no key `colour`"),
    ] {
        let Read { faults, .. } = read(&[("_brand.yml", brand)]);
        let [fault] = &faults[..] else { panic!("{brand}: {faults:?}") };
        assert_eq!((fault.code.name(), fault.severity), ("brand", Severity::Warning), "{brand}");
        assert!(fault.message.contains(says), "{brand}: {}", fault.message);
        assert!(brand[fault.span.start..].starts_with(at), "{brand}: at {}", &brand[fault.span.start..]);
        assert!(fault.hint.is_some(), "{brand}");
    }
}

#[test]
fn weak_colours_of_a_brand_are_reported_where_the_brand_gives_them() {
    let brand = "color: {foreground: '#aaaaaa', primary: '#ffee88'}\n";
    let Read { project, .. } = read(&[("_brand.yml", brand)]);
    let fonts = project.fonts().unwrap();
    let found = ChartDrawer::new(&project, &fonts).lint(&[]);
    let contrast: Vec<&Diagnostic> = found.iter().filter(|fault| fault.code == "contrast").collect();
    assert!(!contrast.is_empty(), "{found:?}");
    for fault in contrast {
        assert!(fault.span.source.name.ends_with("_brand.yml"), "{}", fault.span.source.name);
        assert!(fault.message.contains(":1"), "with numbers: {}", fault.message);
    }
}

//! The dimensions: what grows, its least size, and the specs of a size.

use super::inputs::{answer, answers, briefing, cells, chart, figure, list, repeat, series, text};

/// Files, runs that go before, and the arguments of the run that is measured.
pub(crate) struct Task {
    pub(crate) files: Vec<(String, String)>,
    pub(crate) before: Vec<Vec<&'static str>>,
    pub(crate) args: Vec<&'static str>,
}

type Dimension = (&'static str, usize, fn(usize) -> Task);

const SVG: &[&str] = &["specs", "-o", "out", "--format", "svg", "--no-cache", "-j", "1"];
const PDF: &[&str] = &["specs", "-o", "out", "--format", "pdf", "--no-cache", "-j", "1"];
const CHECK: &[&str] = &["check", "specs"];

fn task(args: &[&'static str], files: &[(&str, String)]) -> Task {
    let files = files.iter().map(|(name, text)| ((*name).to_owned(), text.clone())).collect();
    Task { files, before: Vec::new(), args: args.to_vec() }
}

/// One chart of the series in `of`.
fn drawn(kind: &str, keys: &str, of: String) -> Task {
    task(SVG, &[("specs/charts/c.yaml", chart(kind, keys)), ("specs/series/s.yaml", of)])
}

/// A text beside one small series.
fn written(args: &[&'static str], content: &str) -> Task {
    task(args, &[("specs/briefing.yaml", briefing(content)), ("specs/series/s.yaml", answers("", 5))])
}

/// So many charts and series.
fn many(args: &[&'static str], count: usize, chart_keys: fn(usize) -> String) -> Task {
    let one = |at: usize| {
        format!(
            "  s{at}:\n    question: Q {at}?\n    type: single\n    base: {{label: all, n: 1000}}\n    values: {{a: {}, b: {}}}\n",
            figure(at),
            100 - figure(at)
        )
    };
    let mut files = vec![("specs/series/s.yaml".to_owned(), format!("series:\n{}", repeat(count, one)))];
    files.extend((0..count).map(|at| (format!("specs/charts/c{at}.yaml"), chart_keys(at))));
    Task { files, before: Vec::new(), args: args.to_vec() }
}

fn plain(at: usize) -> String {
    format!("title: T\nseries: s{at}\nchart: bar\n")
}

fn root(size: usize) -> usize {
    (size as f64).sqrt() as usize
}

pub(crate) fn dimensions() -> Vec<Dimension> {
    let mut all = of_charts();
    all.extend(of_series());
    all.extend(of_texts());
    all.extend(of_folders());
    all
}

fn of_charts() -> Vec<Dimension> {
    vec![
        ("heat-map cells", 400, |n| drawn("heatmap", "", cells(root(n), root(n)))),
        ("table cells", 400, |n| drawn("table", "", cells(root(n), root(n)))),
        ("rows with significance", 10, |n| drawn("table", "significance: true\n", cells(n, 26))),
        ("rows of grouped bars", 100, |n| drawn("grouped-bar", "", cells(n, 3))),
        ("rows of stacked bars", 100, |n| drawn("stacked-bar", "", cells(n, 3))),
        ("lines", 10, |n| drawn("line", "", cells(n, 12))),
        ("points of lines", 50, |n| drawn("line", "", cells(3, n.min(1000)))),
        ("points of scatter", 100, |n| drawn("scatter", "", cells(n, 2))),
        ("categories", 400, |n| drawn("bar", "", answers("", n))),
        ("groups", 100, |n| {
            drawn(
                "bar",
                &format!("groups: {{{}}}\n", list(n, |at| format!("g{at}: [{}]", answer(at)))),
                answers("", n),
            )
        }),
        ("sort by list", 200, |n| {
            drawn("bar", &format!("sort: [{}]\n", list(n, |at| answer(n - 1 - at))), answers("", n))
        }),
        ("highlight", 200, |n| drawn("bar", &format!("highlight: [{}]\n", list(n, answer)), answers("", n))),
        ("colours", 200, |n| {
            drawn(
                "bar",
                &format!("colors: {{{}}}\n", list(n, |at| format!("{}: accent", answer(at)))),
                answers("", n),
            )
        }),
        ("chosen categories", 200, |n| {
            drawn("bar", &format!("categories: [{}]\n", list(n, |at| answer(n - 1 - at))), answers("", n))
        }),
        ("facets", 20, |n| drawn("bar", "facet: columns\n", cells(3, n))),
        ("lines among all", 10, |n| drawn("line", "facet: each-among-all\n", cells(n, 8))),
        ("references", 50, |n| {
            drawn(
                "bar",
                &format!(
                    "references: [{}]\n",
                    list(n, |at| format!("{{value: {}, label: r{at}}}", figure(at)))
                ),
                answers("", 5),
            )
        }),
        ("annotations", 20, |n| {
            drawn(
                "column",
                &format!(
                    "annotations: [{}]\n",
                    list(n, |at| format!("{{text: note {at}, at: {}}}", answer(at % 30)))
                ),
                answers("", 30),
            )
        }),
        ("key figures", 50, |n| {
            let one = |at| format!("{{series: s, category: {}, label: l{at}}}", answer(at));
            task(
                SVG,
                &[
                    (
                        "specs/charts/c.yaml",
                        format!("title: T\nchart: key-figures\nfigures: [{}]\n", list(n, one)),
                    ),
                    ("specs/series/s.yaml", answers("", n)),
                ],
            )
        }),
        ("letters of a title", 2000, |n| {
            task(
                SVG,
                &[
                    (
                        "specs/charts/c.yaml",
                        format!("title: {}\nseries: s\nchart: bar\n", "word ".repeat(n / 5)),
                    ),
                    ("specs/series/s.yaml", answers("", 5)),
                ],
            )
        }),
        ("letters of a word", 1000, |n| {
            task(
                SVG,
                &[
                    (
                        "specs/charts/c.yaml",
                        format!("title: {}\nseries: s\nchart: bar\n", "wording".repeat(n / 7)),
                    ),
                    ("specs/series/s.yaml", answers("", 5)),
                ],
            )
        }),
    ]
}

fn of_series() -> Vec<Dimension> {
    vec![
        ("nets", 200, |n| {
            drawn(
                "bar",
                "",
                answers(
                    &format!(
                        "    nets: {{{}}}\n",
                        list(n, |at| format!("net {at}: [{}, {}]", answer(2 * at), answer(2 * at + 1)))
                    ),
                    2 * n,
                ),
            )
        }),
        ("parts of a net", 400, |n| {
            drawn("bar", "", answers(&format!("    nets: {{net: [{}]}}\n", list(n, answer)), n + 1))
        }),
        ("missing answers", 200, |n| {
            drawn("bar", "", answers(&format!("    missing: [{}]\n", list(n - 1, answer)), n))
        }),
        ("pinned answers", 200, |n| {
            drawn("bar", "", answers(&format!("    pin-last: [{}]\n", list(n - 1, answer)), n))
        }),
        ("short names", 200, |n| {
            drawn(
                "bar",
                "",
                answers(&format!("    short: {{{}}}\n", list(n, |at| format!("{}: a{at}", answer(at)))), n),
            )
        }),
        ("waves", 50, |n| {
            let one = |at: usize| {
                format!(
                    "  s{at}:\n    question: Q?\n    type: single\n    base: {{label: all, n: 1000}}\n{}    values: {{a: {}, b: {}}}\n",
                    if at == 0 { String::new() } else { format!("    wave-of: s{}\n", at - 1) },
                    figure(at),
                    100 - figure(at)
                )
            };
            task(
                CHECK,
                &[
                    ("specs/charts/c.yaml", "title: T\nseries: s1\nchart: bar\n".to_owned()),
                    ("specs/series/s.yaml", format!("series:\n{}", repeat(n, one))),
                ],
            )
        }),
        ("small bases to hide", 20, |n| {
            let base = list(n, |at| format!("c{at}: {}", 20 + at % 40));
            let row = |row: usize| {
                format!("{}: {{{}}}", answer(row), list(n, |at| format!("c{at}: {}", figure(row + at))))
            };
            let of = format!(
                "series:\n  s:\n    question: Q?\n    type: multiple\n    by: group\n    base: {{label: all, n: 1000, columns: {{{base}}}}}\n    values: {{{}}}\n",
                list(3, row)
            );
            task(
                SVG,
                &[
                    (
                        "specs/briefing.yaml",
                        "title: B\nlanguage: en\nmin-base: {n: 30, hide: true}\nsections: [{title: S, content: [{chart: c}]}]\n".to_owned(),
                    ),
                    ("specs/charts/c.yaml", chart("table", "")),
                    ("specs/series/s.yaml", of),
                ],
            )
        }),
        ("categories of CSV", 500, |n| {
            of_file(
                "series/f.csv",
                format!("answer,share\n{}", repeat(n, |at| format!("{},{}\n", answer(at), figure(at)))),
                "{file: series/f.csv}",
            )
        }),
        ("cells of long CSV", 500, |n| {
            of_file(
                "series/f.csv",
                format!(
                    "answer,year,share\n{}",
                    repeat(n, |at| format!("{},{},{}\n", answer(at / root(n)), at % root(n), figure(at)))
                ),
                "{file: series/f.csv, long: {category: answer, column: year, value: share}}",
            )
        }),
        ("columns of CSV", 60, |n| {
            of_file(
                "series/f.csv",
                format!(
                    "answer,{}\nyes,{}\n",
                    list(n, |at| format!("c{at}")).replace(' ', ""),
                    list(n, |at| figure(at).to_string()).replace(' ', "")
                ),
                "{file: series/f.csv}",
            )
        }),
        ("records of JSON", 500, |n| {
            of_file(
                "series/f.json",
                format!(
                    "[{}]",
                    list(n, |at| format!("{{\"answer\": \"{}\", \"share\": {}}}", answer(at), figure(at)))
                ),
                "{file: series/f.json}",
            )
        }),
        ("figures of JSON", 500, |n| {
            of_file(
                "series/f.json",
                format!("{{{}}}", list(n, |at| format!("\"{}\": {}", answer(at), figure(at)))),
                "{file: series/f.json}",
            )
        }),
        ("rows of JSON to count", 5000, |n| {
            of_file(
                "series/f.json",
                format!("[{}]", list(n, |at| format!("{{\"q\": \"answer {}\", \"other\": {at}}}", at % 5))),
                "{file: series/f.json, tabulate: {answer: q}}",
            )
        }),
        ("rows of CSV to count", 5000, |n| {
            of_file(
                "series/f.csv",
                format!("q,other\n{}", repeat(n, |at| format!("answer {},{at}\n", at % 5))),
                "{file: series/f.csv, tabulate: {answer: q}}",
            )
        }),
        ("answers to count", 400, |n| {
            of_file(
                "series/f.csv",
                format!("q\n{}", repeat(n, |at| format!("{}\n", answer(at)))),
                "{file: series/f.csv, tabulate: {answer: q}}",
            )
        }),
        ("answers in one cell", 400, |n| {
            of_file(
                "series/f.csv",
                format!("q\n{}\n", list(n, answer).replace(", ", ";")),
                "{file: series/f.csv, tabulate: {answer: q, separator: ';'}}",
            )
        }),
        ("lines that import looks at", 1000, |n| {
            task(
                &["import", "f.csv"],
                &[(
                    "f.csv",
                    format!("answer,share\n{}", repeat(n, |at| format!("{},{}\n", answer(at), figure(at)))),
                )],
            )
        }),
        ("tables that import finds", 20, |n| {
            task(
                &["import", "f.csv"],
                &[(
                    "f.csv",
                    repeat(n, |at| {
                        format!(
                            "Question {at}\nanswer,share\nyes,{}\nno,{}\n\n",
                            figure(at),
                            100 - figure(at)
                        )
                    }),
                )],
            )
        }),
        ("columns that import looks at", 40, |n| {
            task(
                &["import", "f.csv"],
                &[(
                    "f.csv",
                    format!(
                        "{}\n{}",
                        list(n, |at| format!("q{at}")).replace(' ', ""),
                        repeat(20, |row| format!(
                            "{}\n",
                            list(n, |at| (1 + (row + at) % 5).to_string()).replace(' ', "")
                        ))
                    ),
                )],
            )
        }),
    ]
}

/// A chart of a series whose figures are in a file.
fn of_file(name: &str, bytes: String, data: &str) -> Task {
    let of = format!(
        "series:\n  s:\n    question: Q?\n    type: multiple\n    base: {{label: all, n: 1000}}\n    data: {data}\n"
    );
    let of = if data.contains("tabulate") { of.replace("label: all, n: 1000", "label: all") } else { of };
    task(
        CHECK,
        &[
            ("specs/charts/c.yaml", chart("bar", "")),
            ("specs/series/s.yaml", of),
            (&format!("specs/{name}"), bytes),
        ],
    )
}

fn of_texts() -> Vec<Dimension> {
    vec![
        ("inlines of a paragraph", 200, |n| {
            written(PDF, &text(&repeat(n, |at| format!("*a* **b{at}** c "))))
        }),
        ("nested inlines", 100, |n| {
            written(
                PDF,
                &text(&format!(
                    "{}a{}",
                    repeat(n, |at| if at % 2 == 0 { "*a ".to_owned() } else { "**b ".to_owned() }),
                    repeat(n, |at| if (n - at) % 2 == 1 { " a*".to_owned() } else { " b**".to_owned() })
                )),
            )
        }),
        ("open brackets", 2000, |n| written(CHECK, &text(&"[a".repeat(n)))),
        ("open stars", 2000, |n| written(CHECK, &text(&"*a _b ".repeat(n)))),
        ("links", 200, |n| {
            written(PDF, &text(&repeat(n, |at| format!("[link {at}](https://example.org/{at}) "))))
        }),
        ("notes", 100, |n| {
            written(
                PDF,
                &text(&format!(
                    "{}\n\n{}",
                    repeat(n, |at| format!("word[^{at}] ")),
                    repeat(n, |at| format!("[^{at}]: Note {at}.\n\n"))
                )),
            )
        }),
        ("headings", 100, |n| written(PDF, &text(&repeat(n, |at| format!("## Heading {at}\n\nText.\n\n"))))),
        ("items of a list", 200, |n| written(PDF, &text(&repeat(n, |at| format!("- item {at}\n"))))),
        ("words of a paragraph", 1000, |n| written(PDF, &text(&"words and more ".repeat(n / 3)))),
        ("texts", 50, |n| written(PDF, &repeat(n, |at| text(&format!("Paragraph {at}."))))),
        ("sections", 50, |n| {
            task(
                PDF,
                &[
                    (
                        "specs/briefing.yaml",
                        format!(
                            "title: B\nlanguage: en\ndate: 2026-01-01\nsections:\n{}",
                            repeat(n, |at| format!("  - title: S{at}\n    text: Words.\n"))
                        ),
                    ),
                    ("specs/series/s.yaml", answers("", 5)),
                ],
            )
        }),
        ("functions in a text", 200, |n| {
            written(CHECK, &text(&repeat(n, |at| format!("{{{{ pct(\"s\", \"{}\") }}}} ", answer(at % 5)))))
        }),
        ("numbers in a text", 200, |n| {
            written(
                CHECK,
                &text(&repeat(n, |at| format!("So {} % say answer {} of it. ", figure(at), at % 5))),
            )
        }),
        ("numbers and series", 50, |n| {
            let mut task = many(CHECK, n, plain);
            task.files.push((
                "specs/briefing.yaml".to_owned(),
                briefing(&format!(
                    "{}{}",
                    text(&repeat(n, |at| format!(
                        "{{{{ pct(\"s{at}\", \"a\") }}}} and {} % more. ",
                        figure(at + 3)
                    ))),
                    repeat(n, |at| format!("      - chart: c{at}\n"))
                )),
            ));
            task
        }),
        ("claims in a text", 50, |n| {
            written(
                CHECK,
                &text(&repeat(n, |at| {
                    format!(
                        "{{{{ pct(\"s\", \"answer {}\") }}}} is the largest share and more than half. ",
                        at % 5
                    )
                })),
            )
        }),
        ("warnings on one line", 100, |n| {
            written(CHECK, &text(&repeat(n, |at| format!("{}.{} % of them say so. ", 200 + at, at % 10))))
        }),
        ("warnings in a text, JSON", 100, |n| {
            written(
                &["check", "specs", "--message-format", "json"],
                &text(&repeat(n, |at| format!("{}.{} % of them say so. ", 200 + at, at % 10))),
            )
        }),
        ("warnings in a text, SARIF", 100, |n| {
            written(
                &["check", "specs", "--message-format", "sarif"],
                &text(&repeat(n, |at| format!("{}.{} % of them say so. ", 200 + at, at % 10))),
            )
        }),
        ("unknown keys", 50, |n| drawn("bar", &repeat(n, |at| format!("titel{at}: x\n")), answers("", 5))),
        ("unknown keys on one line", 100, |n| {
            drawn("bar", "", series("    type: multiple\n", &list(n, |at| format!("a{at}: x{at}"))))
        }),
        ("unknown names", 50, |n| {
            drawn("bar", &format!("highlight: [{}]\n", list(n, |at| format!("answr {at}"))), answers("", n))
        }),
    ]
}

fn of_folders() -> Vec<Dimension> {
    vec![
        ("charts", 25, |n| many(SVG, n, plain)),
        ("charts in PDF", 15, |n| many(PDF, n, plain)),
        ("charts in list", 50, |n| many(&["list", "specs"], n, plain)),
        ("charts in check", 50, |n| many(CHECK, n, plain)),
        ("charts in html", 15, |n| {
            many(&["specs", "-o", "out", "--format", "html", "--no-cache", "-j", "1"], n, plain)
        }),
        ("charts in pptx", 15, |n| {
            many(&["specs", "-o", "out", "--format", "pptx", "--no-cache", "-j", "1"], n, plain)
        }),
        ("charts in xlsx", 25, |n| {
            many(&["specs", "-o", "out", "--format", "xlsx", "--no-cache", "-j", "1"], n, plain)
        }),
        ("series with suggestions", 50, |n| {
            many(CHECK, n, |at| format!("title: T\nseries: x{at}\nchart: bar\n"))
        }),
        ("charts of the same series", 50, |n| {
            many(CHECK, n, |_| "title: T\nseries: s0\nchart: bar\n".to_owned())
        }),
        ("charts that are unchanged", 25, |n| {
            let run = ["specs", "-o", "out", "--format", "svg", "-j", "1"];
            Task { before: vec![run.to_vec()], ..many(&run, n, plain) }
        }),
        ("charts in diff", 25, |n| {
            let mut task = many(&["diff", "specs", "new"], n, plain);
            let new: Vec<_> = task
                .files
                .iter()
                .map(|(name, text)| (name.replace("specs/", "new/"), text.replace("a: 1", "a: 2")))
                .collect();
            task.files.extend(new);
            task
        }),
        ("reports", 10, |n| {
            let mut task = many(&["reports", "specs", "-o", "out", "--format", "svg", "-j", "1"], 1, plain);
            task.files.push(("specs/briefing.yaml".to_owned(), "title: B\nlanguage: en\nparams: {town: {default: A}}\nsections: [{title: S, content: [{chart: c0}]}]\n".to_owned()));
            task.files.push((
                "specs/reports.csv".to_owned(),
                format!("id,town\n{}", repeat(n, |at| format!("r{at},t{at}\n"))),
            ));
            task
        }),
        ("rules of a logo", 100, |n| {
            logo(&format!(
                "<style>{}</style><rect class=\"c1\" width=\"9\" height=\"9\"/>",
                repeat(n, |at| format!(".c{at} {{fill: #102030}} "))
            ))
        }),
        ("rules and elements of a logo", 50, |n| {
            logo(&format!(
                "<style>{}</style>{}",
                repeat(n, |at| format!(".c{at} {{fill: #102030}} ")),
                repeat(n, |at| format!("<rect class=\"c{at}\" width=\"9\" height=\"9\"/>"))
            ))
        }),
        ("elements of a logo", 200, |n| logo(&"<rect width=\"9\" height=\"9\"/>".repeat(n))),
        ("uses in a logo", 200, |n| {
            logo(&format!("<rect id=\"a\" width=\"9\" height=\"9\"/>{}", "<use href=\"#a\"/>".repeat(n)))
        }),
    ]
}

fn logo(shapes: &str) -> Task {
    let svg = format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 10 10\">{shapes}</svg>");
    let mut task = written(PDF, &text("Words."));
    task.files.push(("specs/theme.yaml".to_owned(), "logo: logo.svg\n".to_owned()));
    task.files.push(("specs/logo.svg".to_owned(), svg));
    task
}

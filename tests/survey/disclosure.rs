//! Hidden figures cannot be computed: an attacker who has everything that was published, and knows which columns
//! add up, solves for them. Without complementary suppression the same attack succeeds.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::folder::Folder;

const LEAST: u32 = 30;
const TABLES: usize = 60;

/// Numbers that are the same in every run (Knuth, MMIX).
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % most
    }
}

/// A question by groups, with counts that nobody but the author knows.
struct Table {
    id: String,
    /// The groups of each division of all respondents; the second is there now and then.
    divisions: Vec<Vec<String>>,
    /// The counts of each group and of `all`.
    counts: BTreeMap<String, Vec<u32>>,
    percent: bool,
    /// Whether the figures of all stand beside the groups, in a series of their own, or nowhere.
    total: Total,
}

#[derive(Clone, Copy, PartialEq)]
enum Total {
    First,
    Last,
    Elsewhere,
    Nowhere,
}

impl Table {
    fn random(number: usize, dice: &mut Dice) -> Self {
        let categories = 2 + dice.below(3) as usize;
        let groups = 2 + dice.below(3) as usize;
        let mut counts: BTreeMap<String, Vec<u32>> = BTreeMap::new();
        let mut own: Vec<Vec<u32>> = (0..groups)
            .map(|group| {
                let most = if group == 0 || dice.below(3) == 0 { 8 } else { 150 };
                (0..categories).map(|_| 1 + dice.below(most) as u32).collect()
            })
            .collect();
        // One group is large, so that the total is no small one.
        own[groups - 1].iter_mut().for_each(|count| *count += 60);
        let all: Vec<u32> = (0..categories).map(|at| own.iter().map(|group| group[at]).sum()).collect();
        let mut divisions = vec![Vec::new()];
        for (group, own) in own.into_iter().enumerate() {
            divisions[0].push(format!("g{group}"));
            counts.insert(format!("g{group}"), own);
        }
        if dice.below(3) == 0 {
            let young: Vec<u32> = all.iter().map(|count| count / 3).collect();
            let old = all.iter().zip(&young).map(|(all, young)| all - young).collect();
            counts.insert("young".into(), young);
            counts.insert("old".into(), old);
            divisions.push(vec!["young".into(), "old".into()]);
        }
        counts.insert("all".into(), all);
        let total = [Total::First, Total::Last, Total::Elsewhere, Total::Nowhere][dice.below(4) as usize];
        Self { id: format!("t{number}"), divisions, counts, percent: dice.below(2) == 0, total }
    }

    fn size(&self, group: &str) -> u32 {
        self.counts[group].iter().sum()
    }

    fn groups(&self) -> impl Iterator<Item = &String> {
        self.divisions.iter().flatten()
    }

    /// The small groups of a division.
    fn small(&self, division: &[String]) -> Vec<String> {
        division.iter().filter(|group| self.size(group) < LEAST).cloned().collect()
    }

    fn columns(&self) -> Vec<String> {
        let all = || std::iter::once("all".to_owned());
        let groups = self.groups().cloned();
        match self.total {
            Total::First => all().chain(groups).collect(),
            Total::Last => groups.chain(all()).collect(),
            _ => groups.collect(),
        }
    }

    fn figure(&self, group: &str, at: usize) -> f64 {
        let count = f64::from(self.counts[group][at]);
        if self.percent { 100.0 * count / f64::from(self.size(group)) } else { count }
    }

    fn yaml(&self) -> String {
        let columns = self.columns();
        let categories = self.counts["all"].len();
        let sizes: Vec<String> = columns.iter().map(|name| format!("{name}: {}", self.size(name))).collect();
        let n = self.size("all");
        let unit = if self.percent { "percent" } else { "count" };
        let head = format!("type: single, unit: {unit}, rounding: none, question: Q{}", self.id);
        let line = |columns: &[String], at: usize| {
            let cells: Vec<String> =
                columns.iter().map(|name| format!("{name}: {:.6}", self.figure(name, at))).collect();
            format!("c{at}: {{{}}}", cells.join(", "))
        };
        let lines: Vec<String> = (0..categories).map(|at| line(&columns, at)).collect();
        let mut text = format!(
            "  {}: {{{head}, base: {{label: staff, n: {n}, columns: {{{}}}}}, values: {{{}}}, nets: {{both: [c0, c1]}}}}\n",
            self.id,
            sizes.join(", "),
            lines.join(", "),
        );
        if self.total == Total::Elsewhere {
            let lines: Vec<String> =
                (0..categories).map(|at| format!("c{at}: {:.6}", self.figure("all", at))).collect();
            text.push_str(&format!(
                "  {}-all: {{{head}, base: {{label: staff, n: {n}}}, values: {{{}}}}}\n",
                self.id,
                lines.join(", ")
            ));
        }
        text
    }
}

/// What a reader has of one table: figures by group and answer, nets, sizes.
#[derive(Default)]
struct Published {
    figures: BTreeMap<(String, String), f64>,
    sizes: BTreeMap<String, f64>,
}

fn tables() -> Vec<Table> {
    let mut dice = Dice(2024);
    (0..TABLES).map(|number| Table::random(number, &mut dice)).collect()
}

fn publish(tables: &[Table], min_base: &str) -> (Folder, BTreeMap<String, Published>) {
    let series: String = tables.iter().map(Table::yaml).collect();
    let mut folder = Folder::empty()
        .with("series/s.yaml", format!("survey: {{title: S}}\nseries:\n{series}"))
        .with("briefing.yaml", format!("title: B\nlanguage: en\ncover: A.\nmin-base: {min_base}\n"));
    for table in tables {
        folder = folder.with(
            &format!("charts/{}.yaml", table.id),
            format!("title: T\nseries: {}\nchart: table\n", table.id),
        );
        if table.total == Total::Elsewhere {
            folder = folder.with(
                &format!("charts/{}-all.yaml", table.id),
                format!("title: T\nseries: {}-all\nchart: bar\n", table.id),
            );
        }
    }
    let out = folder.path.join("out");
    let run = Command::new(env!("CARGO_BIN_EXE_make-briefing"))
        .args([folder.path.as_os_str(), "--output".as_ref(), out.as_os_str()])
        .args(["--format", "csv", "--no-cache"])
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&run.stderr).into_owned();
    assert!(!said.contains("error[template]") && out.join("manifest.json").is_file(), "{said}");
    let found = read(&out);
    (folder, found)
}

/// All figures and sizes of the manifest and the CSV files.
fn read(out: &Path) -> BTreeMap<String, Published> {
    let text = fs::read_to_string(out.join("manifest.json")).unwrap();
    let manifest: Value = serde_json::from_str(&text).unwrap();
    let mut all: BTreeMap<String, Published> = BTreeMap::new();
    for chart in manifest["charts"].as_array().unwrap() {
        let id = chart["id"].as_str().unwrap();
        let table = all.entry(id.trim_end_matches("-all").to_owned()).or_default();
        for value in chart["values"].as_array().unwrap() {
            let column = value["column"].as_str().unwrap_or("all").to_owned();
            let key = (column, value["row"].as_str().unwrap().to_owned());
            table.figures.extend(value["value"].as_f64().map(|figure| (key, figure)));
        }
        let base = &chart["series"][0]["base"];
        table.sizes.extend(base["n"].as_f64().map(|n| ("all".to_owned(), n)));
        for (column, n) in base["columns"].as_object().unwrap() {
            table.sizes.insert(column.clone(), n.as_f64().unwrap());
        }
        let csv = fs::read_to_string(out.join(format!("charts/{id}.csv"))).unwrap();
        let mut lines = csv.lines().map(|line| line.split(',').map(str::to_owned).collect::<Vec<_>>());
        let head = lines.next().unwrap();
        for line in lines {
            for (name, cell) in head.iter().zip(&line).skip(1) {
                let column = if id.ends_with("-all") { "all" } else { name };
                let figure =
                    cell.parse::<f64>().ok().map(|figure| ((column.to_owned(), line[0].clone()), figure));
                table.figures.extend(figure);
            }
        }
    }
    all
}

/// Lines of a system over named unknowns, each with its constant last.
#[derive(Default)]
struct System {
    names: BTreeMap<String, usize>,
    lines: Vec<(BTreeMap<usize, f64>, f64)>,
}

impl System {
    fn add(&mut self, terms: &[(String, f64)], constant: f64) {
        let mut line = BTreeMap::new();
        for (name, factor) in terms {
            let next = self.names.len();
            let at = *self.names.entry(name.clone()).or_insert(next);
            *line.entry(at).or_insert(0.0) += factor;
        }
        self.lines.push((line, constant));
    }

    /// The unknowns that the lines determine.
    fn solved(&self) -> BTreeMap<String, f64> {
        let width = self.names.len();
        let mut rows: Vec<Vec<f64>> = self
            .lines
            .iter()
            .map(|(line, constant)| {
                let mut row = vec![0.0; width + 1];
                line.iter().for_each(|(at, factor)| row[*at] = *factor);
                row[width] = *constant;
                row
            })
            .collect();
        let mut done = 0;
        for column in 0..width {
            let best =
                (done..rows.len()).max_by(|a, b| rows[*a][column].abs().total_cmp(&rows[*b][column].abs()));
            let Some(best) = best.filter(|at| rows[*at][column].abs() > 1e-7) else { continue };
            rows.swap(done, best);
            let pivot = rows[done].clone();
            for (at, row) in rows.iter_mut().enumerate() {
                if at != done {
                    let factor = row[column] / pivot[column];
                    row.iter_mut().zip(&pivot).for_each(|(value, own)| *value -= factor * own);
                }
            }
            done += 1;
        }
        let mut found = BTreeMap::new();
        for row in &rows[..done] {
            let factors: Vec<usize> = (0..width).filter(|at| row[*at].abs() > 1e-7).collect();
            if let [only] = factors[..] {
                let name = self.names.iter().find(|(_, at)| **at == only).unwrap().0;
                found.insert(name.clone(), row[width] / row[only]);
            }
        }
        found
    }
}

/// The counts and sizes that a reader can work out of what was published.
fn attack(table: &Table, published: &Published) -> BTreeMap<String, f64> {
    let mut system = System::default();
    let categories = table.counts["all"].len();
    let x = |group: &str, at: usize| format!("{group}/c{at}");
    let n = |group: &str| format!("{group}/n");
    let everyone: Vec<String> = table.groups().cloned().chain(["all".to_owned()]).collect();
    for group in &everyone {
        if let Some(size) = published.sizes.get(group) {
            system.add(&[(n(group), 1.0)], *size);
        }
        // One answer a person.
        let mut terms: Vec<(String, f64)> = (0..categories).map(|at| (x(group, at), 1.0)).collect();
        terms.push((n(group), -1.0));
        system.add(&terms, 0.0);
        let rows = (0..categories).map(|at| (format!("c{at}"), vec![x(group, at)]));
        let net = ("both".to_owned(), vec![x(group, 0), x(group, 1)]);
        for (row, parts) in rows.chain([net]) {
            let Some(figure) = published.figures.get(&(group.clone(), row)) else { continue };
            let mut terms: Vec<(String, f64)> = parts.into_iter().map(|part| (part, 1.0)).collect();
            if table.percent {
                terms.push((n(group), -figure / 100.0));
            }
            system.add(&terms, if table.percent { 0.0 } else { *figure });
        }
    }
    for (number, division) in table.divisions.iter().enumerate() {
        for at in 0..categories {
            let mut terms: Vec<(String, f64)> = division.iter().map(|group| (x(group, at), 1.0)).collect();
            terms.push((x("all", at), -1.0));
            system.add(&terms, 0.0);
            // All small groups taken together, where they are small together.
            let small = table.small(division);
            let mut terms: Vec<(String, f64)> = small.iter().map(|group| (x(group, at), 1.0)).collect();
            terms.push((format!("small{number}/c{at}"), -1.0));
            system.add(&terms, 0.0);
        }
        let mut terms: Vec<(String, f64)> = division.iter().map(|group| (n(group), 1.0)).collect();
        terms.push((n("all"), -1.0));
        system.add(&terms, 0.0);
    }
    let mut found = system.solved();
    found.retain(|name, _| {
        let (group, _) = name.split_once('/').unwrap();
        match group.strip_prefix("small") {
            Some(number) => {
                let small = table.small(&table.divisions[number.parse::<usize>().unwrap()]);
                let answers: u32 = small.iter().map(|group| table.size(group)).sum();
                !small.is_empty() && answers < LEAST
            }
            None => group != "all" && table.size(group) < LEAST,
        }
    });
    found
}

#[test]
fn hidden_figures_cannot_be_computed_from_all_that_is_published() {
    let tables = tables();
    let (folder, published) = publish(&tables, "{n: 30, hide: true}");
    let mut shown = 0;
    for table in &tables {
        let Some(published) = published.get(&table.id) else { continue };
        shown += published.figures.len();
        let found = attack(table, published);
        assert!(found.is_empty(), "{}: {found:?}\n{}", table.id, table.yaml());
    }
    // Hiding everything would be no art.
    assert!(shown > TABLES * 3, "only {shown} figures are left");
    let text = fs::read_to_string(folder.path.join("out/manifest.json")).unwrap();
    assert!(text.contains("\"hidden\": \"small\"") && text.contains("\"hidden\": \"linked\""));
    let manifest: Value = serde_json::from_str(&text).unwrap();
    for table in tables.iter().filter(|table| !table.small(&table.divisions[0]).is_empty()) {
        let mut charts = manifest["charts"].as_array().unwrap().iter();
        let Some(chart) = charts.find(|chart| chart["id"] == *table.id) else { continue };
        let entry = chart.to_string();
        for group in table.small(&table.divisions[0]) {
            let size = format!("{group}: n\u{a0}=\u{a0}{}", table.size(&group));
            assert!(!entry.contains(&size), "{}: {size}", table.id);
        }
    }
}

#[test]
fn the_same_attack_succeeds_where_only_the_small_columns_are_left_out() {
    let tables = tables();
    let (_folder, published) = publish(&tables, "30");
    let (mut open, mut given) = (0, 0);
    for table in tables.iter().filter(|table| !table.small(&table.divisions[0]).is_empty()) {
        let published = &published[&table.id];
        let is_small = |group: &str| group != "all" && table.size(group) < LEAST;
        let left = Published {
            figures: published
                .figures
                .clone()
                .into_iter()
                .filter(|((group, _), _)| !is_small(group))
                .collect(),
            sizes: published.sizes.clone().into_iter().filter(|(group, _)| !is_small(group)).collect(),
        };
        open += 1;
        let found = attack(table, &left);
        given += usize::from(!found.is_empty());
        for (name, value) in found {
            let (group, what) = name.split_once('/').unwrap();
            let Some(counts) = table.counts.get(group) else { continue };
            let truth = match what.strip_prefix('c') {
                Some(at) => f64::from(counts[at.parse::<usize>().unwrap()]),
                None => f64::from(table.size(group)),
            };
            assert!((value - truth).abs() < 0.05, "{}: {name} is {truth}, not {value}", table.id);
        }
    }
    assert!(open >= TABLES / 2 && given * 2 > open, "{given} of {open} tables are open to the attack");
}

const STAFF: &str = "survey: {base: {label: staff, n: 623, columns: {all: 623, men: 600, women: 23}}}
series:
  q:
    question: Q
    type: single
    values: {'yes': {all: 50, men: 51, women: 24}, 'no': {all: 40, men: 39, women: 66}}
    remainder: not said
";

#[test]
fn no_function_of_a_text_prints_a_hidden_figure_or_size() {
    let functions = [
        "pct('q', 'yes', 'women')",
        "share('q', 'yes', 'women')",
        "pct('q', 'not said', 'women')",
        "phrase('q', 'yes', 'women')",
        "diff('q', 'yes', 'no', 'women')",
        "net('q', ['yes', 'no'], 'women')",
        "rank('q', 'yes', 'women')",
        "top('q', 1, 'women')",
        "n('q', 'women')",
        // From these the others could be computed.
        "pct('q', 'yes', 'men')",
        "n('q', 'men')",
    ];
    let mut folder = Folder::empty()
        .with("series/s.yaml", STAFF)
        .with("briefing.yaml", "title: B\nlanguage: en\nmin-base: {n: 30, hide: true}\n");
    for (number, function) in functions.iter().enumerate() {
        let chart = format!("title: \"A {{{{ {function} }}}}\"\nseries: q\nchart: table\n");
        folder = folder.with(&format!("charts/c{number}.yaml"), chart);
    }
    let (project, faults) = folder.read();
    assert!(faults.is_empty() && !project.is_withheld, "{faults:#?}");
    let outcome = make_briefing::batch::check_files::check_specs(&folder.path);
    assert_eq!(outcome.failed.len(), functions.len(), "{:#?}", outcome.diagnostics);
    let refused = outcome.diagnostics.iter().filter(|fault| fault.code == "template");
    for fault in refused {
        for figure in ["24", "66", "51", "600", "23 "] {
            assert!(!fault.message.contains(figure), "{}", fault.message);
        }
    }
}

#[test]
fn what_rests_on_an_unknown_number_is_not_shown() {
    let unknown = |base: &str| {
        let series = STAFF.replace("{label: staff, n: 623, columns: {all: 623, men: 600, women: 23}}", base);
        Folder::empty()
            .with("series/s.yaml", series)
            .with("charts/c.yaml", "title: T\nseries: q\nchart: table\n")
            .with("briefing.yaml", "title: B\nlanguage: en\nmin-base: {n: 30, hide: true}\n")
    };
    for base in [
        "{label: staff}",
        "{label: staff, n: 623, columns: {all: 623, men: 600}}",
        "{label: staff, columns: {men: 600}}",
    ] {
        let folder = unknown(base);
        assert_eq!(folder.fault().code, "unknown-size", "{base}");
        assert!(folder.read().0.catalog.get("q").is_none(), "{base}");
    }
    // The only column without a size is the total, since the others add up to it.
    let total = unknown("{label: staff, n: 623, columns: {men: 600, women: 23}}").read().0;
    let hidden: Vec<usize> =
        total.catalog.get("q").unwrap().hidden.iter().map(|(column, _)| *column).collect();
    assert_eq!(hidden, [1, 2]);
}

#[test]
fn what_a_series_file_says_of_all_its_series_governs_them() {
    let wrong = [
        STAFF.replace("women: 23}", "women: none}"),
        STAFF.replace("survey:", "sruvey:"),
        STAFF.replace("survey: {base:", "survey: {bsae:"),
        STAFF.replace("survey: {", "survey: {rounding: up, "),
        STAFF.replace("survey: {", "survey: {base: {label: x, n: 900}, "),
        format!("{STAFF}survey: {{title: again}}\n"),
    ];
    for series in wrong {
        let (project, faults) = Folder::empty()
            .with("series/s.yaml", &series)
            .with("charts/c.yaml", "title: T\nseries: q\nchart: table\n")
            .read();
        let withheld = faults.iter().find(|fault| fault.code == "withheld");
        assert!(
            withheld.is_some_and(|fault| fault.message.contains("no series of this file")),
            "{series}\n{faults:#?}"
        );
        assert!(project.catalog.get("q").is_none() && project.catalog.is_faulty("q"), "{series}");
    }
}

#[test]
fn several_small_groups_are_not_seen_together() {
    // Each is hidden, but all minus large would give seven persons.
    let groups = "survey: {base: {label: staff, n: 607, columns: {all: 607, large: 600, a: 3, b: 4}}}
series:
  q: {question: Q, type: single, unit: count, values: {x: {all: 304, large: 300, a: 2, b: 2}, y: {all: 303, large: 300, a: 1, b: 2}}}
";
    let folder = Folder::empty()
        .with("series/s.yaml", groups)
        .with("charts/c.yaml", "title: T\nseries: q\nchart: table\n")
        .with("briefing.yaml", "title: B\nlanguage: en\nmin-base: {n: 30, hide: true}\n");
    let (project, faults) = folder.read();
    assert!(faults.is_empty(), "{faults:#?}");
    let shown = &project.catalog.get("q").unwrap().categories[0].values;
    assert_eq!(shown, &[Some(304.0), None, None, None]);
}

#[test]
fn columns_that_do_not_add_up_are_left_alone() {
    let waves = "survey: {base: {label: staff, n: 1010, columns: {2019: 1003, 2020: 1010, 2021: 12}}}
series:
  q: {question: Q, type: multiple, values: {x: {2019: 40, 2020: 52, 2021: 30}, y: {2019: 61, 2020: 35, 2021: 50}}}
";
    let folder = Folder::empty()
        .with("series/s.yaml", waves)
        .with("charts/c.yaml", "title: T\nseries: q\nchart: table\n")
        .with("briefing.yaml", "title: B\nlanguage: en\nmin-base: {n: 30, hide: true}\n");
    let shown = folder.read().0.catalog.get("q").unwrap().categories[0].values.clone();
    assert_eq!(shown, [Some(40.0), Some(52.0), None]);
}

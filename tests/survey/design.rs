//! The design of a sample: strata, clusters, finite populations and replicate weights. R's survey package computed the figures;
//! `design.R` compares many more with it.

use make_briefing::diagnostic::Diagnostic;
use make_briefing::survey::series::Series;

use crate::folder::Folder;

const ANSWERS: &str = "\
stratum,psu,size,w,keep,region,q
1,1,4,1,1,a,1
1,1,4,2,1,b,1
1,2,4,1,1,a,2
1,2,4,1,1,b,1
2,1,4,2,1,a,2
2,1,4,1,1,b,2
2,2,4,1,1,a,1
2,2,4,1,0,b,2
";

fn folder(design: &str, base: &str) -> Folder {
    let series = format!(
        "survey: {{base: {base}, weighting: by age}}\ndataset: {{data: series/answers.csv, weight: w, where: {{keep: 1}}, {design}}}\nquestions:\n  q: {{type: single, labels: {{1: yes, 2: no}}}}\n  score: {{type: numeric, answer: q}}\nbreaks: {{region: region, psu: psu}}\n"
    );
    Folder::empty()
        .with("briefing.yaml", "title: B\nlanguage: en\n")
        .with("series/s.yaml", series)
        .with("series/answers.csv", ANSWERS)
        .with("charts/c.yaml", "title: T\nseries: q by region, psu\nchart: table\n")
        .with("charts/d.yaml", "title: T\nseries: score mean-interval\nchart: table\n")
}

fn series(folder: &Folder, id: &str) -> Series {
    let (project, faults) = folder.read();
    assert!(faults.is_empty(), "{faults:#?}");
    project.catalog.get(id).unwrap().clone()
}

fn of(design: &str) -> Series {
    series(&folder(design, "{label: all}"), "q-by-region-and-psu")
}

/// What is wrong with a design, and what the first fault says.
fn fault(design: &str, code: &str) -> String {
    let (_, faults) = folder(design, "{label: all}").read();
    assert!(faults.iter().all(|fault: &Diagnostic| fault.hint.is_some()), "{faults:#?}");
    let fault = faults.first().unwrap_or_else(|| panic!("nothing is said"));
    assert_eq!(fault.code.name(), code, "{faults:#?}");
    fault.message.clone()
}

#[track_caller]
fn near(found: Option<(f64, f64)>, low: f64, high: f64) {
    let found = found.unwrap();
    assert!((found.0 - low).abs() < 1e-6 && (found.1 - high).abs() < 1e-6, "{found:?}");
}

const BOTH: &str = "design: {strata: stratum, clusters: psu}";

/// The person who is filtered out stays in her cluster: four clusters less two strata are two degrees of freedom.
#[test]
fn an_interval_follows_from_strata_and_clusters() {
    let series = of(BOTH);
    near(series.interval("yes", "Total", 100.0 * 5.0 / 9.0), 4.505_845_775, 97.068_710_120);
    assert_eq!(series.line("yes").and_then(|line| line.freedom(0)), Some(2.0));
    let effective = series.base.and_then(|base| base.n_effective);
    assert!(effective.is_some_and(|n| (n - 3.056_603_774).abs() < 1e-6), "{effective:?}");
}

#[test]
fn where_half_of_the_clusters_were_drawn_intervals_are_narrower() {
    let series = of("design: {strata: stratum, clusters: psu, population-size: size}");
    near(series.interval("yes", "Total", 100.0 * 5.0 / 9.0), 8.093_604_681, 94.664_636_646);
    let same = of("design: {strata: stratum, clusters: psu, population-size: 4}");
    assert_eq!(series.precision, same.precision);
}

#[test]
fn a_group_is_tested_against_the_total_that_holds_it() {
    let series = of(BOTH);
    let p = series.line("yes").and_then(|line| line.p_value((1, 0), 40.0 - 100.0 * 5.0 / 9.0));
    assert!(p.is_some_and(|p| (p - 0.122_807_663_8).abs() < 1e-9), "{p:?}");
}

#[test]
fn groups_of_two_breaks_are_not_tested_against_each_other() {
    let series = of(BOTH);
    let at = |name: &str| series.column(name).unwrap();
    assert!(series.samples(at("a"), at("b")).is_some());
    assert!(series.samples(at("a"), at("Total")).is_some());
    assert_eq!(series.samples(at("a"), at("1")), None);
}

#[test]
fn an_effective_size_that_is_declared_wins() {
    let declared = folder(BOTH, "{label: all, n: 7, n-effective: 5}");
    let series = series(&declared, "q-by-region-and-psu");
    assert!(series.precision.is_empty());
    assert_eq!(series.base.and_then(|base| base.n_effective), Some(5.0));
}

/// A jackknife that leaves out one cluster after the other of an unstratified sample gives nearly what linearisation does.
#[test]
fn replicate_weights_hold_the_design() {
    let rows: Vec<&str> = ANSWERS.lines().skip(1).collect();
    let mut table = String::from("cluster,w,keep,region,psu,q,rw1,rw2,rw3,rw4\n");
    for (at, row) in rows.iter().enumerate() {
        let cells: Vec<&str> = row.split(',').collect();
        let weight: f64 = cells[3].parse().unwrap();
        let cluster = at / 2;
        let of = |left: usize| if left == cluster { 0.0 } else { weight * 4.0 / 3.0 };
        let weights: Vec<String> = (0..4).map(|left| of(left).to_string()).collect();
        table += &format!(
            "{cluster},{weight},{},{},{},{},{}\n",
            cells[4],
            cells[5],
            cells[1],
            cells[6],
            weights.join(",")
        );
    }
    let with = |design: &str| {
        series(&folder(design, "{label: all}").with("series/answers.csv", &table), "q-by-region-and-psu")
    };
    let replicated = with("design: {replicates: {weights: 'rw*', method: jackknife}}");
    let drawn = with("design: {clusters: cluster}");
    let line = |series: &Series| series.line("yes").unwrap().clone();
    assert_eq!(line(&replicated).freedom(0), Some(3.0));
    assert_eq!(line(&drawn).freedom(0), Some(3.0));
    let (one, other) = (line(&replicated).variance(0).unwrap(), line(&drawn).variance(0).unwrap());
    assert!((one / other - 1.0).abs() < 0.3, "{one} {other}");
    let fewer = "design: {replicates: {weights: 'rw*', method: jackknife, degrees-of-freedom: 2}}";
    assert_eq!(line(&with(fewer)).freedom(0), Some(2.0));
}

#[test]
fn a_mean_has_the_interval_of_its_design() {
    let simple = series(&folder("total: Total", "{label: all}"), "score-mean-interval");
    let designed = series(&folder(BOTH, "{label: all}"), "score-mean-interval");
    let ends =
        |series: &Series| series.categories[0].values.iter().map(|value| value.unwrap()).collect::<Vec<_>>();
    assert_eq!(ends(&simple)[0], ends(&designed)[0]);
    // R: svymean gives 1.4444 with a standard error of 0.28422, and qt(0.975, 2) is 4.3027.
    assert!(
        (ends(&designed)[2] - ends(&designed)[0] - 4.302_652_73 * 0.284_218_874).abs() < 1e-6,
        "{designed:#?}"
    );
    assert_eq!(designed.columns, ["Mean", "95% from", "95% to"]);
}

#[test]
fn what_is_wrong_with_a_design_is_said() {
    let said = fault("design: {strata: keep}", "single-cluster");
    assert!(said.contains("`0` has one cluster only"), "{said}");
    fault("design: {strata: stratum, clusters: psu, population-size: 1}", "wrong-number");
    fault("design: {strata: stratum, clusters: psu, population-size: w}", "wrong-number");
    fault("design: {strata: district}", "unknown-header");
    fault("design: {}", "missing-key");
    fault("design: {replicates: {weights: 'rw*', method: brr}}", "unknown-header");
    fault("design: {replicates: {weights: w, method: brr}}", "wrong-length");
    fault("design: {replicates: {weights: [w, size], method: brr, scales: [1]}}", "wrong-length");
    fault("design: {strata: stratum, replicates: {weights: [w, size], method: brr}}", "misplaced-key");
    fault("design: {replicates: {weights: [w, size], method: jackknife, fay: 0.5}}", "misplaced-key");
}

#[test]
fn a_respondent_without_a_stratum_is_refused() {
    let folder = folder(BOTH, "{label: all}")
        .with("series/answers.csv", ANSWERS.replace("2,2,4,1,1,a,1", ",2,4,1,1,a,1"));
    let (_, faults) = folder.read();
    assert!(faults[0].message.contains("no stratum"), "{faults:#?}");
}

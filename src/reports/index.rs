//! The index of all reports: a page, a table and JSON, beside the folders of the reports.

use crate::markup::on_one_line as escaped;
use std::path::Path;

use super::record::Record;
use crate::diagnostic::Diagnostic;
use crate::workspace;
use serde_json::json;

/// What the three files begin with, by which they are known to be our own.
const PAGE: &str =
    "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>Reports</title>\n";
const TABLE: &str = "report,charts,pages,files,bytes,errors,warnings,document,sha256\n";
const JSON: &str = "{\n  \"form\": \"make-briefing reports 1\",\n";

const STYLE: &str = "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">
<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">
<style>
body { font: 16px/1.5 system-ui, sans-serif; color: #1a1a1a; background: #fff; margin: 2rem auto; max-width: 70rem; padding: 0 1rem }
h1 { font-size: 1.75rem; line-height: 1.2 }
table { border-collapse: collapse } th, td { text-align: left; padding: .25rem 1rem .25rem 0; border-bottom: 1px solid #ccc; vertical-align: top }
th.n, td.n { text-align: right; font-variant-numeric: tabular-nums } code { font-size: .9em; overflow-wrap: anywhere }
</style>
</head>
";

/// Writes `index.html`, `index.csv` and `index.json`. The records are in the order of the table.
pub(super) fn write(out: &Path, records: &[Record]) -> Vec<Diagnostic> {
    let files = [
        ("index.html", page(records), PAGE),
        ("index.csv", table(records), TABLE),
        ("index.json", json_of(records), JSON),
    ];
    let write = |(name, text, mark): (&str, String, &str)| {
        workspace::write_file(&out.join(name), &text, false, &|text| text.starts_with(mark)).err()
    };
    files.into_iter().filter_map(write).collect()
}

/// The file that most readers want: the briefing, or else the first.
fn document(record: &Record) -> Option<&workspace::output::Written> {
    // A draft has a longer name.
    let ending = |ending: &str| {
        record.files.iter().find(|file| file.name.starts_with("briefing") && file.name.ends_with(ending))
    };
    [".pdf", ".html", ".pptx", ".xlsx"].into_iter().find_map(ending).or(record.files.first())
}

fn count(record: &Record, severity: &str) -> usize {
    record.diagnostics.iter().filter(|one| one[0] == severity).count()
}

fn table(records: &[Record]) -> String {
    let row = |record: &Record| {
        let document = document(record);
        format!(
            "{},{},{},{},{},{},{},{},{}\n",
            record.id,
            record.charts,
            record.pages,
            record.count,
            record.bytes,
            count(record, "error"),
            count(record, "warning"),
            document.map_or_else(String::new, |file| format!("{}/{}", record.id, file.name)),
            document.map_or("", |file| file.sha256.as_str())
        )
    };
    format!("{TABLE}{}", records.iter().map(row).collect::<String>())
}

fn json_of(records: &[Record]) -> String {
    let program = json!({"name": env!("CARGO_PKG_NAME"), "version": env!("CARGO_PKG_VERSION")});
    let entries: Vec<String> = records.iter().map(|record| format!("    {}", record.value())).collect();
    format!("{JSON}  \"program\": {program},\n  \"reports\": [\n{}\n  ]\n}}\n", entries.join(",\n"))
}

fn page(records: &[Record]) -> String {
    let faulty = records.iter().filter(|record| record.is_faulty()).count();
    let mut page = format!("{PAGE}{STYLE}<body>\n<main>\n<h1>Reports</h1>\n<p>{} reports", records.len());
    if faulty > 0 {
        page += &format!(", {faulty} of them with errors");
    }
    page += ".</p>\n<table>\n<tr><th scope=\"col\">Report</th><th scope=\"col\">Parameters</th><th scope=\"col\" class=\"n\">Charts</th><th scope=\"col\" class=\"n\">Pages</th><th scope=\"col\" class=\"n\">kB</th><th scope=\"col\">Errors and warnings</th></tr>\n";
    for record in records {
        let link = match document(record).filter(|_| !record.is_faulty()) {
            Some(file) => format!("<a href=\"{}/{}\">{}</a>", record.id, escaped(&file.name), record.id),
            None => record.id.clone(),
        };
        let settings: Vec<String> = record
            .settings
            .iter()
            .map(|(name, value)| format!("{}: {}", escaped(name), escaped(value)))
            .collect();
        let said = |[severity, code, place, message]: &[String; 4]| {
            format!(
                "{severity} <code>{}</code> <code>{}</code> {}",
                escaped(code),
                escaped(place),
                escaped(message)
            )
        };
        let said: Vec<String> = record.diagnostics.iter().map(said).collect();
        page += &format!(
            "<tr><th scope=\"row\">{link}</th><td>{}</td><td class=\"n\">{}</td><td class=\"n\">{}</td><td class=\"n\">{}</td><td>{}</td></tr>\n",
            settings.join("<br>"),
            record.charts,
            record.pages,
            record.bytes.div_ceil(1000),
            said.join("<br>")
        );
    }
    page + "</table>\n</main>\n</body>\n</html>\n"
}

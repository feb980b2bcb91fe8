//! The document catalog.

use crate::pdf::check::reader::{File, is_language};
use crate::pdf::check::report::Report;
use crate::pdf::check::{actions, reader};
use lopdf::Dictionary;

pub(crate) fn check(file: &File, report: &mut Report) {
    let catalog = file.catalog();
    tagging(file, catalog, report);
    window(file, catalog, report);
    if let Some(language) = file.text(catalog, "Lang").filter(|language| !is_language(language)) {
        let message = format!("the document's language `{language}` is not a valid language tag");
        report.fail("11-001", None, message.clone());
        report.fail("A2:6.7.4", None, message);
    }
    if catalog.get(b"Lang").is_err() {
        report.fail("A2:6.7.4", None, "the document has no language (Lang)");
    }
    actions::no_additional_actions(catalog, "the document", None, report);
    actions::check(file, catalog.get(b"OpenAction").ok(), None, report);
    forbidden(file, catalog, report);
    forms(file, catalog, report);
    layers(file, catalog, report);
}

fn tagging(file: &File, catalog: &Dictionary, report: &mut Report) {
    let info = file.dict(catalog, "MarkInfo");
    let is = |key| info.and_then(|info| file.flag(info, key)).unwrap_or(false);
    if !is("Marked") {
        report.fail("UA1:6.2", None, "the document is not marked as tagged (MarkInfo/Marked)");
    }
    if is("Suspects") {
        report.fail("01-007", None, "the document marks its tags as suspect (MarkInfo/Suspects)");
    }
}

fn window(file: &File, catalog: &Dictionary, report: &mut Report) {
    let preferences = file.dict(catalog, "ViewerPreferences");
    match preferences.and_then(|preferences| file.flag(preferences, "DisplayDocTitle")) {
        None => report.fail(
            "07-001",
            None,
            "the document does not say that viewers show its title (DisplayDocTitle)",
        ),
        Some(false) => {
            report.fail("07-002", None, "viewers show the file name, not the title (DisplayDocTitle)");
        }
        Some(true) => {}
    }
    let modes: [&[u8]; 6] =
        [b"UseNone", b"UseOutlines", b"UseThumbs", b"FullScreen", b"UseOC", b"UseAttachments"];
    if let Some(mode) = file.get(catalog, "PageMode")
        && !mode.as_name().is_ok_and(|mode| modes.contains(&mode))
    {
        report.fail("PDF:7.7.2", None, "PageMode is not a standard page mode");
    }
}

fn forbidden(file: &File, catalog: &Dictionary, report: &mut Report) {
    if catalog.has(b"Requirements") {
        report.fail("A2:6.11", None, "the document has Requirements");
    }
    if let Some(names) = file.dict(catalog, "Names") {
        if names.has(b"AlternatePresentations") {
            report.fail("A2:6.10", None, "the document has AlternatePresentations");
        }
        if names.has(b"JavaScript") {
            report.fail("A2:6.5.1", None, "the document has JavaScript");
        }
    }
    if let Some(permissions) = file.dict(catalog, "Perms") {
        let unknown = permissions.iter().find(|(key, _)| !matches!(&key[..], b"UR3" | b"DocMDP"));
        if let Some((key, _)) = unknown {
            report.fail(
                "A2:6.1.12",
                None,
                format!("the permissions dictionary (Perms) has the unknown entry {}", reader::shown(key)),
            );
        }
    }
}

fn forms(file: &File, catalog: &Dictionary, report: &mut Report) {
    if file.flag(catalog, "NeedsRendering") == Some(true) {
        report.fail("A2:6.4.2", None, "viewers must render the document anew (NeedsRendering)");
    }
    let Some(form) = file.dict(catalog, "AcroForm") else { return };
    if file.flag(form, "NeedAppearances") == Some(true) {
        report.fail(
            "A2:6.4.1",
            None,
            "viewers must generate the appearances of form fields (NeedAppearances)",
        );
    }
    if form.has(b"XFA") {
        report.fail("A2:6.4.2", None, "the document has an XFA form");
        report.fail("25-001", None, "the document has an XFA form");
    }
}

/// Optional content (layers): each configuration has a name, and no layer changes state automatically.
fn layers(file: &File, catalog: &Dictionary, report: &mut Report) {
    let Some(properties) = file.dict(catalog, "OCProperties") else { return };
    let default = file.dict(properties, "D").map(|default| ("20-002", default));
    let others = file.array(properties, "Configs").iter();
    let others = others.filter_map(|object| Some(("20-001", reader::dict_of(file.resolve(object)?)?)));
    for (condition, configuration) in default.into_iter().chain(others) {
        if !file.has_text(configuration, "Name") {
            report.fail(condition, None, "a configuration of layers has no name");
        }
        if configuration.has(b"AS") {
            report.fail("20-003", None, "a configuration of layers changes state automatically (AS)");
        }
    }
}

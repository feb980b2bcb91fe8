//! Annotations: links, form fields and all others (Matterhorn 28; ISO 19005-2, 6.3).

use super::parent_tree::Parents;
use super::{Tree, outline};
use crate::pdf::check::actions;
use crate::pdf::check::reader::{File, address, dict_of, is_language, is_listed, shown};
use crate::pdf::check::report::Report;
use lopdf::{Dictionary, Object};

/// The annotation types of ISO 32000-1, 12.5.6.
const KINDS: &str = "Text Link FreeText Line Square Circle Polygon PolyLine Highlight Underline Squiggly StrikeOut Stamp \
    Caret Ink Popup FileAttachment Sound Movie Widget Screen PrinterMark TrapNet Watermark 3D Redact";

const INVISIBLE: i64 = 1;
const HIDDEN: i64 = 1 << 1;
const PRINT: i64 = 1 << 2;
const NO_VIEW: i64 = 1 << 5;
const TOGGLE_NO_VIEW: i64 = 1 << 8;

pub(crate) fn check<'f>(file: &'f File, tree: &Tree<'f>, parents: &Parents<'f>, report: &mut Report) {
    let has_language = file.text(file.catalog(), "Lang").is_some_and(|language| is_language(&language));
    for (id, number) in file.pages.iter().zip(1..) {
        let page = file.page(*id);
        let annotations = file.array(page, "Annots");
        if annotations.is_empty() {
            continue;
        }
        match file.name(page, "Tabs") {
            None => {
                report.fail("28-008", Some(number), "a page with annotations has no tab order (Tabs)");
            }
            Some(b"S") => {}
            Some(_) => {
                report.fail(
                    "28-009",
                    Some(number),
                    "the tab order of a page does not follow the structure (Tabs)",
                );
            }
        }
        for object in annotations {
            let Some(dict) = file.resolve(object).and_then(dict_of) else { continue };
            let owner = object.as_reference().ok().and_then(|id| tree.objects.get(&id)).copied();
            let kind = file.name(dict, "Subtype").unwrap_or_default();
            let one = Annotation { file, tree, dict, kind, owner, page: number };
            one.allowed(report);
            one.structure(parents, report);
            one.texts(has_language, report);
            one.target(report);
        }
    }
}

struct Annotation<'a, 'f> {
    file: &'f File,
    tree: &'a Tree<'f>,
    dict: &'f Dictionary,
    kind: &'f [u8],
    /// The element it belongs to.
    owner: Option<usize>,
    page: usize,
}

impl Annotation<'_, '_> {
    fn fail(&self, condition: &'static str, message: impl Into<String>, report: &mut Report) {
        report.fail(condition, Some(self.page), message);
    }

    fn name(&self) -> String {
        shown(self.kind)
    }

    fn flags(&self) -> i64 {
        self.file.int(self.dict, "F").unwrap_or(0)
    }

    /// Whether viewers do not show it.
    fn is_hidden(&self) -> bool {
        self.flags() & HIDDEN != 0 || self.kind == b"Popup"
    }

    fn allowed(&self, report: &mut Report) {
        let name = self.name();
        if !is_listed(KINDS, self.kind) {
            self.fail("28-006", format!("the annotation type `{name}` does not exist"), report);
        }
        if matches!(self.kind, b"3D" | b"Sound" | b"Screen" | b"Movie") {
            self.fail("A2:6.3.1", format!("an annotation of the type {name} is not allowed"), report);
        }
        if self.kind == b"TrapNet" {
            self.fail("28-007", "there is a trap network annotation", report);
        }
        let is_shown =
            self.flags() & PRINT != 0 && self.flags() & (INVISIBLE | HIDDEN | NO_VIEW | TOGGLE_NO_VIEW) == 0;
        if self.kind != b"Popup" && !is_shown {
            self.fail("A2:6.3.2", format!("a {name} annotation is hidden or not printed (F)"), report);
        }
        match self.file.dict(self.dict, "AP") {
            None if !matches!(self.kind, b"Popup" | b"Link") && self.has_extent() => {
                self.fail("A2:6.3.3", format!("a {name} annotation has no appearance (AP)"), report);
            }
            Some(looks) if looks.iter().any(|(key, _)| key != b"N") => {
                self.fail(
                    "A2:6.3.3",
                    format!("a {name} annotation has more than a normal appearance (AP)"),
                    report,
                );
            }
            _ => {}
        }
        actions::no_additional_actions(self.dict, "an annotation", Some(self.page), report);
        actions::check(self.file, self.dict.get(b"A").ok(), Some(self.page), report);
    }

    fn has_extent(&self) -> bool {
        let sides: Vec<f32> =
            self.file.array(self.dict, "Rect").iter().filter_map(|side| side.as_float().ok()).collect();
        !matches!(sides[..], [left, bottom, right, top] if left == right || bottom == top)
    }

    fn is_inside(&self, kind: &[u8]) -> bool {
        self.owner.is_some_and(|owner| self.tree.ancestors(owner).any(|element| element.kind == kind))
    }

    fn structure(&self, parents: &Parents<'_>, report: &mut Report) {
        if self.kind == b"PrinterMark" {
            if self.owner.is_some() {
                self.fail("28-017", "a printer's mark is part of the structure", report);
            }
            return;
        }
        match self.kind {
            _ if self.is_hidden() => {}
            b"Link" if !self.is_inside(b"Link") => {
                self.fail("28-011", "a link is not inside a Link element", report);
            }
            b"Widget" if !self.is_inside(b"Form") => {
                self.fail("28-010", "a form field is not inside a Form element", report);
            }
            b"Link" | b"Widget" => {}
            _ if !self.is_inside(b"Annot") => {
                self.fail(
                    "28-002",
                    format!("a {} annotation is not inside an Annot element", self.name()),
                    report,
                );
            }
            _ => {}
        }
        let Some(owner) = self.owner.and_then(|owner| self.tree.elements.get(owner)) else { return };
        let key = self.file.int(self.dict, "StructParent");
        let found = key.and_then(|key| parents.get(&key)).and_then(|object| dict_of(object));
        if found.is_none_or(|found| address(found) != address(owner.dict)) {
            let message = format!("the parent tree does not map a {} annotation to its element", self.name());
            self.fail("PDF:14.7.4.4", message, report);
        }
    }

    fn texts(&self, has_language: bool, report: &mut Report) {
        let has_text = |dict, key| self.file.has_text(dict, key);
        let owner = self.owner.and_then(|owner| self.tree.elements.get(owner));
        let has_alt = owner.is_some_and(|owner| has_text(owner.dict, "Alt"));
        let field = self.file.dict(self.dict, "Parent").filter(|_| self.kind == b"Widget");
        let has_field_name = has_text(self.dict, "TU") || field.is_some_and(|field| has_text(field, "TU"));
        let has_contents = has_text(self.dict, "Contents");
        match self.kind {
            _ if self.is_hidden() || self.kind == b"PrinterMark" => return,
            b"Link" if !has_contents => {
                self.fail("28-012", "a link has no description (Contents)", report);
            }
            b"Widget" if !has_field_name && !has_alt => {
                self.fail("28-005", "a form field has no description (TU)", report);
            }
            b"Link" | b"Widget" => {}
            _ if !has_contents && !has_alt => {
                self.fail(
                    "28-004",
                    format!("a {} annotation has no description (Contents)", self.name()),
                    report,
                );
            }
            _ => {}
        }
        let own = self.file.text(self.dict, "Lang").is_some_and(|language| is_language(&language));
        let inherited = owner.is_some_and(|owner| owner.has_language);
        if has_language || own || inherited {
            return;
        }
        if has_contents {
            self.fail("11-004", "the description of an annotation has no language", report);
        }
        if has_field_name {
            self.fail("11-005", "the description of a form field has no language", report);
        }
    }

    fn target(&self, report: &mut Report) {
        if let Some(destination) = outline::target(self.file, self.dict) {
            outline::check_destination(self.file, destination, "a link", Some(self.page), report);
        }
        if self.kind == b"FileAttachment" {
            let specification = self.file.get(self.dict, "FS");
            let has_names =
                |dict: &Dictionary| self.file.has_text(dict, "F") && self.file.has_text(dict, "UF");
            if !matches!(specification, Some(Object::Dictionary(dict)) if has_names(dict)) {
                self.fail("28-016", "the file of an annotation lacks a file name entry (F or UF)", report);
            }
        }
    }
}

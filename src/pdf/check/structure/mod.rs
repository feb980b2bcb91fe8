//! Reads the structure tree: elements in reading order, their children, and the pages of their content.

pub(crate) mod alternatives;
pub(crate) mod annotations;
pub(crate) mod headings;
pub(crate) mod nesting;
pub(crate) mod outline;
pub(crate) mod parent_tree;
pub(crate) mod pdf_2;
pub(crate) mod tables;

use std::collections::{HashMap, HashSet};

use super::reader::{File, address, dict_of, shown};
use super::report::Report;
use lopdf::{Dictionary, Object, ObjectId};

/// Whether a type is a standard structure type (ISO 32000-1, 14.8.4).
#[rustfmt::skip]
fn is_standard(name: &[u8]) -> bool {
    matches!(
        name,
        b"Document" | b"Part" | b"Art" | b"Sect" | b"Div" | b"BlockQuote" | b"Caption" | b"TOC" | b"TOCI" | b"Index"
            | b"NonStruct" | b"Private" | b"P" | b"H" | b"H1" | b"H2" | b"H3" | b"H4" | b"H5" | b"H6" | b"L" | b"LI"
            | b"Lbl" | b"LBody" | b"Table" | b"TR" | b"TH" | b"TD" | b"THead" | b"TBody" | b"TFoot" | b"Span"
            | b"Quote" | b"Note" | b"Reference" | b"BibEntry" | b"Code" | b"Link" | b"Annot" | b"Ruby" | b"RB"
            | b"RT" | b"RP" | b"Warichu" | b"WT" | b"WP" | b"Figure" | b"Formula" | b"Form"
    )
}

/// A child of an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kid {
    /// The element with this index.
    Element(usize),
    /// The marked content with this identifier (MCID) in a page or form XObject.
    Mark(ObjectId, i64),
    /// An annotation.
    Object(ObjectId),
}

/// A structure element.
#[derive(Debug)]
pub(super) struct Element<'f> {
    pub(super) dict: &'f Dictionary,
    /// Its type as written in the file.
    pub(super) written: &'f [u8],
    /// The standard type it maps to.
    pub(super) kind: &'f [u8],
    pub(super) parent: Option<usize>,
    pub(super) kids: Vec<Kid>,
    /// The number of the page where its content starts.
    pub(super) page: Option<usize>,
    /// Whether it, or an ancestor, has a language.
    pub(super) has_language: bool,
    attributes: Vec<&'f Dictionary>,
    own_page: Option<ObjectId>,
}

impl<'f> Element<'f> {
    /// The value of an attribute.
    pub(super) fn attribute(&self, file: &'f File, name: &str) -> Option<&'f Object> {
        self.attributes.iter().find_map(|attributes| file.get(attributes, name))
    }

    /// Its type, for messages.
    pub(super) fn name(&self) -> String {
        shown(self.written)
    }
}

/// The structure tree of a file.
#[derive(Debug, Default)]
pub(super) struct Tree<'f> {
    pub(super) root: Option<&'f Dictionary>,
    /// The elements in reading order: parents before their children.
    pub(super) elements: Vec<Element<'f>>,
    /// The element of each marked content.
    pub(super) marks: HashMap<(ObjectId, i64), usize>,
    /// The element of each annotation.
    pub(super) objects: HashMap<ObjectId, usize>,
    /// The standard type of each type in the role map; types not mapped to a standard one are left out.
    pub(super) roles: HashMap<&'f [u8], &'f [u8]>,
    classes: Option<&'f Dictionary>,
}

impl<'f> Tree<'f> {
    pub(super) fn read(file: &'f File, report: &mut Report) -> Self {
        let mut tree = Self::default();
        let Some(root) = file.dict(file.catalog(), "StructTreeRoot") else {
            report.fail("UA1:7.1", None, "the document has no structure tree");
            return tree;
        };
        tree.root = Some(root);
        tree.classes = file.dict(root, "ClassMap");
        if file.name(root, "Type") != Some(b"StructTreeRoot") {
            report.fail(
                "PDF:14.7.2",
                None,
                "the root of the structure tree does not have the type StructTreeRoot",
            );
        }
        tree.read_roles(file, root, report);
        tree.read_elements(file, root, report);
        tree.place_elements(file);
        tree
    }

    fn read_roles(&mut self, file: &'f File, root: &'f Dictionary, report: &mut Report) {
        let Some(map) = file.dict(root, "RoleMap") else { return };
        for (name, _) in map {
            if is_standard(name) {
                report.fail(
                    "02-004",
                    None,
                    format!("the standard type {} is remapped (RoleMap)", shown(name)),
                );
                continue;
            }
            let (mut seen, mut role) = (HashSet::from([name.as_slice()]), name.as_slice());
            while let Some(next) = std::str::from_utf8(role).ok().and_then(|role| file.name(map, role)) {
                role = next;
                if is_standard(role) {
                    self.roles.insert(name, role);
                    break;
                }
                if !seen.insert(role) {
                    report.fail(
                        "02-003",
                        None,
                        format!("the role map has a cycle at the type {} (RoleMap)", shown(name)),
                    );
                    break;
                }
            }
        }
    }

    fn read_elements(&mut self, file: &'f File, root: &'f Dictionary, report: &mut Report) {
        let mut seen = HashSet::new();
        let mut stack: Vec<(&Dictionary, Option<usize>)> =
            elements(file, root, report).into_iter().rev().map(|kid| (kid, None)).collect();
        while let Some((dict, parent)) = stack.pop() {
            if !seen.insert(address(dict)) {
                report.fail("PDF:14.7.2", None, "an element occurs twice in the structure tree");
                continue;
            }
            let index = self.push(file, dict, parent, report);
            let parent_element =
                parent.and_then(|parent| self.elements.get(parent)).map_or(root, |parent| parent.dict);
            if file.dict(dict, "P").is_none_or(|p| address(p) != address(parent_element)) {
                let name = shown(file.name(dict, "S").unwrap_or_default());
                report.fail(
                    "PDF:14.7.2",
                    None,
                    format!("the parent entry (P) of a {name} does not refer to its parent"),
                );
            }
            self.read_content(file, index, report);
            stack.extend(elements(file, dict, report).into_iter().rev().map(|kid| (kid, Some(index))));
        }
    }

    fn push(
        &mut self,
        file: &'f File,
        dict: &'f Dictionary,
        parent: Option<usize>,
        report: &mut Report,
    ) -> usize {
        let written = file.name(dict, "S").unwrap_or_default();
        if written.is_empty() {
            report.fail("PDF:14.7.2", None, "a structure element has no type (S)");
        }
        let is_newer = pdf_2::is_newer(written) && pdf_2::is_in_namespace(file, dict);
        let is_known = is_standard(written) || is_newer;
        let kind = if is_known { Some(written) } else { self.roles.get(written).copied() };
        if kind.is_none() && !written.is_empty() {
            report.fail(
                "02-001",
                None,
                format!("the type {} is not mapped to a standard type", shown(written)),
            );
        }
        let parent_element = parent.and_then(|parent| self.elements.get(parent));
        let inherits_language = parent_element.is_some_and(|parent_element| parent_element.has_language);
        let inherited = parent_element.and_then(|parent_element| parent_element.own_page);
        let own_page = dict.get(b"Pg").and_then(Object::as_reference).ok().or(inherited);
        let index = self.elements.len();
        self.elements.push(Element {
            dict,
            written,
            kind: kind.unwrap_or(written),
            parent,
            kids: Vec::new(),
            page: None,
            has_language: inherits_language || file.text(dict, "Lang").is_some(),
            attributes: self.attributes(file, dict),
            own_page,
        });
        if let Some(parent) = parent.and_then(|parent| self.elements.get_mut(parent)) {
            parent.kids.push(Kid::Element(index));
        }
        index
    }

    /// The attribute objects of an element: its own, then those of its classes.
    fn attributes(&self, file: &'f File, dict: &'f Dictionary) -> Vec<&'f Dictionary> {
        let own = file.one_or_many(dict, "A").iter().filter_map(|object| dict_of(file.resolve(object)?));
        let classes =
            file.one_or_many(dict, "C").iter().filter_map(|name| file.resolve(name)?.as_name().ok());
        let of_classes = classes
            .filter_map(|class| file.resolve(self.classes?.get(class).ok()?))
            .flat_map(|object| object.as_array().map_or(std::slice::from_ref(object), Vec::as_slice))
            .filter_map(|object| dict_of(file.resolve(object)?));
        own.chain(of_classes).collect()
    }

    /// Records the marked content and annotations in an element.
    fn read_content(&mut self, file: &'f File, index: usize, report: &mut Report) {
        let Some(element) = self.elements.get(index) else { return };
        let (dict, own_page) = (element.dict, element.own_page);
        for object in file.one_or_many(dict, "K") {
            let kid = match file.resolve(object) {
                Some(Object::Integer(mark)) => own_page.map(|page| Kid::Mark(page, *mark)),
                Some(Object::Dictionary(kid)) if is_element(file, kid) => continue,
                Some(Object::Dictionary(kid)) => reference(file, kid, own_page),
                _ => None,
            };
            let Some(kid) = kid else {
                report.fail(
                    "PDF:14.7.4",
                    None,
                    format!("a {} has an invalid child (K)", shown(element_name(dict))),
                );
                continue;
            };
            let earlier = match kid {
                Kid::Mark(page, mark) => self.marks.insert((page, mark), index),
                Kid::Object(id) => self.objects.insert(id, index),
                Kid::Element(_) => None,
            };
            if earlier.is_some() {
                let message = format!("content of a {} belongs to two elements", shown(element_name(dict)));
                report.fail("PDF:14.7.4", None, message);
            }
            if let Some(element) = self.elements.get_mut(index) {
                element.kids.push(kid);
            }
        }
    }

    /// Sets for each element the page of its first content. Goes backwards, so that children come before their
    /// parents.
    fn place_elements(&mut self, file: &File) {
        for index in (0..self.elements.len()).rev() {
            let Some(element) = self.elements.get(index) else { continue };
            let page = element.kids.iter().find_map(|kid| match kid {
                Kid::Element(kid) => self.elements.get(*kid)?.page,
                Kid::Mark(page, _) => file.number_of(*page),
                Kid::Object(_) => None,
            });
            let page = page.or_else(|| element.own_page.and_then(|page| file.number_of(page)));
            if let Some(element) = self.elements.get_mut(index) {
                element.page = page;
            }
        }
    }

    /// The child elements of an element.
    pub(super) fn kids<'a>(&'a self, element: &'a Element<'f>) -> impl Iterator<Item = &'a Element<'f>> {
        element.kids.iter().filter_map(|kid| match kid {
            Kid::Element(kid) => self.elements.get(*kid),
            Kid::Mark(..) | Kid::Object(_) => None,
        })
    }

    /// An element and its ancestors, innermost first.
    pub(super) fn ancestors(&self, index: usize) -> impl Iterator<Item = &Element<'f>> {
        // A parent always has a lower index, so this ends.
        let first = self.elements.get(index);
        std::iter::successors(first, |element| self.elements.get(element.parent?))
    }
}

fn element_name(dict: &Dictionary) -> &[u8] {
    dict.get(b"S").and_then(Object::as_name).unwrap_or_default()
}

/// The structure elements under the key K.
fn elements<'f>(file: &'f File, dict: &'f Dictionary, report: &mut Report) -> Vec<&'f Dictionary> {
    let kids: Vec<&Dictionary> = file
        .one_or_many(dict, "K")
        .iter()
        .filter_map(|object| file.resolve(object)?.as_dict().ok())
        .filter(|kid| is_element(file, kid))
        .collect();
    if kids.is_empty() && file.name(dict, "Type") == Some(b"StructTreeRoot") {
        report.fail("UA1:7.1", None, "the structure tree is empty");
    }
    kids
}

fn is_element(file: &File, dict: &Dictionary) -> bool {
    match file.name(dict, "Type") {
        Some(kind) => kind == b"StructElem",
        None => !dict.has(b"MCID") && !dict.has(b"Obj"),
    }
}

/// The marked content or annotation that a reference dictionary (MCR or OBJR) points to.
fn reference(file: &File, dict: &Dictionary, own_page: Option<ObjectId>) -> Option<Kid> {
    if dict.has(b"Obj") {
        return dict.get(b"Obj").and_then(Object::as_reference).ok().map(Kid::Object);
    }
    let mark = file.int(dict, "MCID")?;
    let target = |key: &[u8]| dict.get(key).and_then(Object::as_reference).ok();
    target(b"Stm").or_else(|| target(b"Pg")).or(own_page).map(|container| Kid::Mark(container, mark))
}

//! The structure tree, and the parent tree that maps content back to elements.

use super::links;
use super::marked_content::{content_ids, tag};
use super::pdf_2;
use crate::document::model;
use crate::document::model::{Element, Kid, Role, Scope};
use crate::pdf::writer::error::PdfError;
use crate::pdf::writer::file::objects::{corners, name, text};
use crate::pdf::writer::file::objects_text::{append, write, write_integer, write_reference};
use crate::pdf::writer::file::xref::Serialised;
use crate::pdf::writer::fonts::clusters::words;
use crate::scene::item::Item;
use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};
use rayon::prelude::*;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Structure types that PDF 1.7 does not have, where they are mapped to `Span`.
const ROLE_MAP: [&str; 2] = ["Em", "Strong"];

/// Entries in one leaf of a number tree.
const LEAF: usize = 64;

/// The elements of the structure tree.
pub(crate) struct Elements {
    /// The ids of their objects.
    pub(crate) ids: Vec<ObjectId>,
    /// The objects and those of link annotations, serialised.
    pub(crate) objects: Serialised,
}

/// Adds structure tree, parent tree and link annotations to the document. `files` are the attachments by name; in
/// PDF 2.0 a figure refers to the one that holds its data.
///
/// # Errors
/// If a page object lacks the entries that printpdf usually writes.
pub(crate) fn add(
    document: &model::Document,
    pages: &[ObjectId],
    is_pdf_2: bool,
    files: &BTreeMap<&str, ObjectId>,
    pdf: &mut Document,
) -> Result<Elements, PdfError> {
    let root = pdf.new_object_id();
    let ids: Vec<ObjectId> = document.elements.iter().map(|_| pdf.new_object_id()).collect();
    let elements = match is_pdf_2 {
        true => Cow::Owned(pdf_2::elements(document)),
        false => Cow::Borrowed(&document.elements[..]),
    };
    let newer = is_pdf_2.then(|| Newer {
        namespace: pdf.add_object(dictionary! {"Type" => "Namespace", "NS" => text(pdf_2::NAMESPACE)}),
        references: pdf_2::references(document, &elements),
        files,
    });
    let (links, mut annotations) = links::add(document, (pages, is_pdf_2.then_some(&ids[..])), pdf);
    let marks = document.pages.iter().map(content_ids).collect();
    let tree = Tree { document, pages, root, elements: &elements, ids, links, marks, newer };
    let objects = elements.par_iter().enumerate().zip(&tree.ids);
    let mut objects: Serialised =
        objects.map(|((index, element), id)| (id.0, tree.element(index, element))).collect();
    objects.append(&mut annotations);
    tree.mark_pages(pdf)?;
    let root_object = tree.root(pdf);
    pdf.objects.insert(root, root_object.into());
    let catalog = pdf.catalog_mut()?;
    catalog.set("StructTreeRoot", root);
    catalog.set("MarkInfo", dictionary! {"Marked" => true});
    Ok(Elements { ids: tree.ids, objects })
}

/// What only PDF 2.0 has.
struct Newer<'a> {
    /// The namespace of its structure types.
    namespace: ObjectId,
    /// For each element the elements that it refers to.
    references: Vec<Vec<usize>>,
    /// The attachments by name.
    files: &'a BTreeMap<&'a str, ObjectId>,
}

struct Tree<'a> {
    document: &'a model::Document,
    pages: &'a [ObjectId],
    root: ObjectId,
    elements: &'a [Element],
    /// The ids of the elements.
    ids: Vec<ObjectId>,
    /// The link annotations of each page.
    links: Vec<Vec<ObjectId>>,
    /// The marked-content identifiers of each page.
    marks: Vec<Vec<Option<i64>>>,
    newer: Option<Newer<'a>>,
}

impl Tree<'_> {
    /// Serialises an element. There are tens of thousands of them, so they skip the object model, and leave out
    /// what is optional: the type, and the array around a single kid.
    fn element(&self, index: usize, element: &Element) -> Vec<u8> {
        let mut out = Vec::with_capacity(64);
        let parent = element.parent.and_then(|parent| self.ids.get(parent)).unwrap_or(&self.root);
        let page = element.kids.iter().find_map(page_of);
        out.extend_from_slice(b"<</S/");
        let (tag, is_newer) = match self.newer {
            Some(_) => pdf_2::type_of(&element.role),
            None => (tag(&element.role), false),
        };
        out.extend_from_slice(tag.as_bytes());
        out.extend_from_slice(b"/P ");
        write_reference(parent.0, &mut out);
        if let Some(id) = page.and_then(|page| self.pages.get(page)) {
            out.extend_from_slice(b"/Pg ");
            write_reference(id.0, &mut out);
        }
        self.kids(element, page, &mut out);
        let note = (element.role == Role::Note).then(|| note_id(index));
        for (key, words) in
            [("Alt", &element.alt), ("E", &element.expansion), ("Lang", &element.lang), ("ID", &note)]
        {
            if let Some(words) = words {
                append(&mut out, format_args!("/{key}"));
                write(&text(words), &mut out);
            }
        }
        self.attributes(index, &element.role, &mut out);
        if let Some(newer) = &self.newer {
            if is_newer {
                append(&mut out, format_args!("/NS {} 0 R", newer.namespace.0));
            }
            let referred = newer.references.get(index).into_iter().flatten();
            self.list("Ref", referred.filter_map(|index| self.ids.get(*index)), &mut out);
            let file = element.file.as_ref().and_then(|name| newer.files.get(name.as_str()));
            self.list("AF", file, &mut out);
        }
        out.extend_from_slice(b">>");
        out
    }

    /// Appends an array of references, unless it is empty.
    fn list<'i>(&self, key: &str, ids: impl IntoIterator<Item = &'i ObjectId>, out: &mut Vec<u8>) {
        let mut ids = ids.into_iter().peekable();
        if ids.peek().is_some() {
            append(out, format_args!("/{key}["));
            for id in ids {
                append(out, format_args!("{} 0 R ", id.0));
            }
            out.push(b']');
        }
    }

    fn kids(&self, element: &Element, page: Option<usize>, out: &mut Vec<u8>) {
        let start = out.len();
        let mut count = 0;
        for kid in &element.kids {
            let before = out.len();
            out.push(b' ');
            if self.kid(*kid, page, out).is_some() { count += 1 } else { out.truncate(before) }
        }
        let bracket = if count > 1 { "/K[" } else { "/K" };
        if count > 0 {
            out.splice(start..start, bracket.bytes());
        }
        if count > 1 {
            out.push(b']');
        }
    }

    /// Appends a kid; `None` if it refers to nothing.
    fn kid(&self, kid: Kid, own_page: Option<usize>, out: &mut Vec<u8>) -> Option<()> {
        match kid {
            Kid::Element(index) => write_reference(self.ids.get(index)?.0, out),
            Kid::Content { page, index } => {
                let mark = self.marks.get(page)?.get(index).copied()??;
                if own_page == Some(page) {
                    write_integer(mark, out);
                } else {
                    let page = self.pages.get(page)?.0;
                    append(out, format_args!("<</Type/MCR/Pg {page} 0 R/MCID {mark}>>"));
                }
            }
            Kid::Link { page, index } => {
                let annotation = self.links.get(page)?.get(index)?.0;
                let page = self.pages.get(page)?.0;
                append(out, format_args!("<</Type/OBJR/Obj {annotation} 0 R/Pg {page} 0 R>>"));
            }
        }
        Some(())
    }

    /// Appends the attributes of an element (ISO 32000-1, 14.8.5).
    fn attributes(&self, index: usize, role: &Role, out: &mut Vec<u8>) {
        let attributes: &[u8] = match role {
            Role::List { ordered: true } => b"/A<</O/List/ListNumbering/Decimal>>",
            Role::List { ordered: false } => b"/A<</O/List/ListNumbering/Disc>>",
            Role::HeaderCell(Scope::Column) => b"/A<</O/Table/Scope/Column>>",
            Role::HeaderCell(Scope::Row) => b"/A<</O/Table/Scope/Row>>",
            Role::Figure { bounds } => {
                let page = page_of_element(self.elements, index);
                let page = page.and_then(|page| self.document.pages.get(page));
                if let Some(page) = page {
                    out.extend_from_slice(b"/A<</O/Layout/Placement/Block/BBox");
                    write(&corners(*bounds, page.size.height), out);
                    out.extend_from_slice(b">>");
                }
                return;
            }
            _ => return,
        };
        out.extend_from_slice(attributes);
    }

    /// Sets the annotations of each page, its key in the parent tree, and structure order as its tab order.
    fn mark_pages(&self, pdf: &mut Document) -> Result<(), PdfError> {
        for (index, (id, links)) in self.pages.iter().zip(&self.links).enumerate() {
            let page = pdf.get_object_mut(*id)?.as_dict_mut()?;
            page.set("StructParents", index as i64);
            page.set("Tabs", "S");
            page.remove(b"Annots");
            if !links.is_empty() {
                page.set("Annots", references(links));
            }
        }
        Ok(())
    }

    fn root(&self, pdf: &mut Document) -> Dictionary {
        let parents = self.parents(pdf);
        let next_key = parents.len() as i64;
        let parents = number_tree(parents, pdf);
        let mut root = dictionary! {
            "Type" => "StructTreeRoot",
            "K" => references(&self.ids[..self.ids.len().min(1)]),
            "ParentTree" => parents,
            "ParentTreeNextKey" => next_key,
        };
        let notes = self.notes();
        if !notes.is_empty() {
            root.set("IDTree", dictionary! {"Names" => notes});
        }
        if self.newer.is_none() && self.elements.iter().any(|one| ROLE_MAP.contains(&tag(&one.role))) {
            root.set(
                "RoleMap",
                ROLE_MAP.iter().fold(Dictionary::new(), |mut map, role| {
                    map.set(*role, name("Span"));
                    map
                }),
            );
        }
        if let Some(newer) = &self.newer {
            root.set("Namespaces", vec![newer.namespace.into()]);
        }
        root
    }

    /// The values of the parent tree, by key: for a page the elements of its marked content, for a link its
    /// element.
    fn parents(&self, pdf: &mut Document) -> Vec<Object> {
        let owner = |element: usize| self.ids.get(element).map_or(Object::Null, |id| (*id).into());
        let pages = self.document.pages.iter().map(|page| {
            let owners = page.content.iter().filter_map(|content| match content.mark {
                model::Mark::Element(element) => Some(owner(element)),
                model::Mark::Layout | model::Mark::Header | model::Mark::Footer => None,
            });
            Object::Reference(pdf.add_object(Object::Array(owners.collect())))
        });
        let mut parents: Vec<Object> = pages.collect();
        parents
            .extend(self.document.pages.iter().flat_map(|page| &page.links).map(|link| owner(link.element)));
        parents
    }

    /// The IDs and elements of the footnotes. IDs have a fixed width, so they are sorted already.
    fn notes(&self) -> Vec<Object> {
        let notes = self.elements.iter().zip(&self.ids).enumerate();
        notes
            .filter(|(_, (element, _))| element.role == Role::Note)
            .flat_map(|(index, (_, id))| [text(&note_id(index)), (*id).into()])
            .collect()
    }
}

fn note_id(index: usize) -> String {
    format!("note-{index:07}")
}

fn references(ids: &[ObjectId]) -> Object {
    Object::Array(ids.iter().map(|id| Object::Reference(*id)).collect())
}

/// A number tree with the keys 0, 1, 2 …: a root with leaves (ISO 32000-1, 7.9.7).
fn number_tree(values: Vec<Object>, pdf: &mut Document) -> ObjectId {
    let mut leaves: Vec<Dictionary> = Vec::new();
    let mut pairs: Vec<Object> = Vec::new();
    let count = values.len();
    for (key, value) in values.into_iter().enumerate() {
        pairs.extend([Object::Integer(key as i64), value]);
        if (key + 1) % LEAF == 0 || key + 1 == count {
            let first = pairs.first().cloned().unwrap_or(Object::Null);
            let limits = vec![first, Object::Integer(key as i64)];
            leaves.push(dictionary! {"Limits" => limits, "Nums" => std::mem::take(&mut pairs)});
        }
    }
    let kids: Vec<ObjectId> = leaves.into_iter().map(|leaf| pdf.add_object(leaf)).collect();
    pdf.add_object(dictionary! {"Kids" => references(&kids)})
}

fn page_of(kid: &Kid) -> Option<usize> {
    match kid {
        Kid::Content { page, .. } | Kid::Link { page, .. } => Some(*page),
        Kid::Element(_) => None,
    }
}

/// The page of the first content inside an element.
fn page_of_element(elements: &[Element], element: usize) -> Option<usize> {
    elements.get(element)?.kids.iter().find_map(|kid| match kid {
        Kid::Element(inner) => page_of_element(elements, *inner),
        other => page_of(other),
    })
}

impl model::Document {
    /// The text of a heading.
    pub(crate) fn heading_text(&self, heading: &Element) -> String {
        let mut items = Vec::new();
        self.collect_items(heading, &mut items);
        words(items.into_iter().filter_map(|item| match item {
            Item::Text(run) => Some(run),
            Item::Rect { .. } | Item::Path { .. } => None,
        }))
    }

    fn collect_items<'a>(&'a self, element: &Element, items: &mut Vec<&'a Item>) {
        for kid in &element.kids {
            match kid {
                Kid::Element(inner) => {
                    if let Some(inner) = self.elements.get(*inner) {
                        self.collect_items(inner, items);
                    }
                }
                Kid::Content { page, index } => {
                    let content = self.pages.get(*page).and_then(|page| page.content.get(*index));
                    items.extend(content.into_iter().flat_map(|content| &content.items));
                }
                Kid::Link { .. } => {}
            }
        }
    }
}

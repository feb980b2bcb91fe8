//! The structure tree: what each piece of content is, and the way back from content to structure.

use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};

use super::fault::PdfFault;
use super::links;
use super::objects::{corners, text};
use super::ops::mark_numbers;
use super::text::words;
use crate::document::page::{self, Element, Kid, Role, Scope};
use crate::scene::item::Item;

/// How many entries a leaf of a number tree holds.
const LEAF: usize = 64;

/// The standard structure type of a role (ISO 32000-1, 14.8.4).
pub(super) fn tag(role: &Role) -> &'static str {
    match role {
        Role::Document => "Document",
        Role::Sect => "Sect",
        Role::Heading(level) => match level {
            0 | 1 => "H1",
            2 => "H2",
            3 => "H3",
            4 => "H4",
            5 => "H5",
            6.. => "H6",
        },
        Role::Paragraph => "P",
        Role::Span => "Span",
        Role::List { .. } => "L",
        Role::ListItem => "LI",
        Role::Label => "Lbl",
        Role::ListBody => "LBody",
        Role::Link => "Link",
        Role::Contents => "TOC",
        Role::ContentsItem => "TOCI",
        Role::Reference => "Reference",
        Role::Div => "Div",
        Role::Figure { .. } => "Figure",
        Role::Caption => "Caption",
        Role::Table => "Table",
        Role::TableHead => "THead",
        Role::TableBody => "TBody",
        Role::TableRow => "TR",
        Role::HeaderCell(_) => "TH",
        Role::DataCell => "TD",
        Role::Note => "Note",
    }
}

/// Adds tree, parent tree and link annotations to the objects that printpdf made.
///
/// # Errors
/// A page object that is not built as expected.
pub(super) fn add(document: &page::Document, pages: &[ObjectId], pdf: &mut Document) -> Result<(), PdfFault> {
    let root = pdf.new_object_id();
    let elements: Vec<ObjectId> = document.elements.iter().map(|_| pdf.new_object_id()).collect();
    let links = links::add(document, pages, pdf);
    let marks = document.pages.iter().map(mark_numbers).collect();
    let tree = Tree { document, pages, root, elements, links, marks };
    for (index, element) in document.elements.iter().enumerate() {
        if let Some(id) = tree.elements.get(index) {
            pdf.objects.insert(*id, tree.element(index, element).into());
        }
    }
    tree.mark_pages(pdf)?;
    let root_object = tree.root(pdf);
    pdf.objects.insert(root, root_object.into());
    let catalog = pdf.catalog_mut()?;
    catalog.set("StructTreeRoot", root);
    catalog.set("MarkInfo", dictionary! {"Marked" => true});
    Ok(())
}

struct Tree<'a> {
    document: &'a page::Document,
    pages: &'a [ObjectId],
    root: ObjectId,
    elements: Vec<ObjectId>,
    /// Annotations by page, as many as the page has links.
    links: Vec<Vec<ObjectId>>,
    /// Numbers of the marked contents by page.
    marks: Vec<Vec<Option<i64>>>,
}

impl Tree<'_> {
    fn element(&self, index: usize, element: &Element) -> Dictionary {
        let parent = element.parent.and_then(|parent| self.elements.get(parent)).copied();
        let page = element.kids.iter().find_map(page_of);
        // There are tens of thousands of these, so what may be left out is: the type, and the array around one kid.
        let mut object = dictionary! {"S" => tag(&element.role), "P" => parent.unwrap_or(self.root)};
        if let Some(id) = page.and_then(|page| self.pages.get(page)) {
            object.set("Pg", *id);
        }
        let mut kids: Vec<Object> = element.kids.iter().filter_map(|kid| self.kid(*kid, page)).collect();
        match kids.len() {
            0 => {}
            1 => object.set("K", kids.remove(0)),
            _ => object.set("K", kids),
        }
        if let Some(alt) = &element.alt {
            object.set("Alt", text(alt));
        }
        if let Some(lang) = &element.lang {
            object.set("Lang", text(lang));
        }
        if element.role == Role::Note {
            object.set("ID", text(&note_id(index)));
        }
        if let Some(attributes) = self.attributes(index, &element.role) {
            object.set("A", attributes);
        }
        object
    }

    fn kid(&self, kid: Kid, own_page: Option<usize>) -> Option<Object> {
        match kid {
            Kid::Element(index) => self.elements.get(index).map(|id| (*id).into()),
            Kid::Content { page, index } => {
                let mark = self.marks.get(page)?.get(index).copied()??;
                if own_page == Some(page) {
                    return Some(mark.into());
                }
                Some(dictionary! {"Type" => "MCR", "Pg" => *self.pages.get(page)?, "MCID" => mark}.into())
            }
            Kid::Link { page, index } => {
                let annotation = *self.links.get(page)?.get(index)?;
                let page = *self.pages.get(page)?;
                Some(dictionary! {"Type" => "OBJR", "Obj" => annotation, "Pg" => page}.into())
            }
        }
    }

    /// Attributes that readers need beside the type (ISO 32000-1, 14.8.5).
    fn attributes(&self, index: usize, role: &Role) -> Option<Dictionary> {
        match role {
            Role::List { ordered } => Some(dictionary! {
                "O" => "List", "ListNumbering" => if *ordered { "Decimal" } else { "Disc" },
            }),
            Role::HeaderCell(scope) => Some(dictionary! {
                "O" => "Table", "Scope" => match scope { Scope::Column => "Column", Scope::Row => "Row" },
            }),
            Role::Figure { bounds } => {
                let page = self.document.pages.get(self.document.page_of(index)?)?;
                Some(dictionary! {
                    "O" => "Layout", "Placement" => "Block", "BBox" => corners(*bounds, page.size.height),
                })
            }
            _ => None,
        }
    }

    /// Gives each page its key in the parent tree, and the order of its annotations to the structure.
    fn mark_pages(&self, pdf: &mut Document) -> Result<(), PdfFault> {
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
            "K" => references(&self.elements[..self.elements.len().min(1)]),
            "ParentTree" => parents,
            "ParentTreeNextKey" => next_key,
        };
        let notes = self.notes();
        if !notes.is_empty() {
            root.set("IDTree", dictionary! {"Names" => notes});
        }
        root
    }

    /// What each key leads to: for a page the owners of its marked contents, for a link its element.
    fn parents(&self, pdf: &mut Document) -> Vec<Object> {
        let owner = |element: usize| self.elements.get(element).map_or(Object::Null, |id| (*id).into());
        let pages = self.document.pages.iter().map(|page| {
            let owners = page.content.iter().filter_map(|content| match content.mark {
                page::Mark::Element(element) => Some(owner(element)),
                page::Mark::Layout | page::Mark::Header | page::Mark::Footer => None,
            });
            Object::Reference(pdf.add_object(Object::Array(owners.collect())))
        });
        let mut parents: Vec<Object> = pages.collect();
        parents
            .extend(self.document.pages.iter().flat_map(|page| &page.links).map(|link| owner(link.element)));
        parents
    }

    /// Names and elements of the notes; the names have a fixed width and so are sorted already.
    fn notes(&self) -> Vec<Object> {
        let notes = self.document.elements.iter().zip(&self.elements).enumerate();
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

/// The keys 0, 1, 2 … as a number tree: one leaf, or a root with leaves (ISO 32000-1, 7.9.7).
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

impl page::Document {
    /// The page of the first content in an element.
    fn page_of(&self, element: usize) -> Option<usize> {
        self.elements.get(element)?.kids.iter().find_map(|kid| match kid {
            Kid::Element(inner) => self.page_of(*inner),
            other => page_of(other),
        })
    }

    /// The words of a heading.
    pub(super) fn heading_text(&self, heading: &Element) -> String {
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

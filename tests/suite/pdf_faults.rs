//! Faults to inject into a valid PDF, each with the conditions that it violates.

use lopdf::encryption::Permissions;
use lopdf::{
    Dictionary, Document as Pdf, EncryptionState, EncryptionVersion, Object, ObjectId, Stream, dictionary,
};

/// A way to break a file, and all conditions that must be reported then.
pub(crate) struct Fault {
    pub(crate) what: &'static str,
    pub(crate) breaks: &'static [&'static str],
    pub(crate) put: fn(&mut Pdf),
}

const fn fault(what: &'static str, breaks: &'static [&'static str], put: fn(&mut Pdf)) -> Fault {
    Fault { what, breaks, put }
}

/// Faults of the catalog, the metadata and the file as a whole.
pub(crate) const FILE: &[Fault] = &[
    fault("doubtful tags", &["01-007"], |pdf| {
        catalog(pdf).set("MarkInfo", dictionary! {"Marked" => true, "Suspects" => true});
    }),
    fault("no MarkInfo", &["UA1:6.2"], |pdf| forget(catalog(pdf), "MarkInfo")),
    fault("no DisplayDocTitle", &["07-001"], |pdf| forget(catalog(pdf), "ViewerPreferences")),
    fault("DisplayDocTitle false", &["07-002"], |pdf| {
        catalog(pdf).set("ViewerPreferences", dictionary! {"DisplayDocTitle" => false});
    }),
    fault("no language", &["11-001", "11-002", "11-003", "11-004", "A2:6.7.4"], |pdf| {
        forget(catalog(pdf), "Lang");
    }),
    fault("a language that is none", &["11-001", "11-002", "11-003", "11-004", "A2:6.7.4"], |pdf| {
        catalog(pdf).set("Lang", Object::string_literal("deutsch!"));
    }),
    fault(
        "no language, not even of the title",
        &["11-001", "11-002", "11-003", "11-004", "11-006", "A2:6.7.4"],
        |pdf| {
            forget(catalog(pdf), "Lang");
            xmp(pdf, "xml:lang=\"de\"", "xml:lang=\"x-default\"");
        },
    ),
    fault("a language of an element that is none", &["11-001", "A2:6.7.4"], |pdf| {
        element(pdf, "Figure").set("Lang", Object::string_literal("d"));
        element(pdf, "Figure").set("Lang", Object::string_literal("a-b-"));
    }),
    fault("no metadata", &["06-001"], |pdf| forget(catalog(pdf), "Metadata")),
    fault("metadata that are no XML", &["06-001"], |pdf| xmp(pdf, "</rdf:RDF>", "")),
    fault("no claim of PDF/UA", &["06-002"], |pdf| xmp(pdf, "<pdfuaid:part>1", "<pdfuaid:part>2")),
    fault("no title", &["06-003", "PDF:14.3.3"], |pdf| xmp(pdf, "dc:title", "dc:rights")),
    fault("no claim of PDF/A", &["A2:6.6.4"], |pdf| xmp(pdf, "<pdfaid:part>2", "<pdfaid:part>1")),
    fault("level B", &["A2:6.6.4"], |pdf| xmp(pdf, "conformance>A", "conformance>B")),
    fault("metadata of no type", &["A2:6.6.2.1"], |pdf| forget(&mut metadata(pdf).dict, "Subtype")),
    fault("a packet without header", &["A2:6.6.2.1"], |pdf| xmp(pdf, "<?xpacket begin=", "<?packet begin=")),
    fault("a schema without description", &["A2:6.6.2.3"], |pdf| {
        xmp(pdf, "URI>http://www.aiim.org/pdfua/", "URI>http://www.aiim.org/nix/");
    }),
    fault("an unknown property", &["A2:6.6.2.3"], |pdf| {
        xmp(pdf, "<dc:format>", "<dc:size>1</dc:size><dc:format>");
    }),
    fault("a property of the wrong form", &["A2:6.6.2.3"], |pdf| {
        xmp(pdf, "<dc:format>application/pdf<", "<dc:format><rdf:Bag><rdf:li>x</rdf:li></rdf:Bag><");
    }),
    fault("a date that is none", &["A2:6.6.2.3", "PDF:14.3.3"], |pdf| {
        xmp(pdf, "<xmp:CreateDate>2", "<xmp:CreateDate>D");
    }),
    fault("a schema described in part", &["A2:6.6.2.3.3"], |pdf| {
        xmp(pdf, "pdfaSchema:prefix>", "pdfaSchema:short>");
    }),
    fault("another title in Info", &["PDF:14.3.3"], |pdf| {
        info(pdf).set("Title", Object::string_literal("x"));
    }),
    fault("another date in Info", &["PDF:14.3.3"], |pdf| {
        info(pdf).set("ModDate", Object::string_literal("D:20201231235958Z"));
    }),
    fault("no date in Info", &["PDF:7.9.4"], |pdf| {
        info(pdf).set("ModDate", Object::string_literal("gestern"));
    }),
    fault("a page mode that is no name", &["PDF:7.7.2"], |pdf| {
        catalog(pdf).set("PageMode", Object::string_literal("UseOutlines"));
    }),
    fault("no identifier", &["A2:6.1.3"], |pdf| forget(&mut pdf.trailer, "ID")),
    fault("encryption", &["26-002", "A2:6.1.3"], |pdf| {
        let state = EncryptionState::try_from(EncryptionVersion::V2 {
            document: pdf,
            owner_password: "o",
            user_password: "",
            key_length: 128,
            permissions: Permissions::PRINTABLE,
        });
        pdf.encrypt(&state.unwrap()).unwrap();
    }),
    fault("a version that does not exist", &["A2:6.1.2"], |pdf| {
        catalog(pdf).set("Version", Object::Name(b"2.0".to_vec()));
    }),
    fault("data in another file", &["A2:6.1.7.1"], |pdf| {
        stream(pdf, dictionary! {"F" => Object::string_literal("x")}, b"");
    }),
    fault("LZW", &["A2:6.1.7.2"], |pdf| {
        stream(pdf, dictionary! {"Filter" => "LZWDecode"}, b"");
    }),
    fault("unknown permissions", &["A2:6.1.12"], |pdf| catalog(pdf).set("Perms", dictionary! {"X" => 1})),
    fault("a large number", &["A2:6.1.13"], |pdf| catalog(pdf).set("X", 3_000_000_000_i64)),
    fault("a long name", &["A2:6.1.13"], |pdf| catalog(pdf).set("X", Object::Name(vec![b'a'; 128]))),
    fault("a long string", &["A2:6.1.13"], |pdf| {
        catalog(pdf).set("X", vec![Object::string_literal(vec![b'a'; 40_000])]);
    }),
    fault("a small page", &["A2:6.1.13"], |pdf| {
        page(pdf).set("MediaBox", vec![0.into(), 0.into(), 2.into(), 800.into()]);
    }),
    fault("fields without looks", &["A2:6.4.1"], |pdf| {
        catalog(pdf).set("AcroForm", dictionary! {"NeedAppearances" => true});
    }),
    fault("XFA", &["25-001", "A2:6.4.2"], |pdf| {
        catalog(pdf).set("AcroForm", dictionary! {"XFA" => Object::Array(vec![])});
    }),
    fault("pages made anew", &["A2:6.4.2"], |pdf| catalog(pdf).set("NeedsRendering", true)),
    fault("a script", &["A2:6.5.1"], |pdf| {
        catalog(pdf)
            .set("OpenAction", dictionary! {"S" => "JavaScript", "JS" => Object::string_literal("1")});
    }),
    fault("a script after a harmless action", &["A2:6.5.1"], |pdf| {
        let next = dictionary! {"S" => "Named", "N" => "Print"};
        catalog(pdf).set("OpenAction", dictionary! {"S" => "URI", "Next" => vec![next.into()]});
    }),
    fault("actions of the document", &["A2:6.5.2"], |pdf| catalog(pdf).set("AA", Dictionary::new())),
    fault("alternate presentations", &["A2:6.10"], |pdf| {
        catalog(pdf).set("Names", dictionary! {"AlternatePresentations" => Dictionary::new()});
    }),
    fault("presentation steps", &["A2:6.10"], |pdf| page(pdf).set("PresSteps", Dictionary::new())),
    fault("requirements", &["A2:6.11"], |pdf| catalog(pdf).set("Requirements", Object::Array(vec![]))),
    fault("layers without name", &["20-001", "20-002"], |pdf| {
        let configurations = vec![Dictionary::new().into()];
        catalog(pdf).set("OCProperties", dictionary! {"D" => Dictionary::new(), "Configs" => configurations});
    }),
    fault("layers that switch by themselves", &["20-003"], |pdf| {
        let default = dictionary! {"Name" => Object::string_literal("x"), "AS" => Object::Array(vec![])};
        catalog(pdf).set("OCProperties", dictionary! {"D" => default});
    }),
    fault("an attached file with one name", &["21-001", "A2:6.8"], |pdf| attach(pdf, dictionary! {})),
    fault("an attached file that is no PDF/A", &["A2:6.8"], |pdf| {
        attach(pdf, dictionary! {"UF" => Object::string_literal("a")});
    }),
    fault("a damaged colour profile", &["A2:6.2.3", "A2:6.2.4.3"], |pdf| {
        let id = stream(pdf, dictionary! {"N" => 3}, b"no profile");
        output_intent(pdf).set("DestOutputProfile", id);
    }),
    fault("an output intent without name", &["A2:6.2.3"], |pdf| {
        forget(output_intent(pdf), "OutputConditionIdentifier");
    }),
    fault("a bookmark to no page", &["PDF:12.3.2"], |pdf| {
        bookmark(pdf).set("Dest", vec![Object::Null, "XYZ".into()]);
    }),
    fault("a bookmark to no name", &["PDF:12.3.2"], |pdf| {
        bookmark(pdf).set("Dest", Object::string_literal("x"));
    }),
    fault("a bookmark without title", &["PDF:12.3.3"], |pdf| {
        bookmark(pdf).set("Title", Object::string_literal(" "));
    }),
    fault("bookmarks in a circle", &["PDF:12.3.3"], |pdf| {
        let first = bookmark_id(pdf);
        bookmark(pdf).set("First", first);
    }),
];

/// Faults of the structure tree and of what leads to it.
pub(crate) const STRUCTURE: &[Fault] = &[
    fault("a type without meaning", &["02-001"], |pdf| retype(pdf, "Figure", "Diagramm")),
    fault("a type that leads back to itself", &["02-001", "02-003"], |pdf| {
        retype(pdf, "Figure", "Diagramm");
        root(pdf).set("RoleMap", dictionary! {"Diagramm" => "Bild", "Bild" => "Diagramm"});
    }),
    fault("a new meaning of a type", &["02-004"], |pdf| root(pdf).set("RoleMap", dictionary! {"P" => "Div"})),
    fault("no structure tree", &["28-011", "UA1:7.1"], |pdf| forget(catalog(pdf), "StructTreeRoot")),
    fault("rows outside of a table", &["09-004"], |pdf| retype(pdf, "TBody", "Div")),
    fault("a cell that is a paragraph", &["09-004", "UA1:7.2-42"], |pdf| retype(pdf, "TD", "P")),
    fault("an item that is a paragraph", &["09-005"], |pdf| retype(pdf, "LI", "P")),
    fault("an entry that is a paragraph", &["09-006"], |pdf| retype(pdf, "TOCI", "P")),
    fault("a caption in the middle", &["09-004"], |pdf| {
        element(pdf, "Table").get_mut(b"K").unwrap().as_array_mut().unwrap().swap(0, 1);
    }),
    fault("loose ruby", &["09-007"], |pdf| retype(pdf, "Span", "RB")),
    fault("loose warichu", &["09-008"], |pdf| retype(pdf, "Span", "WT")),
    fault("a figure without alternative text", &["13-004"], |pdf| forget(element(pdf, "Figure"), "Alt")),
    fault("a blank alternative text", &["13-004"], |pdf| {
        element(pdf, "Figure").set("Alt", Object::string_literal(" \n"));
    }),
    fault("a formula without alternative text", &["17-002"], |pdf| {
        forget(element(pdf, "Figure"), "Alt");
        retype(pdf, "Figure", "Formula");
    }),
    fault("a first heading of level 2", &["14-002"], |pdf| retype(pdf, "H1", "H2")),
    fault("a level skipped", &["14-003"], |pdf| retype(pdf, "H2", "H4")),
    fault("two headings in one element", &["14-006"], |pdf| {
        for kind in ["H1", "H2", "H2", "H3"] {
            retype(pdf, kind, "H");
        }
    }),
    fault("headings with and without level", &["14-007"], |pdf| retype(pdf, "H3", "H")),
    fault("a header cell of nothing", &["15-003"], |pdf| forget(element(pdf, "TH"), "A")),
    fault("a header cell of a wrong scope", &["15-003"], |pdf| {
        element(pdf, "TH").set("A", dictionary! {"O" => "Table", "Scope" => "Tisch"});
    }),
    fault("headers that lead nowhere", &["15-003"], |pdf| {
        let names = vec![Object::string_literal("x")];
        element(pdf, "TD").set("A", dictionary! {"O" => "Table", "Headers" => names});
    }),
    fault("a wide cell", &["UA1:7.2-42"], |pdf| {
        element(pdf, "TD").set("A", vec![dictionary! {"O" => "Table", "ColSpan" => 2}.into()]);
    }),
    fault("cells that overlap", &["UA1:7.2-42", "UA1:7.2-43"], |pdf| {
        element(pdf, "TD").set("A", dictionary! {"O" => "Table", "RowSpan" => 2});
        let last = elements(pdf, "TH").pop().unwrap();
        let spans = dictionary! {"O" => "Table", "Scope" => "Row", "ColSpan" => 2};
        pdf.get_dictionary_mut(last).unwrap().set("A", spans);
    }),
    fault("a note without name", &["19-003"], |pdf| forget(element(pdf, "Note"), "ID")),
    fault("two notes of one name", &["19-004"], |pdf| {
        let name = element(pdf, "Note").get(b"ID").unwrap().clone();
        element(pdf, "Span").set("ID", name);
    }),
    fault("no ID tree", &["PDF:14.7.2"], |pdf| forget(root(pdf), "IDTree")),
    fault("another parent", &["PDF:14.7.2"], |pdf| {
        let table = elements(pdf, "Table")[0];
        element(pdf, "Figure").set("P", table);
    }),
    fault("an element that holds itself", &["PDF:14.7.2"], |pdf| {
        let table = elements(pdf, "Table")[0];
        element(pdf, "Table").get_mut(b"K").unwrap().as_array_mut().unwrap().push(table.into());
    }),
    fault("a type that is missing", &["PDF:14.7.2"], |pdf| forget(element(pdf, "Span"), "S")),
    fault("a mark in two elements", &["01-005", "PDF:14.7.4", "PDF:14.7.4.4"], |pdf| {
        element(pdf, "Span").set("K", vec![0.into()]);
    }),
    fault("no parent tree", &["PDF:14.7.4.4"], |pdf| forget(root(pdf), "ParentTree")),
    fault("a wrong entry of the parent tree", &["PDF:14.7.4.4"], |pdf| {
        let other = elements(pdf, "Figure")[0];
        parents(pdf)[0] = other.into();
    }),
    fault("the next key in use", &["PDF:14.7.4.4"], |pdf| root(pdf).set("ParentTreeNextKey", 1)),
    fault("keys out of order", &["PDF:7.9.7"], |pdf| {
        let pairs = parent_pairs(pdf);
        pairs.swap(0, 2);
        pairs.swap(1, 3);
    }),
    fault("a page without key", &["PDF:14.7.4.4"], |pdf| forget(page(pdf), "StructParents")),
];

/// Faults of content streams.
pub(crate) const CONTENT: &[Fault] = &[
    fault("an artifact inside tagged content", &["01-003"], |pdf| {
        replace(pdf, "/MCID 0>>BDC", "/MCID 0>>BDC /Artifact BMC EMC");
    }),
    fault("tagged content inside an artifact", &["01-004"], |pdf| {
        replace(pdf, "EMC", "EMC EMC");
        prepend(pdf, "/Artifact BMC ");
    }),
    fault("loose content", &["01-005"], |pdf| append(pdf, "0 0 5 5 re f")),
    fault("a mark that is lost", &["01-005", "PDF:14.7.4"], |pdf| replace(pdf, "/MCID 0", "/Nix 0")),
    fault("a mark that nothing holds", &["01-005", "PDF:14.7.4", "PDF:14.7.4.4"], |pdf| {
        replace(pdf, "/MCID 0", "/MCID 977");
    }),
    fault("a mark used twice", &["PDF:14.7.4"], |pdf| append(pdf, "/P <</MCID 0>> BDC EMC")),
    fault("marked content left open", &["PDF:14.6"], |pdf| append(pdf, "/Artifact BMC")),
    fault("marked content closed too often", &["PDF:14.6"], |pdf| append(pdf, "EMC")),
    fault("an operator that does not exist", &["A2:6.2.2"], |pdf| append(pdf, "xyz")),
    fault("content that cannot be read", &["A2:6.2.2"], |pdf| append(pdf, "]")),
    fault("an unknown font", &["A2:6.2.2"], |pdf| append(pdf, "BT /Nix 9 Tf ET")),
    fault("an unknown XObject", &["A2:6.2.2"], |pdf| append(pdf, "/Nix Do")),
    fault("no resources", &["A2:6.2.2"], |pdf| forget(page(pdf), "Resources")),
    fault("states saved too often", &["A2:6.1.13"], |pdf| append(pdf, &("q ".repeat(29) + &"Q ".repeat(29)))),
    fault("a state that was not saved", &["PDF:8.4.2"], |pdf| append(pdf, "Q")),
    fault("text outside of text objects", &["PDF:9.4.1"], |pdf| artifact(pdf, "/T0 9 Tf <0001> Tj")),
    fault("half a character", &["PDF:9.7.6"], |pdf| artifact(pdf, "BT /T0 9 Tf <000102> Tj ET")),
    fault("CMYK", &["A2:6.2.4.3"], |pdf| artifact(pdf, "1 0 0 0 k 0 0 5 5 re f")),
    fault("a rendering intent that does not exist", &["A2:6.2.6"], |pdf| append(pdf, "/Schön ri")),
    fault("a smoothed image", &["A2:6.2.8"], |pdf| {
        artifact(pdf, "BI /W 1 /H 1 /CS /RGB /BPC 8 /I true ID xyz EI");
    }),
    fault("a colour profile that is none", &["A2:6.2.4.2"], |pdf| {
        let id = stream(pdf, dictionary! {"N" => 3}, b"no profile");
        resource(pdf, "ColorSpace", vec!["ICCBased".into(), id.into()].into());
        artifact(pdf, "/X cs 0 0 5 5 re f");
    }),
    fault("a transfer function", &["A2:6.2.5"], |pdf| {
        resource(pdf, "ExtGState", dictionary! {"TR" => "Identity"}.into());
        append(pdf, "/X gs");
    }),
    fault("a blend mode that does not exist", &["A2:6.2.10"], |pdf| {
        resource(pdf, "ExtGState", dictionary! {"BM" => "Glow"}.into());
        append(pdf, "/X gs");
    }),
    fault("PostScript", &["A2:6.2.9"], |pdf| {
        stream(pdf, dictionary! {"Type" => "XObject", "Subtype" => "PS"}, b"");
    }),
    fault("a form in another file", &["30-001"], |pdf| {
        stream(pdf, dictionary! {"Type" => "XObject", "Subtype" => "Form", "Ref" => Dictionary::new()}, b"");
    }),
    fault("text that leaves the page", &["01-005", "PAGE:outside"], |pdf| {
        append(pdf, "BT /T0 9 Tf 9000 30 Td <0004> Tj ET");
    }),
    fault("text that a matrix moves off the page", &["01-005", "PAGE:outside"], |pdf| {
        append(pdf, "q 1 0 0 1 0 -500 cm BT /T0 9 Tf 30 30 Td <0004> Tj ET Q");
    }),
    fault("text over other text", &["01-005", "PAGE:covered"], |pdf| {
        append(pdf, "BT /T0 20 Tf 1 0 0 1 9 9 Tm <00040006> Tj 1 0 0 1 11 9 Tm <00050004> Tj ET");
    }),
    fault("text drawn twice at its place, spaces off the page", &["01-005"], |pdf| {
        append(pdf, "BT /T0 20 Tf 9 9 Td <0004> Tj ET BT /T0 20 Tf 9 9 Td <0004> Tj 9000 9 Td <0001> Tj ET");
    }),
    fault("a watermark that leaves the page", &[], |pdf| {
        artifact(pdf, "BT /T0 999 Tf 1 0 0 1 9 9 Tm <00040005> Tj ET");
    }),
    fault("a tagged form drawn twice", &["01-005", "30-002", "PDF:14.7.4.4"], |pdf| {
        let entries = dictionary! {"Subtype" => "Form", "Resources" => Dictionary::new()};
        let id = stream(pdf, entries, b"/P <</MCID 0>> BDC 0 0 1 1 re f EMC");
        resource(pdf, "XObject", id.into());
        append(pdf, "/X Do /X Do");
    }),
];

/// Faults of a PDF 2.0 file.
pub(crate) const PDF_2: &[Fault] = &[
    fault("the version of PDF 1.7", &["A2:6.1.2"], |pdf| pdf.version = "1.7".into()),
    fault("another part of PDF/UA", &["06-002"], |pdf| xmp(pdf, "<pdfuaid:part>2", "<pdfuaid:part>1")),
    fault("no year of PDF/UA", &["06-002"], |pdf| xmp(pdf, "<pdfuaid:rev>2024", "<pdfuaid:rev>2023")),
    fault("no year of PDF/A", &["A2:6.6.4"], |pdf| xmp(pdf, "<pdfaid:rev>2020", "<pdfaid:rev>2019")),
    fault("another level of PDF/A", &["A2:6.6.4"], |pdf| {
        xmp(pdf, "<pdfaid:conformance>F", "<pdfaid:conformance>E");
    }),
    fault("an information dictionary", &["A4:6.1.3"], |pdf| {
        let info = pdf.add_object(dictionary! {"Trapped" => "False"});
        pdf.trailer.set("Info", info);
    }),
    fault("a root without namespace", &["UA2:8.2.5.2"], |pdf| forget(element(pdf, "Document"), "NS")),
    fault("a title without namespace", &["02-001"], |pdf| forget(element(pdf, "FENote"), "NS")),
    fault("an entry that refers to nothing", &["UA2:8.2.5.8"], |pdf| forget(element(pdf, "TOCI"), "Ref")),
    fault("a note that does not refer to its mark", &["UA2:8.2.5.14"], |pdf| {
        forget(element(pdf, "FENote"), "Ref");
    }),
    fault("a note of PDF 1.7", &["UA2:8.2.5.14"], |pdf| {
        element(pdf, "FENote").set("S", "Note");
    }),
    fault("a caption in the middle", &["09-004", "UA2:8.2.5.27"], |pdf| {
        let kids = element(pdf, "Table").get_mut(b"K").unwrap().as_array_mut().unwrap();
        kids.swap(0, 1);
    }),
    fault("a link to a page only", &["UA2:8.8"], |pdf| {
        forget(action(pdf, "Annot"), "SD");
    }),
    fault("a link to what is no element", &["UA2:8.8"], |pdf| {
        let target = vec![pdf.trailer.get(b"Root").unwrap().clone(), "Fit".into()];
        action(pdf, "Annot").set("SD", target);
    }),
    fault("a bookmark to a page only", &["UA2:8.8"], |pdf| {
        forget(action(pdf, ""), "SD");
    }),
];

/// The action of the first link within the document or, without a type, of the first bookmark.
fn action<'p>(pdf: &'p mut Pdf, kind: &str) -> &'p mut Dictionary {
    let owner = pdf.objects.values_mut().find_map(|object| {
        let dict = object.as_dict_mut().ok()?;
        let own = dict.get(b"Type").and_then(|kind| kind.as_name()).unwrap_or_default();
        let goes = dict.get(b"A").and_then(|action| action.as_dict()).is_ok_and(|action| action.has(b"SD"));
        (own == kind.as_bytes() && goes).then_some(dict)
    });
    owner.unwrap().get_mut(b"A").unwrap().as_dict_mut().unwrap()
}

/// Faults of fonts.
pub(crate) const FONTS: &[Fault] = &[
    fault("codes without meaning", &["10-001"], |pdf| meanings(pdf, "<0001>", "<ff01>")),
    fault("no meanings", &["31-027"], |pdf| forget(font(pdf), "ToUnicode")),
    fault("a code that means nothing", &["31-028"], |pdf| meanings(pdf, "<0020>", "<0000>")),
    fault("a code that means a mark", &["31-029"], |pdf| meanings(pdf, "<0020>", "<feff>")),
    fault("a code that means an unknown character", &["10-001"], |pdf| meanings(pdf, "<0020>", "<fffd>")),
    fault("an encoding for another registry", &["31-001"], |pdf| {
        encoding(pdf, dictionary! {"CIDSystemInfo" => collection("Nix", "Identity", 0)});
    }),
    fault("an encoding for another ordering", &["31-002"], |pdf| {
        encoding(pdf, dictionary! {"CIDSystemInfo" => collection("Adobe", "Nix", 0)});
    }),
    fault("an encoding for a later supplement", &["31-003"], |pdf| {
        encoding(pdf, dictionary! {"CIDSystemInfo" => collection("Adobe", "Identity", 7)});
    }),
    fault("an encoding of two directions", &["31-007"], |pdf| encoding(pdf, dictionary! {"WMode" => 1})),
    fault("an encoding on an unknown one", &["31-008"], |pdf| {
        encoding(pdf, dictionary! {"UseCMap" => "Nix"});
    }),
    fault("an unknown encoding", &["31-006"], |pdf| font(pdf).set("Encoding", "Nix-H")),
    fault("no way to glyphs", &["31-004", "31-016"], |pdf| descendant(pdf).set("CIDToGIDMap", 7)),
    fault("no entry for the way to glyphs", &["31-005", "31-016"], |pdf| {
        forget(descendant(pdf), "CIDToGIDMap");
    }),
    fault("no program", &["31-009"], |pdf| forget(descriptor(pdf), "FontFile2")),
    fault("glyphs that do not exist", &["31-011"], |pdf| {
        let id = stream(pdf, Dictionary::new(), &[0xff; 4096]);
        descendant(pdf).set("CIDToGIDMap", id);
    }),
    fault("a damaged program", &["31-011"], |pdf| {
        let id = stream(pdf, Dictionary::new(), b"no font");
        descriptor(pdf).set("FontFile2", id);
    }),
    fault("the sign for a missing glyph", &["31-030"], |pdf| {
        let id = stream(pdf, Dictionary::new(), &[0; 4096]);
        descendant(pdf).set("CIDToGIDMap", id);
    }),
    fault("a list of no glyphs", &["31-014"], |pdf| {
        let id = stream(pdf, Dictionary::new(), &[0; 8]);
        descriptor(pdf).set("CIDSet", id);
    }),
    fault("other widths", &["31-016", "PAGE:covered"], |pdf| forget(descendant(pdf), "W")),
    fault("another name", &["PDF:9.8.1"], |pdf| descriptor(pdf).set("FontName", "ABCDEF+Andere")),
    fault("a descriptor without stems", &["A2:6.2.11.2"], |pdf| forget(descriptor(pdf), "StemV")),
    fault("no collection", &["A2:6.2.11.3.1"], |pdf| forget(descendant(pdf), "CIDSystemInfo")),
];

/// Faults of annotations.
pub(crate) const ANNOTATIONS: &[Fault] = &[
    fault("a loose annotation", &["28-002"], |pdf| {
        annotate(pdf, "FreeText", dictionary! {"Contents" => words()});
    }),
    fault("no description", &["28-002", "28-004"], |pdf| annotate(pdf, "FreeText", dictionary! {})),
    fault("a field that is for nothing", &["28-005", "28-010"], |pdf| {
        annotate(pdf, "Widget", dictionary! {});
    }),
    fault(
        "a field in an unknown language",
        &["11-001", "11-002", "11-003", "11-004", "11-005", "28-010", "A2:6.7.4"],
        |pdf| {
            annotate(pdf, "Widget", dictionary! {"TU" => words()});
            forget(catalog(pdf), "Lang");
        },
    ),
    fault("an unknown type", &["28-002", "28-006"], |pdf| {
        annotate(pdf, "Nix", dictionary! {"Contents" => words()});
    }),
    fault("trapping", &["28-002", "28-007"], |pdf| {
        annotate(pdf, "TrapNet", dictionary! {"Contents" => words()});
    }),
    fault("a film", &["28-002", "A2:6.3.1"], |pdf| {
        annotate(pdf, "Screen", dictionary! {"Contents" => words()});
    }),
    fault("no order", &["28-008"], |pdf| forget(page(pdf), "Tabs")),
    fault("another order", &["28-009"], |pdf| page(pdf).set("Tabs", "R")),
    fault("a link in no Link", &["28-011"], |pdf| {
        let link = elements(pdf, "Link").pop().unwrap();
        pdf.get_dictionary_mut(link).unwrap().set("S", "Span");
    }),
    fault("a link that says nothing", &["28-012"], |pdf| forget(link(pdf), "Contents")),
    fault("a link to no page", &["PDF:12.3.2"], |pdf| link(pdf).set("Dest", vec![Object::Null])),
    fault("a link without way back", &["PDF:14.7.4.4"], |pdf| forget(link(pdf), "StructParent")),
    fault("a media clip that says nothing", &["28-014", "28-015"], |pdf| {
        pdf.add_object(dictionary! {"Type" => "MediaClip", "S" => "MCD"});
    }),
    fault("a file without name", &["28-002", "28-016"], |pdf| {
        annotate(
            pdf,
            "FileAttachment",
            dictionary! {"Contents" => words(), "FS" => dictionary! {"F" => words()}},
        );
    }),
    fault("a printer's mark in the structure", &["28-017", "A2:6.3.3"], |pdf| {
        link(pdf).set("Subtype", "PrinterMark");
    }),
    fault("a link that is not printed", &["A2:6.3.2"], |pdf| forget(link(pdf), "F")),
    fault("a link that is not seen", &["A2:6.3.2"], |pdf| link(pdf).set("F", 4 | 32)),
    fault("no appearance", &["28-002", "A2:6.3.3"], |pdf| {
        let rect: Vec<Object> = [1, 1, 9, 9].map(Object::from).into();
        annotate(pdf, "Stamp", dictionary! {"Contents" => words(), "Rect" => rect});
    }),
    fault("a program to start", &["A2:6.5.1"], |pdf| link(pdf).set("A", dictionary! {"S" => "Launch"})),
    fault("events of a link", &["A2:6.5.2"], |pdf| link(pdf).set("AA", Dictionary::new())),
];

/// Faults of files with attachments.
pub(crate) const ATTACHMENTS: &[Fault] = &[
    fault("no relation", &["A3:6.8"], |pdf| forget(specification(pdf), "AFRelationship")),
    fault("no owner", &["A3:6.8"], |pdf| forget(catalog(pdf), "AF")),
    fault("no content", &["21-001", "A3:6.8"], |pdf| {
        specification(pdf).set("EF", Dictionary::new());
        forget(specification(pdf), "F");
    }),
    fault("no media type", &["A3:6.8"], |pdf| forget(&mut attached(pdf).dict, "Subtype")),
    fault("no date", &["A3:6.8"], |pdf| forget(&mut attached(pdf).dict, "Params")),
    fault("the claim of another part", &["A2:6.6.4"], |pdf| xmp(pdf, "<pdfaid:part>3", "<pdfaid:part>2")),
];

fn words() -> Object {
    Object::string_literal("Worte")
}

fn catalog(pdf: &mut Pdf) -> &mut Dictionary {
    pdf.catalog_mut().unwrap()
}

fn forget(dict: &mut Dictionary, key: &str) {
    assert!(dict.remove(key.as_bytes()).is_some(), "there is no {key}");
}

/// Unlike lopdf's own way to extend a dictionary, this replaces what is there.
fn set_all(dict: &mut Dictionary, entries: &Dictionary) {
    for (key, value) in entries {
        dict.set(key.clone(), value.clone());
    }
}

fn reference(dict: &Dictionary, key: &str) -> ObjectId {
    dict.get(key.as_bytes()).unwrap().as_reference().unwrap()
}

/// The dictionary that a key of the catalog refers to.
fn below<'a>(pdf: &'a mut Pdf, key: &str) -> &'a mut Dictionary {
    let id = reference(catalog(pdf), key);
    pdf.get_dictionary_mut(id).unwrap()
}

fn root(pdf: &mut Pdf) -> &mut Dictionary {
    below(pdf, "StructTreeRoot")
}

fn info(pdf: &mut Pdf) -> &mut Dictionary {
    let id = reference(&pdf.trailer, "Info");
    pdf.get_dictionary_mut(id).unwrap()
}

fn metadata(pdf: &mut Pdf) -> &mut Stream {
    let id = reference(catalog(pdf), "Metadata");
    pdf.get_object_mut(id).unwrap().as_stream_mut().unwrap()
}

fn edit(stream: &mut Stream, change: impl FnOnce(String) -> String) {
    let bytes = stream.get_plain_content().unwrap();
    // A character a byte: strings of glyphs are no text.
    let before: String = bytes.iter().map(|byte| char::from(*byte)).collect();
    let after = change(before.clone());
    assert_ne!(before, after);
    stream.set_plain_content(after.chars().map(|c| u8::try_from(c).unwrap()).collect());
}

fn xmp(pdf: &mut Pdf, from: &str, to: &str) {
    edit(metadata(pdf), |text| text.replace(from, to));
}

fn output_intent(pdf: &mut Pdf) -> &mut Dictionary {
    let intents = catalog(pdf).get_mut(b"OutputIntents").unwrap().as_array_mut().unwrap();
    intents[0].as_dict_mut().unwrap()
}

fn bookmark_id(pdf: &mut Pdf) -> ObjectId {
    reference(below(pdf, "Outlines"), "First")
}

fn bookmark(pdf: &mut Pdf) -> &mut Dictionary {
    let id = bookmark_id(pdf);
    pdf.get_dictionary_mut(id).unwrap()
}

fn stream(pdf: &mut Pdf, dict: Dictionary, content: &[u8]) -> ObjectId {
    pdf.add_object(Stream::new(dict, content.to_vec()))
}

fn attach(pdf: &mut Pdf, names: Dictionary) {
    let content = stream(pdf, Dictionary::new(), b"x");
    let mut file = dictionary! {"Type" => "Filespec", "F" => words(), "EF" => dictionary! {"F" => content}};
    set_all(&mut file, &names);
    let pairs = vec![words(), pdf.add_object(file).into()];
    catalog(pdf).set("Names", dictionary! {"EmbeddedFiles" => dictionary! {"Names" => pairs}});
}

fn specification_id(pdf: &mut Pdf) -> ObjectId {
    catalog(pdf).get(b"AF").unwrap().as_array().unwrap()[0].as_reference().unwrap()
}

fn specification(pdf: &mut Pdf) -> &mut Dictionary {
    let id = specification_id(pdf);
    pdf.get_dictionary_mut(id).unwrap()
}

fn attached(pdf: &mut Pdf) -> &mut Stream {
    let id = reference(specification(pdf).get(b"EF").unwrap().as_dict().unwrap(), "F");
    pdf.get_object_mut(id).unwrap().as_stream_mut().unwrap()
}

/// The structure elements of a type, in the order in which they were written.
fn elements(pdf: &Pdf, kind: &str) -> Vec<ObjectId> {
    let is_kind = |dict: &Dictionary| {
        dict.has(b"P") && dict.get(b"S").is_ok_and(|s| s.as_name().is_ok_and(|s| s == kind.as_bytes()))
    };
    let all = pdf.objects.iter().filter(|(_, object)| object.as_dict().is_ok_and(is_kind));
    all.map(|(id, _)| *id).collect()
}

fn element<'a>(pdf: &'a mut Pdf, kind: &str) -> &'a mut Dictionary {
    let id = elements(pdf, kind)[0];
    pdf.get_dictionary_mut(id).unwrap()
}

fn retype(pdf: &mut Pdf, from: &str, to: &str) {
    element(pdf, from).set("S", to);
}

/// The first leaf of the parent tree.
fn parent_pairs(pdf: &mut Pdf) -> &mut Vec<Object> {
    let tree = reference(root(pdf), "ParentTree");
    let leaf = pdf.get_dictionary(tree).unwrap().get(b"Kids").unwrap().as_array().unwrap()[0].clone();
    let leaf = pdf.get_dictionary_mut(leaf.as_reference().unwrap()).unwrap();
    leaf.get_mut(b"Nums").unwrap().as_array_mut().unwrap()
}

/// The owners of the first page's marks.
fn parents(pdf: &mut Pdf) -> &mut Vec<Object> {
    let id = parent_pairs(pdf)[1].as_reference().unwrap();
    pdf.get_object_mut(id).unwrap().as_array_mut().unwrap()
}

fn page(pdf: &mut Pdf) -> &mut Dictionary {
    let id = pdf.get_pages()[&1];
    pdf.get_dictionary_mut(id).unwrap()
}

fn content(pdf: &mut Pdf, change: impl FnOnce(String) -> String) {
    let id = pdf.get_pages()[&1];
    let id = pdf.get_page_contents(id)[0];
    edit(pdf.get_object_mut(id).unwrap().as_stream_mut().unwrap(), change);
}

fn replace(pdf: &mut Pdf, from: &str, to: &str) {
    content(pdf, |text| text.replacen(from, to, 1));
}

fn prepend(pdf: &mut Pdf, operators: &str) {
    content(pdf, |text| format!("{operators}{text}"));
}

fn append(pdf: &mut Pdf, operators: &str) {
    content(pdf, |text| format!("{text}\n{operators}"));
}

fn artifact(pdf: &mut Pdf, operators: &str) {
    append(pdf, &format!("/Artifact BMC {operators} EMC"));
}

/// Adds a resource with the name `X`.
fn resource(pdf: &mut Pdf, category: &str, value: Object) {
    let resources = page(pdf).get(b"Resources").unwrap().clone();
    let resources = match resources {
        Object::Reference(id) => pdf.get_dictionary_mut(id).unwrap(),
        _ => page(pdf).get_mut(b"Resources").unwrap().as_dict_mut().unwrap(),
    };
    let mut entries = Dictionary::new();
    entries.set("X", value);
    resources.set(category, entries);
}

fn font_id(pdf: &Pdf) -> ObjectId {
    let is_font = |object: &Object| {
        let dict = object.as_dict().ok()?;
        Some(dict.get(b"Subtype").ok()?.as_name().ok()? == b"Type0")
    };
    *pdf.objects.iter().find(|(_, object)| is_font(object) == Some(true)).unwrap().0
}

fn font(pdf: &mut Pdf) -> &mut Dictionary {
    let id = font_id(pdf);
    pdf.get_dictionary_mut(id).unwrap()
}

fn descendant(pdf: &mut Pdf) -> &mut Dictionary {
    font(pdf).get_mut(b"DescendantFonts").unwrap().as_array_mut().unwrap()[0].as_dict_mut().unwrap()
}

fn descriptor(pdf: &mut Pdf) -> &mut Dictionary {
    let id = reference(descendant(pdf), "FontDescriptor");
    pdf.get_dictionary_mut(id).unwrap()
}

fn meanings(pdf: &mut Pdf, from: &str, to: &str) {
    let id = reference(font(pdf), "ToUnicode");
    edit(pdf.get_object_mut(id).unwrap().as_stream_mut().unwrap(), |text| {
        text.replacen(&format!("beginbfchar\n{from}"), &format!("beginbfchar\n{to}"), 1).replacen(
            &format!("<0001> {from}"),
            &format!("<0001> {to}"),
            1,
        )
    });
}

fn collection(registry: &str, ordering: &str, supplement: i64) -> Dictionary {
    let text = Object::string_literal;
    dictionary! {"Registry" => text(registry), "Ordering" => text(ordering), "Supplement" => supplement}
}

fn encoding(pdf: &mut Pdf, entries: Dictionary) {
    let mut map = dictionary! {"Type" => "CMap", "CIDSystemInfo" => collection("Adobe", "Identity", 0)};
    set_all(&mut map, &entries);
    let id = stream(pdf, map, b"/CMapName /Own def");
    font(pdf).set("Encoding", id);
}

fn annotate(pdf: &mut Pdf, kind: &str, entries: Dictionary) {
    let rect: Vec<Object> = [1, 1, 1, 1].map(Object::from).into();
    let mut annotation = dictionary! {"Type" => "Annot", "Subtype" => kind, "Rect" => rect, "F" => 4};
    set_all(&mut annotation, &entries);
    let id = pdf.add_object(annotation);
    page(pdf).get_mut(b"Annots").unwrap().as_array_mut().unwrap().push(id.into());
}

/// The first link of the first page, which leads to a page.
fn link(pdf: &mut Pdf) -> &mut Dictionary {
    let id = page(pdf).get(b"Annots").unwrap().as_array().unwrap()[0].as_reference().unwrap();
    pdf.get_dictionary_mut(id).unwrap()
}

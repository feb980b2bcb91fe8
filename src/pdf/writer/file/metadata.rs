//! Document metadata: catalog entries, XMP, and an information dictionary that agrees with it.

use super::icc;
use super::objects::{name, text};
use crate::markup::escaped;
use crate::pdf::standards::{Accessible, Archive, Standards};
use crate::pdf::writer::error::PdfError;
use crate::story::Metadata;
use crate::units::Direction;
use lopdf::{Dictionary, Document, Object, Stream, dictionary};

const CREATOR: &str = concat!("make-briefing ", env!("CARGO_PKG_VERSION"));
const PRODUCER: &str = "printpdf and lopdf";

/// Adds all metadata.
///
/// # Errors
/// If the document has no catalog or information dictionary.
pub(crate) fn add(
    (meta, direction): (&Metadata, Direction),
    standards: Standards,
    pdf: &mut Document,
) -> Result<(), PdfError> {
    let xmp = Stream::new(
        dictionary! {"Type" => "Metadata", "Subtype" => "XML"},
        xmp(meta, standards).into_bytes(),
    );
    // Uncompressed, so that archives and search engines can read it without a PDF library.
    let xmp = pdf.add_object(xmp.with_compression(false));
    let profile = pdf.add_object(Stream::new(dictionary! {"N" => 3}, icc::srgb()));
    let info = pdf.trailer.get(b"Info")?.as_reference()?;
    if standards.is_pdf_2() {
        // PDF/A-4 does not allow it, and PDF 2.0 deprecates it (ISO 19005-4, 6.1.3).
        pdf.objects.remove(&info);
        pdf.trailer.remove(b"Info");
    } else {
        pdf.objects.insert(info, info_dictionary(meta).into());
    }
    let catalog = pdf.catalog_mut()?;
    catalog.remove(b"PageLayout");
    catalog.set("Lang", text(&meta.language));
    let mut preferences = dictionary! {"DisplayDocTitle" => true};
    if direction == Direction::RightToLeft {
        preferences.set("Direction", Object::Name(b"R2L".to_vec()));
    }
    catalog.set("ViewerPreferences", preferences);
    catalog.set("Metadata", xmp);
    catalog.set("OutputIntents", vec![output_intent(profile.into())]);
    let decimal = dictionary! {"Type" => "PageLabel", "S" => name("D")};
    catalog.set("PageLabels", dictionary! {"Nums" => vec![Object::Integer(0), decimal.into()]});
    Ok(())
}

/// Declares that device RGB colours are sRGB (ISO 19005-2, 6.2.3).
fn output_intent(profile: Object) -> Object {
    let srgb = || Object::string_literal("sRGB IEC61966-2.1");
    dictionary! {
        "Type" => "OutputIntent", "S" => "GTS_PDFA1",
        "OutputConditionIdentifier" => srgb(), "Info" => srgb(), "DestOutputProfile" => profile,
    }
    .into()
}

fn keywords(meta: &Metadata) -> String {
    meta.keywords.join(", ")
}

fn info_dictionary(meta: &Metadata) -> Dictionary {
    let date = Moment::of(meta.created).pdf();
    let mut info = dictionary! {
        "Title" => text(&meta.title),
        "Creator" => text(CREATOR),
        "Producer" => text(PRODUCER),
        "CreationDate" => text(&date),
        "ModDate" => text(&date),
    };
    let optional =
        [("Author", meta.author.as_str()), ("Subject", &meta.subject), ("Keywords", &keywords(meta))];
    for (key, value) in optional {
        if !value.is_empty() {
            info.set(key, text(value));
        }
    }
    info
}

/// The namespaces of the packet. PDF/A does not define that of PDF/UA, hence [`EXTENSION`].
const NAMESPACES: [(&str, &str); 8] = [
    ("dc", "http://purl.org/dc/elements/1.1/"),
    ("xmp", "http://ns.adobe.com/xap/1.0/"),
    ("pdf", "http://ns.adobe.com/pdf/1.3/"),
    ("pdfaid", "http://www.aiim.org/pdfa/ns/id/"),
    ("pdfuaid", "http://www.aiim.org/pdfua/ns/id/"),
    ("pdfaExtension", "http://www.aiim.org/pdfa/ns/extension/"),
    ("pdfaSchema", "http://www.aiim.org/pdfa/ns/schema#"),
    ("pdfaProperty", "http://www.aiim.org/pdfa/ns/property#"),
];

/// The namespace of declarations, in files that have one.
const DECLARATIONS: (&str, &str) = ("pdfd", "http://pdfa.org/declarations/");

/// The extension schema for `pdfuaid:part`: PDF/A requires one for each property it does not define (ISO 19005-2,
/// 6.6.2.3).
const EXTENSION: &str = "\
  <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">
   <pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
   <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
   <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
   <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">
    <pdfaProperty:name>part</pdfaProperty:name>
    <pdfaProperty:valueType>Integer</pdfaProperty:valueType>
    <pdfaProperty:category>internal</pdfaProperty:category>
    <pdfaProperty:description>The part of ISO 14289 that the file follows</pdfaProperty:description>
   </rdf:li></rdf:Seq></pdfaSchema:property>
  </rdf:li></rdf:Bag></pdfaExtension:schemas>
";

/// The declaration of Well-Tagged PDF 1.0 for accessibility, which a PDF/UA-2 file of ours also follows.
const WELL_TAGGED: &str = "\
  <pdfd:declarations><rdf:Bag><rdf:li rdf:parseType=\"Resource\">
   <pdfd:conformsTo>http://pdfa.org/declarations/wtpdf#accessibility1.0</pdfd:conformsTo>
  </rdf:li></rdf:Bag></pdfd:declarations>
";

fn xmp(meta: &Metadata, standards: Standards) -> String {
    let date = Moment::of(meta.created).iso();
    let newer = standards.is_pdf_2().then_some(&DECLARATIONS);
    let spaces = NAMESPACES.iter().chain(newer);
    let spaces: String = spaces.map(|(prefix, address)| format!(" xmlns:{prefix}=\"{address}\"")).collect();
    let mut body = String::from("  <dc:format>application/pdf</dc:format>\n");
    body += &alternatives("dc:title", &meta.title, &meta.language);
    body += &list("dc:language", "Bag", &meta.language);
    if !meta.author.is_empty() {
        body += &list("dc:creator", "Seq", &meta.author);
    }
    if !meta.subject.is_empty() {
        body += &alternatives("dc:description", &meta.subject, &meta.language);
    }
    if !meta.keywords.is_empty() {
        body += &simple("pdf:Keywords", &keywords(meta));
    }
    let fixed = [
        ("xmp:CreateDate", date.as_str()),
        ("xmp:ModifyDate", &date),
        ("xmp:CreatorTool", CREATOR),
        ("pdf:Producer", PRODUCER),
    ];
    body.extend(fixed.map(|(property, value)| simple(property, value)));
    body += &claims(standards);
    format!(
        "<?xpacket begin=\"\u{feff}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n\
         <x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n\
         <rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n \
         <rdf:Description rdf:about=\"\"{spaces}>\n{body} </rdf:Description>\n\
         </rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"w\"?>"
    )
}

/// The properties that claim conformance to the standards.
fn claims(standards: Standards) -> String {
    let mut claims = String::new();
    if let Some(archive) = standards.archive {
        claims += &simple("pdfaid:part", archive.part());
        claims += &simple("pdfaid:conformance", archive.level());
        if archive == Archive::A4f {
            claims += &simple("pdfaid:rev", "2020");
        }
    }
    match standards.accessible {
        Some(Accessible::Ua1) => {
            claims += &simple("pdfuaid:part", "1");
            claims += EXTENSION;
        }
        Some(Accessible::Ua2) => {
            claims += &simple("pdfuaid:part", "2");
            claims += &simple("pdfuaid:rev", "2024");
            claims += WELL_TAGGED;
        }
        None => {}
    }
    claims
}

fn simple(property: &str, value: &str) -> String {
    format!("  <{property}>{}</{property}>\n", escaped(value))
}

fn list(property: &str, kind: &str, value: &str) -> String {
    let value = escaped(value);
    format!("  <{property}><rdf:{kind}><rdf:li>{value}</rdf:li></rdf:{kind}></{property}>\n")
}

fn alternatives(property: &str, value: &str, language: &str) -> String {
    let entry = |lang: &str| format!("<rdf:li xml:lang=\"{}\">{}</rdf:li>", escaped(lang), escaped(value));
    format!("  <{property}><rdf:Alt>{}{}</rdf:Alt></{property}>\n", entry("x-default"), entry(language))
}

/// A point in time, to the second, in UTC and the Gregorian calendar.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Moment {
    pub(crate) year: i64,
    month: i64,
    day: i64,
    second: i64,
}

impl Moment {
    const SECONDS: i64 = 86_400;

    /// Converts seconds since the start of 1970.
    ///
    /// Counts years from March, so that the leap day comes last, in cycles of 400 years (Howard Hinnant,
    /// `civil_from_days`).
    pub(crate) fn of(seconds: i64) -> Self {
        const DAYS_FROM_MARCH_0000: i64 = 719_468;
        const DAYS_IN_CYCLE: i64 = 146_097;
        let days = seconds.div_euclid(Self::SECONDS) + DAYS_FROM_MARCH_0000;
        let in_cycle = days.rem_euclid(DAYS_IN_CYCLE);
        let leap_days = in_cycle / 1460 - in_cycle / 36_524 + in_cycle / 146_096;
        let year_in_cycle = (in_cycle - leap_days) / 365;
        let day_in_year = in_cycle - (365 * year_in_cycle + year_in_cycle / 4 - year_in_cycle / 100);
        let months_since_march = (5 * day_in_year + 2) / 153;
        let month = (months_since_march + 2) % 12 + 1;
        let year = days.div_euclid(DAYS_IN_CYCLE) * 400 + year_in_cycle + i64::from(month <= 2);
        let day = day_in_year - (153 * months_since_march + 2) / 5 + 1;
        Self { year, month, day, second: seconds.rem_euclid(Self::SECONDS) }
    }

    fn clock(self) -> (i64, i64, i64) {
        (self.second / 3600, self.second / 60 % 60, self.second % 60)
    }

    fn iso(self) -> String {
        let (hour, minute, second) = self.clock();
        let Self { year, month, day, .. } = self;
        format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
    }

    pub(crate) fn pdf(self) -> String {
        let (hour, minute, second) = self.clock();
        let Self { year, month, day, .. } = self;
        format!("D:{year:04}{month:02}{day:02}{hour:02}{minute:02}{second:02}Z")
    }
}

#[cfg(test)]
mod tests {
    use super::Moment;

    #[test]
    fn moments_follow_the_calendar() {
        let cases = [
            (0, "1970-01-01T00:00:00Z"),
            (-1, "1969-12-31T23:59:59Z"),
            (951_782_400, "2000-02-29T00:00:00Z"),
            (951_868_799, "2000-02-29T23:59:59Z"),
            (951_868_800, "2000-03-01T00:00:00Z"),
            (4_107_542_400, "2100-03-01T00:00:00Z"),
            (1_609_459_199, "2020-12-31T23:59:59Z"),
            (-62_135_596_800, "0001-01-01T00:00:00Z"),
            (253_402_300_799, "9999-12-31T23:59:59Z"),
        ];
        for (seconds, expected) in cases {
            assert_eq!(Moment::of(seconds).iso(), expected);
        }
        assert_eq!(Moment::of(1_609_459_199).pdf(), "D:20201231235959Z");
    }
}

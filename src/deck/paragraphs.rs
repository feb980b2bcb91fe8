//! Paragraphs of text.

use crate::office::package::Relations;
use crate::office::xml::escape;
use crate::story::markdown::Inline;

/// A paragraph of a slide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paragraph {
    /// Its words.
    pub inlines: Vec<Inline>,
    /// Its level in a list, from 0; `None` outside of lists.
    pub level: Option<u8>,
    /// The number of an item of a numbered list.
    pub number: Option<u64>,
    /// Whether it is set as a heading.
    pub heading: bool,
}

impl Paragraph {
    /// A paragraph of plain words.
    pub fn plain(words: &str) -> Self {
        let inline = Inline { text: words.to_owned(), ..Inline::default() };
        Self { inlines: vec![inline], level: None, number: None, heading: false }
    }

    /// Its words without their looks.
    pub fn words(&self) -> String {
        self.inlines.iter().map(|inline| inline.text.as_str()).collect()
    }
}

/// Whether a language is read from right to left.
pub(super) fn is_mirrored(language: &str) -> bool {
    matches!(language.split('-').next(), Some("ar" | "he"))
}

/// The attributes of a paragraph that is read from right to left; none of any other.
fn direction(language: &str) -> &'static str {
    if is_mirrored(language) { " algn=\"r\" rtl=\"1\"" } else { "" }
}

/// A run of text without any look of its own.
pub(super) fn run(words: &str, language: &str, size: Option<f32>) -> String {
    let size = size.map_or_else(String::new, |size| format!(" sz=\"{}\"", (size * 100.0).round() as i64));
    format!("<a:r><a:rPr lang=\"{}\"{size}/><a:t>{}</a:t></a:r>", escape(language), escape(words))
}

/// A paragraph of plain text; empty if there is no text.
pub(super) fn plain(words: &str, language: &str, size: Option<f32>) -> String {
    let properties = match direction(language) {
        "" => String::new(),
        attributes => format!("<a:pPr{attributes}/>"),
    };
    match words {
        "" => format!("<a:p>{properties}<a:endParaRPr lang=\"{}\"/></a:p>", escape(language)),
        _ => format!("<a:p>{properties}{}</a:p>", run(words, language, size)),
    }
}

/// A paragraph with its looks and links.
pub(super) fn paragraph(one: &Paragraph, language: &str, size: f32, relations: &mut Relations) -> String {
    let direction = direction(language);
    // The margin is on the side where the lines begin.
    let margin = if direction.is_empty() { "marL" } else { "marR" };
    let properties = match (one.level, one.number) {
        (Some(level), Some(number)) => {
            format!(
                "<a:pPr {margin}=\"{0}\" lvl=\"{level}\" indent=\"-342900\"{direction}><a:buFont typeface=\"+mj-lt\"/><a:buAutoNum type=\"arabicPeriod\" startAt=\"{number}\"/></a:pPr>",
                342_900 * (i64::from(level) + 1)
            )
        }
        (Some(level), None) => {
            format!(
                "<a:pPr {margin}=\"{0}\" lvl=\"{level}\" indent=\"-228600\"{direction}><a:buFont typeface=\"Arial\"/><a:buChar char=\"•\"/></a:pPr>",
                285_750 * (i64::from(level) + 1)
            )
        }
        _ => format!("<a:pPr marL=\"0\" indent=\"0\"{direction}><a:buNone/></a:pPr>"),
    };
    let mut xml = format!("<a:p>{properties}");
    for inline in &one.inlines {
        if let Some(note) = &inline.note {
            xml += &format!(
                "<a:r><a:rPr lang=\"{}\" sz=\"{}\" baseline=\"30000\"/><a:t>{}</a:t></a:r>",
                escape(language),
                (size * 100.0).round() as i64,
                escape(note)
            );
        }
        if inline.text.is_empty() {
            continue;
        }
        let language = inline.lang.as_deref().unwrap_or(language);
        let bold = if inline.strong || one.heading { " b=\"1\"" } else { "" };
        let italic = if inline.emphasis { " i=\"1\"" } else { "" };
        let link = match &inline.link {
            Some(address) => format!("<a:hlinkClick r:id=\"{}\"/>", relations.link(address)),
            None => String::new(),
        };
        xml += &format!(
            "<a:r><a:rPr lang=\"{}\" sz=\"{}\"{bold}{italic}>{link}</a:rPr><a:t>{}</a:t></a:r>",
            escape(language),
            (size * 100.0).round() as i64,
            escape(&inline.text)
        );
    }
    xml + "</a:p>"
}

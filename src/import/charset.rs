//! The characters of older data sets, by the names and numbers that files give them.

use std::borrow::Cow;

use encoding_rs::Encoding;

/// The code pages of DOS, which the Encoding Standard leaves out: names, and the characters 0x80 to 0xFF.
const DOS_PAGES: [(&str, &str); 2] = [
    (
        "ibm437 437 cp437",
        "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{a0}",
    ),
    (
        "ibm850 850 cp850",
        "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{ad}±‗¾¶§÷¸°¨·¹³²■\u{a0}",
    ),
];

/// How the texts of a file are stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Charset {
    /// One of the Encoding Standard, UTF-8 among them. ISO 8859-1 and 8859-9 are read as the code pages of Windows that
    /// add letters to them, as browsers do.
    Standard(&'static Encoding),
    /// A code page of DOS.
    Dos(&'static str),
    /// One that is not known: only ASCII can be read.
    Unknown,
}

impl Charset {
    /// The characters of a code page, by its name or number.
    pub(super) fn named(name: &str) -> Self {
        let name = name.trim_matches([' ', '\0']).to_lowercase();
        if let Some((_, page)) =
            DOS_PAGES.iter().find(|(names, _)| names.split(' ').any(|known| known == name))
        {
            return Self::Dos(page);
        }
        let label = match name.parse() {
            Ok(number) => match label(number) {
                Some(label) => label,
                None => return Self::Unknown,
            },
            Err(_) if name == "macroman" => "macintosh".to_owned(),
            Err(_) => name,
        };
        Encoding::for_label_no_replacement(label.as_bytes()).map_or(Self::Unknown, Self::Standard)
    }

    /// The text of some bytes; `None` where they are no text in these characters.
    pub(super) fn text<'b>(&self, bytes: &'b [u8]) -> Option<Cow<'b, str>> {
        match self {
            _ if bytes.is_ascii() => std::str::from_utf8(bytes).ok().map(Cow::Borrowed),
            Self::Standard(encoding) => encoding.decode_without_bom_handling_and_without_replacement(bytes),
            Self::Dos(page) => {
                let one = |byte: &u8| match byte.checked_sub(0x80) {
                    Some(high) => page.chars().nth(usize::from(high)),
                    None => Some(char::from(*byte)),
                };
                bytes.iter().map(one).collect::<Option<String>>().map(Cow::Owned)
            }
            Self::Unknown => None,
        }
    }

    /// The text of a label or name. Programs cut long labels within a character: what is left of it is dropped.
    pub(super) fn label(&self, bytes: &[u8]) -> String {
        let text = self.text(bytes).unwrap_or_else(|| String::from_utf8_lossy(bytes));
        text.trim_end_matches('\u{fffd}').trim_matches([' ', '\0']).to_owned()
    }
}

/// The name of a code page in the Encoding Standard, by its number on Windows.
fn label(number: u32) -> Option<String> {
    Some(match number {
        874 | 1250..=1258 => format!("windows-{number}"),
        932 => "shift_jis".into(),
        936 => "gbk".into(),
        949 => "euc-kr".into(),
        950 => "big5".into(),
        10_000 => "macintosh".into(),
        20_127 => "us-ascii".into(),
        20_866 => "koi8-r".into(),
        28_591..=28_606 => format!("iso-8859-{}", number - 28_590),
        54_936 => "gb18030".into(),
        65_001 => "utf-8".into(),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::{Charset, DOS_PAGES};

    #[test]
    fn letters_of_code_pages() {
        assert_eq!(Charset::named("windows-1252").text(b"K\xf6ln \x80").as_deref(), Some("Köln €"));
        assert_eq!(Charset::named("CP850").text(b"K\x94ln").as_deref(), Some("Köln"));
        assert_eq!(Charset::named("1251").text(b"\xc4\xe0").as_deref(), Some("Да"));
        assert_eq!(Charset::named("UTF-8").text(b"\xf6"), None);
        assert_eq!(Charset::named("28605").text(b"\xa4").as_deref(), Some("€"));
        assert_eq!(Charset::named("Shift_JIS").text(b"\x82\xa0").as_deref(), Some("あ"));
    }

    #[test]
    fn an_unknown_page_has_ascii_only() {
        assert_eq!(Charset::named("37").text(b"\x82"), None);
        assert_eq!(Charset::named("EBCDIC-US").text(b"a").as_deref(), Some("a"));
    }

    #[test]
    fn a_label_cut_within_a_character() {
        assert_eq!(Charset::named("utf-8").label("Größe".as_bytes().split_at(4).0), "Grö");
        assert_eq!(Charset::named("utf-8").label("Größe".as_bytes().split_at(3).0), "Gr");
    }

    #[test]
    fn each_page_has_128_characters() {
        assert!(DOS_PAGES.iter().all(|(_, page)| page.chars().count() == 128));
    }
}

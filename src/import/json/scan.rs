//! The grammar of JSON (RFC 8259): finds where names and values begin and end in a part of a text, and copies nothing.

use std::borrow::Cow;

/// Values may be nested this deeply. A table has three levels.
const DEEPEST: usize = 100;

/// So many characters of what is wrong are quoted.
const QUOTED: usize = 40;

/// A name of a mapping, quotes included.
#[derive(Debug, Clone, Copy)]
pub(super) struct Name {
    pub(super) start: usize,
    pub(super) end: usize,
    /// Whether signs in it are written with `\`.
    escaped: bool,
}

/// A value.
#[derive(Debug, Clone, Copy)]
pub(super) struct Node {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) kind: Kind,
}

/// What a value is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Kind {
    Null,
    Bool,
    Number(f64),
    /// A text in quotes.
    Text {
        escaped: bool,
    },
    /// What programs write where there is no number, such as `NaN`, and numbers with leading zeros.
    Word,
    List,
    Map,
}

impl Kind {
    /// What messages call it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Null => "nothing",
            Self::Bool => "a yes-or-no value",
            Self::Number(_) => "a number",
            Self::Text { .. } | Self::Word => "a text",
            Self::List => "a list",
            Self::Map => "a mapping",
        }
    }
}

impl Name {
    /// The name in a text.
    pub(super) fn text(self, text: &str) -> Cow<'_, str> {
        unquoted(text.get(self.start..self.end).unwrap_or_default(), self.escaped)
    }
}

impl Node {
    /// The words of a text.
    pub(super) fn text(self, text: &str) -> Cow<'_, str> {
        let written = text.get(self.start..self.end).unwrap_or_default();
        match self.kind {
            Kind::Text { escaped } => unquoted(written, escaped),
            _ => Cow::Borrowed(written),
        }
    }
}

/// Why reading stopped.
#[derive(Debug)]
pub(super) enum Stop {
    /// The text goes on behind the part.
    More,
    /// What is there is no JSON.
    Fault(Fault),
}

/// What is wrong, and where.
#[derive(Debug)]
pub(super) struct Fault {
    pub(super) at: usize,
    pub(super) message: String,
    pub(super) hint: &'static str,
    /// Whether it is too much, and not wrong.
    pub(super) is_too_deep: bool,
}

const CHECK: &str = "check brackets, commas and quotes here and on the line above";

/// Reads a part of a text from a byte on.
pub(super) struct Scanner<'t> {
    pub(super) text: &'t str,
    pub(super) at: usize,
    /// Whether nothing follows the part.
    pub(super) is_last: bool,
}

impl Scanner<'_> {
    fn fault<T>(&self, at: usize, message: impl Into<String>, hint: &'static str) -> Result<T, Stop> {
        Err(Stop::Fault(Fault { at, message: message.into(), hint, is_too_deep: false }))
    }

    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// The next byte that is no blank; `None` at the end of the file.
    pub(super) fn sign(&mut self) -> Result<Option<u8>, Stop> {
        while let Some(byte) = self.byte() {
            if !matches!(byte, b' ' | b'\t' | b'\n' | b'\r') {
                return Ok(Some(byte));
            }
            self.at += 1;
        }
        if self.is_last { Ok(None) } else { Err(Stop::More) }
    }

    /// The same where something must follow.
    pub(super) fn need(&mut self) -> Result<u8, Stop> {
        match self.sign()? {
            Some(byte) => Ok(byte),
            None => {
                let end = self.text.trim_end().len();
                self.fault(end, "the file ends here, before all its brackets are closed", CHECK)
            }
        }
    }

    /// A name and the colon behind it.
    pub(super) fn name(&mut self) -> Result<Name, Stop> {
        if self.need()? != b'"' {
            let hint = "put names in double quotes, as in `\"yes\": 54`";
            return self.fault(self.at, "here must be a name in double quotes", hint);
        }
        let name = self.string()?;
        if self.need()? != b':' {
            return self.fault(self.at, "here must be a colon, between a name and its value", CHECK);
        }
        self.at += 1;
        Ok(name)
    }

    /// A value. The pairs of a mapping are kept where that is asked for; what is nested in them is only checked.
    pub(super) fn value(&mut self, keep: Option<&mut Vec<(Name, Node)>>) -> Result<Node, Stop> {
        self.nested(keep, 0)
    }

    fn nested(&mut self, keep: Option<&mut Vec<(Name, Node)>>, depth: usize) -> Result<Node, Stop> {
        let sign = self.need()?;
        let start = self.at;
        if depth == DEEPEST && matches!(sign, b'{' | b'[') {
            let message = "the values from here on are nested too deeply".to_owned();
            let hint = "a table is a mapping of mappings or a list of records";
            return Err(Stop::Fault(Fault { at: start, message, hint, is_too_deep: true }));
        }
        let kind = match sign {
            b'"' => Kind::Text { escaped: self.string()?.escaped },
            b'{' => self.map(keep, depth)?,
            b'[' => self.list(depth)?,
            _ => self.word()?,
        };
        Ok(Node { start, end: self.at, kind })
    }

    fn map(&mut self, mut keep: Option<&mut Vec<(Name, Node)>>, depth: usize) -> Result<Kind, Stop> {
        self.at += 1;
        if self.need()? == b'}' {
            self.at += 1;
            return Ok(Kind::Map);
        }
        loop {
            let name = self.name()?;
            let node = self.nested(None, depth + 1)?;
            keep.iter_mut().for_each(|pairs| pairs.push((name, node)));
            if self.ends(b'}')? {
                return Ok(Kind::Map);
            }
        }
    }

    fn list(&mut self, depth: usize) -> Result<Kind, Stop> {
        self.at += 1;
        if self.need()? == b']' {
            self.at += 1;
            return Ok(Kind::List);
        }
        loop {
            self.nested(None, depth + 1)?;
            if self.ends(b']')? {
                return Ok(Kind::List);
            }
        }
    }

    /// Whether what closes a list or mapping follows, and not a comma and something behind it.
    pub(super) fn ends(&mut self, close: u8) -> Result<bool, Stop> {
        let (sign, at) = (self.need()?, self.at);
        if sign == close {
            self.at += 1;
            return Ok(true);
        }
        if sign != b',' {
            let message = format!("here must be a comma or `{}`", char::from(close));
            return self.fault(at, message, CHECK);
        }
        self.at += 1;
        match self.need()? == close {
            true => self.fault(at, "nothing follows this comma", "remove the comma"),
            false => Ok(false),
        }
    }

    /// A text in quotes.
    fn string(&mut self) -> Result<Name, Stop> {
        let (start, bytes) = (self.at, self.text.as_bytes());
        let (mut at, mut escaped) = (start + 1, false);
        loop {
            let rest = bytes.get(at..).unwrap_or_default();
            let Some(plain) = rest.iter().position(|byte| matches!(byte, b'"' | b'\\' | 0..0x20)) else {
                return self.unclosed(start);
            };
            at += plain;
            match bytes[at] {
                b'"' => {
                    self.at = at + 1;
                    return Ok(Name { start, end: at + 1, escaped });
                }
                b'\\' => {
                    escaped = true;
                    at += self.escape(start, at)?;
                }
                b'\n' | b'\r' => {
                    let hint = "add the closing `\"`, or write `\\n` for a line break within a text";
                    return self.fault(start, "this text is not closed on its line", hint);
                }
                _ => {
                    let hint = "write `\\t` for a tab, and remove other control characters";
                    return self.fault(at, "here is a control character, which no text holds", hint);
                }
            }
        }
    }

    fn unclosed<T>(&self, start: usize) -> Result<T, Stop> {
        match self.is_last {
            true => self.fault(start, "this text is never closed", "add the closing `\"`"),
            false => Err(Stop::More),
        }
    }

    /// The length of what is written with `\`.
    fn escape(&self, start: usize, at: usize) -> Result<usize, Stop> {
        let bytes = self.text.as_bytes();
        let hint = "write `\\\\` for a backslash, and `\\u00e4` for the character of this number";
        match bytes.get(at + 1) {
            None => self.unclosed(start),
            Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => Ok(2),
            Some(b'u') if bytes.len() < at + 12 && !self.is_last => Err(Stop::More),
            Some(b'u') => match character(self.text.get(at..).unwrap_or_default()) {
                Some(('\0', _)) => self.fault(at, "here is a NUL, which no text holds", "remove it"),
                Some((_, length)) => Ok(length),
                None => self.fault(at, "this is no character", hint),
            },
            Some(_) => self.fault(at, "this is no character", hint),
        }
    }

    /// `null`, `true`, `false`, a number, or what programs write in their place.
    fn word(&mut self) -> Result<Kind, Stop> {
        let start = self.at;
        let rest = self.text.get(start..).unwrap_or_default();
        let ends =
            |sign: char| matches!(sign, ',' | ':' | '"' | '[' | ']' | '{' | '}' | ' ' | '\t' | '\n' | '\r');
        let length = match rest.find(ends) {
            Some(length) => length,
            None if !self.is_last => return Err(Stop::More),
            None => rest.len(),
        };
        let word = &rest[..length];
        self.at += length;
        let digits = word.strip_prefix('-').unwrap_or(word);
        match word {
            "null" => Ok(Kind::Null),
            "true" | "false" => Ok(Kind::Bool),
            "NaN" | "Infinity" | "-Infinity" => Ok(Kind::Word),
            _ if is_number(word) => Ok(word.parse().map_or(Kind::Word, Kind::Number)),
            // `007` is a code and no number.
            _ if digits.starts_with('0') && is_number(digits.trim_start_matches('0')) => Ok(Kind::Word),
            "" => self.fault(start, "here must be a value", CHECK),
            _ => {
                let quoted: String = word.chars().take(QUOTED).collect();
                let hint = match digits.starts_with(|sign: char| sign.is_ascii_digit() || ".+".contains(sign))
                {
                    true => "write numbers such as `0.5` and `54`, and anything else in double quotes",
                    false => "put texts in double quotes, as in `\"yes\": 54`",
                };
                self.fault(start, format!("`{quoted}` is neither a number nor a text"), hint)
            }
        }
    }
}

/// Whether a word is a number as JSON writes it.
fn is_number(word: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let word = word.strip_prefix('-').unwrap_or(word);
    let (mantissa, exponent) =
        word.split_once(['e', 'E']).map_or((word, None), |(mantissa, exponent)| (mantissa, Some(exponent)));
    let (whole, fraction) =
        mantissa.split_once('.').map_or((mantissa, None), |(whole, fraction)| (whole, Some(fraction)));
    digits(whole)
        && (whole == "0" || !whole.starts_with('0'))
        && fraction.is_none_or(digits)
        && exponent.is_none_or(|text| digits(text.strip_prefix(['+', '-']).unwrap_or(text)))
}

/// The character that `\u` writes, and how many bytes that takes; those beyond the first 65,536 take two.
fn character(text: &str) -> Option<(char, usize)> {
    let unit = |at: usize| {
        let digits = text.get(at..at + 6)?.strip_prefix("\\u")?;
        let is_hexadecimal = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        is_hexadecimal.then(|| u32::from_str_radix(digits, 16).ok()).flatten()
    };
    let first = unit(0)?;
    if let Some(one) = char::from_u32(first) {
        return Some((one, 6));
    }
    let second = unit(6).filter(|second| (0xdc00..0xe000).contains(second) && first < 0xdc00)?;
    Some((char::from_u32(0x1_0000 + ((first - 0xd800) << 10) + (second - 0xdc00))?, 12))
}

/// The words between quotes, which the scanner has found to be sound.
fn unquoted(written: &str, escaped: bool) -> Cow<'_, str> {
    let inner = written.strip_prefix('"').and_then(|text| text.strip_suffix('"')).unwrap_or(written);
    if !escaped {
        return Cow::Borrowed(inner);
    }
    let (mut words, mut rest) = (String::with_capacity(inner.len()), inner);
    while let Some((plain, behind)) = rest.split_once('\\') {
        words.push_str(plain);
        let simple = match behind.as_bytes().first() {
            Some(b'b') => Some('\u{8}'),
            Some(b'f') => Some('\u{c}'),
            Some(b'n') => Some('\n'),
            Some(b'r') => Some('\r'),
            Some(b't') => Some('\t'),
            Some(b'u') => None,
            Some(byte) => Some(char::from(*byte)),
            None => break,
        };
        let (sign, length) = match simple {
            Some(sign) => (sign, 2),
            None => character(&rest[plain.len()..]).unwrap_or((char::REPLACEMENT_CHARACTER, 2)),
        };
        words.push(sign);
        rest = rest.get(plain.len() + length..).unwrap_or_default();
    }
    words.push_str(rest);
    Cow::Owned(words)
}

#[cfg(test)]
mod tests {
    use super::{Kind, Scanner, Stop, is_number};

    fn kind(text: &str) -> Option<Kind> {
        Scanner { text, at: 0, is_last: true }.value(None).ok().map(|node| node.kind)
    }

    fn text(text: &str) -> Option<String> {
        let node = Scanner { text, at: 0, is_last: true }.value(None).ok()?;
        Some(node.text(text).into_owned())
    }

    #[test]
    fn numbers_are_those_of_json() {
        for number in ["0", "-0", "54", "46.5", "1e3", "1E-3", "-0.25e+10"] {
            assert!(is_number(number), "{number}");
        }
        for word in ["", "-", "+1", ".5", "5.", "01", "1e", "0x10", "1_000", "١"] {
            assert!(!is_number(word), "{word}");
        }
        assert_eq!(kind("46.5"), Some(Kind::Number(46.5)));
        assert_eq!((kind("007"), kind("NaN"), kind("nan")), (Some(Kind::Word), Some(Kind::Word), None));
    }

    #[test]
    fn texts_are_unescaped() {
        assert_eq!(text(r#""gr\u00fcn \ud83d\ude00\n\"\\\/""#).as_deref(), Some("grün 😀\n\"\\/"));
        for wrong in
            [r#""\ud83d""#, r#""\ud83dx\ude00""#, r#""\u00g0""#, r#""\x""#, r#""\u0000""#, "\"a\nb\""]
        {
            assert_eq!(text(wrong), None, "{wrong}");
        }
    }

    /// Wherever a text is cut, what is left asks for more or is wrong in itself, and never ends as something else.
    #[test]
    fn a_part_asks_for_more() {
        let whole = r#"{"a\u00fc": [1.5e3, "b\\", null], "c": {"d": -12}}"#;
        for end in (0..whole.len()).filter(|end| whole.is_char_boundary(*end)) {
            let found = Scanner { text: &whole[..end], at: 0, is_last: false }.value(None);
            assert!(matches!(found, Err(Stop::More)), "{end}");
        }
    }

    #[test]
    fn what_is_nested_without_end_is_refused() {
        assert_eq!(kind(&"[".repeat(1 << 20)), None);
        assert_eq!(kind(&format!("{}{}", "[".repeat(100), "]".repeat(100))), Some(Kind::List));
    }
}

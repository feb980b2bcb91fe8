//! Splits a content stream into operators with their operands (ISO 32000-1, 7.8.2).

use crate::reason::Reason;
use lopdf::{Dictionary, Object, StringFormat};

/// How deep arrays and dictionaries may nest.
const DEEPEST: usize = 32;

/// Calls `each` with every operator and its operands. An inline image is reported as the operator `BI` with its
/// dictionary.
///
/// # Errors
/// The first syntax error.
pub(super) fn operations<'c>(
    content: &'c [u8],
    mut each: impl FnMut(&'c [u8], &[Object]),
) -> Result<(), Reason> {
    let mut lexer = Lexer { rest: content };
    let mut operands = Vec::new();
    loop {
        lexer.skip();
        if lexer.rest.is_empty() {
            return Ok(());
        }
        match lexer.token(DEEPEST)? {
            Token::Operand(operand) => operands.push(operand),
            Token::Word(b"BI") => {
                let image = Object::Dictionary(lexer.inline_image()?);
                each(b"BI", &[image]);
                operands.clear();
            }
            Token::Word(operator) => {
                each(operator, &operands);
                operands.clear();
            }
            Token::End => return Err("a closing bracket has no opening one".into()),
        }
    }
}

enum Token<'c> {
    Operand(Object),
    Word(&'c [u8]),
    /// The end of an array or dictionary.
    End,
}

struct Lexer<'c> {
    rest: &'c [u8],
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b'\0' | b'\t' | b'\n' | 0x0c | b'\r' | b' ')
}

fn is_regular(byte: u8) -> bool {
    !is_space(byte) && !matches!(byte, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}

impl<'c> Lexer<'c> {
    /// Skips white space and comments.
    fn skip(&mut self) {
        while let Some((first, rest)) = self.rest.split_first() {
            if *first == b'%' {
                let end = rest.iter().position(|byte| matches!(byte, b'\r' | b'\n')).unwrap_or(rest.len());
                self.rest = &rest[end..];
            } else if is_space(*first) {
                self.rest = rest;
            } else {
                return;
            }
        }
    }

    fn take(&mut self, while_it: impl Fn(u8) -> bool) -> &'c [u8] {
        let end = self.rest.iter().position(|byte| !while_it(*byte)).unwrap_or(self.rest.len());
        let (taken, rest) = self.rest.split_at(end);
        self.rest = rest;
        taken
    }

    fn advance(&mut self, bytes: usize) {
        self.rest = self.rest.get(bytes..).unwrap_or_default();
    }

    fn token(&mut self, depth: usize) -> Result<Token<'c>, Reason> {
        if depth == 0 {
            return Err("arrays or dictionaries are nested too deeply".into());
        }
        let token = match self.rest {
            [b'<', b'<', ..] => {
                self.advance(2);
                Token::Operand(Object::Dictionary(self.dictionary(depth)?))
            }
            [b'>', b'>', ..] => {
                self.advance(2);
                Token::End
            }
            [b']', ..] => {
                self.advance(1);
                Token::End
            }
            [b'[', ..] => {
                self.advance(1);
                Token::Operand(Object::Array(self.values(depth)?))
            }
            [b'<', ..] => Token::Operand(Object::String(self.hexadecimal()?, StringFormat::Hexadecimal)),
            [b'(', ..] => Token::Operand(Object::String(self.literal()?, StringFormat::Literal)),
            [b'/', ..] => {
                self.advance(1);
                Token::Operand(Object::Name(name(self.take(is_regular))))
            }
            [b'0'..=b'9' | b'+' | b'-' | b'.', ..] => Token::Operand(number(self.take(is_regular))?),
            [byte, ..] if is_regular(*byte) => match self.take(is_regular) {
                b"true" => Token::Operand(Object::Boolean(true)),
                b"false" => Token::Operand(Object::Boolean(false)),
                b"null" => Token::Operand(Object::Null),
                word => Token::Word(word),
            },
            _ => return Err("a bracket is not allowed here".into()),
        };
        Ok(token)
    }

    /// The values up to the end of an array or dictionary.
    fn values(&mut self, depth: usize) -> Result<Vec<Object>, Reason> {
        let mut values = Vec::new();
        loop {
            self.skip();
            match self.token(depth - 1)? {
                Token::Operand(value) => values.push(value),
                Token::End => return Ok(values),
                Token::Word(_) => return Err("an operator is inside brackets".into()),
            }
        }
    }

    fn dictionary(&mut self, depth: usize) -> Result<Dictionary, Reason> {
        paired(self.values(depth)?)
    }

    fn hexadecimal(&mut self) -> Result<Vec<u8>, Reason> {
        self.advance(1);
        let digits = self.take(|byte| byte != b'>');
        self.advance(1);
        let mut bytes = Vec::with_capacity(digits.len() / 2);
        let mut half = None;
        for byte in digits.iter().filter(|byte| !is_space(**byte)) {
            let digit = char::from(*byte)
                .to_digit(16)
                .ok_or("a hexadecimal string contains a character that is not a digit")?;
            // Lossless: a digit is below 16.
            let digit = digit as u8;
            match half.take() {
                Some(high) => bytes.push(high << 4 | digit),
                None => half = Some(digit),
            }
        }
        bytes.extend(half.map(|high| high << 4));
        Ok(bytes)
    }

    fn literal(&mut self) -> Result<Vec<u8>, Reason> {
        self.advance(1);
        let (mut bytes, mut open) = (Vec::new(), 1);
        loop {
            let (first, rest) = self.rest.split_first().ok_or("a string does not end")?;
            self.rest = rest;
            match first {
                b'\\' => self.escape(&mut bytes),
                b')' if open == 1 => return Ok(bytes),
                other => {
                    open += usize::from(*other == b'(');
                    open -= usize::from(*other == b')');
                    bytes.push(*other);
                }
            }
        }
    }

    fn escape(&mut self, bytes: &mut Vec<u8>) {
        let digits = self.rest.iter().take(3).take_while(|byte| matches!(byte, b'0'..=b'7')).count();
        if digits > 0 {
            let code =
                self.rest[..digits].iter().fold(0, |code: u32, digit| code * 8 + u32::from(digit - b'0'));
            // High-order overflow is ignored (ISO 32000-1, 7.3.4.2).
            bytes.push(code as u8);
            self.advance(digits);
            return;
        }
        let Some((first, rest)) = self.rest.split_first() else { return };
        self.rest = rest;
        match first {
            b'n' => bytes.push(b'\n'),
            b'r' => bytes.push(b'\r'),
            b't' => bytes.push(b'\t'),
            b'b' => bytes.push(0x08),
            b'f' => bytes.push(0x0c),
            b'\r' => self.rest = rest.strip_prefix(b"\n").unwrap_or(rest),
            b'\n' => {}
            other => bytes.push(*other),
        }
    }

    /// The dictionary of an inline image; skips its data.
    fn inline_image(&mut self) -> Result<Dictionary, Reason> {
        let mut values = Vec::new();
        loop {
            self.skip();
            match self.token(DEEPEST)? {
                Token::Operand(value) => values.push(value),
                Token::Word(b"ID") => break,
                _ => return Err("an inline image has no data".into()),
            }
        }
        let ends = |window: &[u8]| is_space(window[0]) && &window[1..3] == b"EI";
        let is_end = |at: usize| self.rest.get(at + 3).is_none_or(|byte| is_space(*byte));
        let mut places =
            self.rest.windows(3).enumerate().filter(|(_, window)| ends(window)).map(|(at, _)| at);
        let end = places.find(|at| is_end(*at)).ok_or("an inline image does not end")?;
        self.advance(end + 3);
        paired(values)
    }
}

fn paired(values: Vec<Object>) -> Result<Dictionary, Reason> {
    let mut dictionary = Dictionary::new();
    let mut values = values.into_iter();
    while let Some(key) = values.next() {
        match (key, values.next()) {
            (Object::Name(key), Some(value)) => dictionary.set(key, value),
            _ => return Err("a dictionary does not consist of names and values".into()),
        }
    }
    Ok(dictionary)
}

fn name(written: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(written.len());
    let mut rest = written;
    while let Some((first, tail)) = rest.split_first() {
        let code = tail.get(..2).and_then(|code| std::str::from_utf8(code).ok());
        match code.and_then(|code| u8::from_str_radix(code, 16).ok()).filter(|_| *first == b'#') {
            Some(byte) => {
                bytes.push(byte);
                rest = &tail[2..];
            }
            None => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    bytes
}

/// Parses a number (ISO 32000-1, 7.3.3) in a single pass, since content streams are mostly numbers.
fn number(written: &[u8]) -> Result<Object, Reason> {
    let wrong = || format!("`{}` is not a number", String::from_utf8_lossy(written));
    let (is_negative, digits) = match written {
        [b'-', digits @ ..] => (true, digits),
        [b'+', digits @ ..] => (false, digits),
        digits => (false, digits),
    };
    let (mut value, mut count, mut decimals) = (0_f64, 0, None);
    for byte in digits {
        match byte {
            b'0'..=b'9' => {
                value = value * 10.0 + f64::from(byte - b'0');
                count += 1;
                decimals = decimals.map(|decimals: i32| decimals + 1);
            }
            b'.' if decimals.is_none() => decimals = Some(0),
            _ => return Err(wrong().into()),
        }
    }
    if count == 0 {
        return Err(wrong().into());
    }
    let value = if is_negative { -value } else { value };
    Ok(match decimals {
        None => Object::Integer(value as i64),
        Some(decimals) => Object::Real((value / 10_f64.powi(decimals)) as f32),
    })
}

#[cfg(test)]
mod tests {
    use super::operations;
    use crate::reason::Reason;

    /// Each operator with its operands, one line each.
    fn read(content: &[u8]) -> Result<Vec<String>, Reason> {
        let mut lines = Vec::new();
        operations(content, |operator, operands| {
            lines.push(format!("{} {operands:?}", String::from_utf8_lossy(operator)));
        })?;
        Ok(lines)
    }

    #[test]
    fn operators_come_with_their_operands() {
        let content = b"q% note\n/P <</MCID 3/L(a\\(\\051\\\nb)>>BDC[<41 4>-10.5(x(y))]TJ/A#20B gs f* T*";
        let lines = read(content).unwrap();
        assert_eq!(lines.len(), 6);
        assert_eq!(lines[0], "q []");
        assert!(lines[1].starts_with("BDC [/P, <</MCID 3"), "{}", lines[1]);
        assert!(lines[1].contains("a()b"), "{}", lines[1]);
        assert!(lines[2].starts_with("TJ [[") && lines[2].contains("x(y)"), "{}", lines[2]);
        assert_eq!(lines[3], "gs [/A B]");
    }

    #[test]
    fn the_data_of_an_inline_image_is_skipped() {
        let lines = read(b"BI /W 1 /H 1 ID \x00EIx\xff) EI Q").unwrap();
        assert_eq!(lines.len(), 2);
        assert_eq!(lines[1], "Q []");
    }

    #[test]
    fn numbers_have_a_sign_and_a_point_at_most() {
        assert_eq!(read(b"1 -2 +3 .5 -.25 4. 00.10 x").unwrap(), ["x [1, -2, 3, 0.5, -0.25, 4, 0.1]"]);
        for wrong in ["1.2.3 g", "--1 g", "- g", ". g", "1e3 g", "1-2 g"] {
            assert!(read(wrong.as_bytes()).is_err(), "{wrong}");
        }
    }

    #[test]
    fn invalid_syntax_is_an_error() {
        for wrong in
            [&b"(a"[..], b"[1", b"]", b"<<1 2>>", b"<zz>", b"1-e2 g", b"[f]", b"BI 1", b"}", &[b'['; 100]]
        {
            assert!(read(wrong).is_err(), "{wrong:?}");
        }
    }
}

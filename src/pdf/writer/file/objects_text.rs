//! Serialises objects (ISO 32000-1, 7.3).
//!
//! Not done by lopdf, which writes only whole documents, on one thread, and serialises each object three times for
//! an object stream. A briefing has tens of thousands of objects.

use std::io::Write;

use lopdf::{Dictionary, Object, StringFormat};

/// Delimiters, and the number sign: bytes that are escaped in names (ISO 32000-1, 7.2.2 and 7.3.5).
const DELIMITERS: &[u8] = b"()<>[]{}/%#";
const HEX: &[u8; 16] = b"0123456789ABCDEF";

/// Appends an object; for a stream, its dictionary and its bytes.
pub(crate) fn write(object: &Object, out: &mut Vec<u8>) {
    match object {
        Object::Null => out.extend_from_slice(b"null"),
        Object::Boolean(value) => out.extend_from_slice(if *value { b"true" } else { b"false" }),
        Object::Integer(value) => write_integer(*value, out),
        Object::Real(value) => append(out, format_args!("{value}")),
        Object::Name(name) => write_name(name, out),
        Object::String(text, StringFormat::Literal) => write_literal(text, out),
        Object::String(text, StringFormat::Hexadecimal) => write_hexadecimal(text, out),
        Object::Array(values) => {
            out.push(b'[');
            for (index, value) in values.iter().enumerate() {
                if index > 0 {
                    separate(value, out);
                }
                write(value, out);
            }
            out.push(b']');
        }
        Object::Dictionary(dictionary) => write_dictionary(dictionary, out),
        Object::Stream(stream) => {
            write_dictionary(&stream.dict, out);
            out.extend_from_slice(b"stream\n");
            out.extend_from_slice(&stream.content);
            out.extend_from_slice(b"\nendstream");
        }
        Object::Reference((id, 0)) => write_reference(*id, out),
        Object::Reference((id, generation)) => append(out, format_args!("{id} {generation} R")),
    }
}

/// Appends a dictionary.
pub(crate) fn write_dictionary(dictionary: &Dictionary, out: &mut Vec<u8>) {
    out.extend_from_slice(b"<<");
    for (key, value) in dictionary {
        write_name(key, out);
        separate(value, out);
        write(value, out);
    }
    out.extend_from_slice(b">>");
}

/// Appends an integer. Avoids the formatting machinery, since structure trees are mostly integers.
pub(crate) fn write_integer(value: i64, out: &mut Vec<u8>) {
    if value < 0 {
        out.push(b'-');
    }
    // The longest number has 19 digits.
    let (mut digits, mut at, mut rest) = ([0; 20], 20, value.unsigned_abs());
    loop {
        at -= 1;
        digits[at] = b'0' + (rest % 10) as u8;
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    out.extend_from_slice(&digits[at..]);
}

/// Appends a reference to an object of this number.
pub(crate) fn write_reference(id: u32, out: &mut Vec<u8>) {
    write_integer(i64::from(id), out);
    out.extend_from_slice(b" 0 R");
}

/// Appends formatted text.
pub(crate) fn append(out: &mut Vec<u8>, text: std::fmt::Arguments<'_>) {
    // Writing to memory cannot fail.
    let _ = out.write_fmt(text);
}

/// Appends a space, unless the next object starts with a delimiter.
fn separate(next: &Object, out: &mut Vec<u8>) {
    if matches!(
        next,
        Object::Null | Object::Boolean(_) | Object::Integer(_) | Object::Real(_) | Object::Reference(_)
    ) {
        out.push(b' ');
    }
}

fn write_name(name: &[u8], out: &mut Vec<u8>) {
    out.push(b'/');
    for byte in name {
        if byte.is_ascii_graphic() && !DELIMITERS.contains(byte) {
            out.push(*byte);
        } else {
            out.push(b'#');
            push_hex(*byte, out);
        }
    }
}

/// Escapes all parentheses, so that they need not be balanced.
fn write_literal(text: &[u8], out: &mut Vec<u8>) {
    out.push(b'(');
    text.iter().for_each(|byte| write_literal_byte(*byte, out));
    out.push(b')');
}

/// Appends a byte of a literal string.
pub(crate) fn write_literal_byte(byte: u8, out: &mut Vec<u8>) {
    match byte {
        b'(' | b')' | b'\\' => out.extend([b'\\', byte]),
        b'\r' => out.extend_from_slice(b"\\r"),
        _ => out.push(byte),
    }
}

/// Appends a hexadecimal string.
pub(crate) fn write_hexadecimal(text: &[u8], out: &mut Vec<u8>) {
    out.push(b'<');
    text.iter().for_each(|byte| push_hex(*byte, out));
    out.push(b'>');
}

fn push_hex(byte: u8, out: &mut Vec<u8>) {
    out.extend([HEX[usize::from(byte >> 4)], HEX[usize::from(byte & 15)]]);
}

#[cfg(test)]
mod tests {
    use lopdf::{Object, StringFormat, dictionary};

    fn written(object: impl Into<Object>) -> String {
        let mut out = Vec::new();
        super::write(&object.into(), &mut out);
        String::from_utf8_lossy(&out).into_owned()
    }

    #[test]
    fn values_are_separated_only_where_they_would_run_together() {
        let array = vec![1.into(), true.into(), Object::Name(b"A".to_vec()), Object::Null, (7, 0).into()];
        assert_eq!(written(array), "[1 true/A null 7 0 R]");
        assert_eq!(written(dictionary! {"A" => "B", "C" => 2}), "<</A/B/C 2>>");
    }

    #[test]
    fn integers_keep_all_their_digits() {
        for number in [0, 7, 10, -1, 623, i64::MAX, i64::MIN] {
            assert_eq!(written(number), number.to_string());
        }
        assert_eq!(written((120, 3)), "120 3 R");
    }

    #[test]
    fn numbers_have_no_exponent() {
        assert_eq!(written(0.000_012_f32), "0.000012");
        assert_eq!(written(-1.5e9_f32), "-1500000000");
    }

    #[test]
    fn what_would_end_a_name_or_a_string_is_escaped() {
        assert_eq!(written(Object::Name("a b/ä".into())), "/a#20b#2F#C3#A4");
        assert_eq!(written(Object::string_literal("a(b)\\\r")), "(a\\(b\\)\\\\\\r)");
        assert_eq!(written(Object::String(vec![0, 171], StringFormat::Hexadecimal)), "<00AB>");
    }
}

//! Multiple response sets: which variables hold the answers of one question.

use crate::import::charset::Charset;

/// A set whose variables are still called by their short names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct RawSet {
    pub(super) name: String,
    pub(super) label: String,
    pub(super) counted: Option<String>,
    /// Whether answers are called as the label of the counted value.
    pub(super) by_value: bool,
    pub(super) variables: Vec<String>,
}

/// The sets of an extension; `None` where it cannot be understood.
pub(super) fn sets(bytes: &[u8], charset: &Charset) -> Option<Vec<RawSet>> {
    let mut rest = bytes;
    let mut sets = Vec::new();
    loop {
        while let Some(more) = rest.strip_prefix(b"\n").or_else(|| rest.strip_prefix(b"\0")) {
            rest = more;
        }
        if rest.is_empty() {
            return Some(sets);
        }
        let (set, more) = set(rest, charset)?;
        sets.push(set);
        rest = more;
    }
}

/// `$name=C 5 label a b`, `$name=D1 1 5 label a b`, or `$name=E 11 1 1 5 label a b`.
fn set<'b>(bytes: &'b [u8], charset: &Charset) -> Option<(RawSet, &'b [u8])> {
    let (name, rest) = cut(bytes, b'=')?;
    let (kind, rest) = rest.split_first()?;
    let (counted, by_value, rest) = match kind {
        b'C' => (None, false, rest),
        b'D' => {
            let (counted, rest) = counted(rest)?;
            (Some(counted), false, rest)
        }
        b'E' => {
            // 1: answers are called as the counted value; 11: the label is that of the first variable besides.
            let (_, rest) = cut(rest.strip_prefix(b" ")?, b' ')?;
            let (counted, rest) = counted(rest)?;
            (Some(counted), true, rest)
        }
        _ => return None,
    };
    let (label, rest) = self::counted(rest.strip_prefix(b" ").unwrap_or(rest))?;
    let (line, rest) = cut(rest, b'\n').unwrap_or((rest, &[]));
    let names = line.split(|byte| *byte == b' ').filter(|name| !name.is_empty());
    let set = RawSet {
        name: charset.label(name),
        label: charset.label(label),
        counted: counted.map(|counted| charset.label(counted)),
        by_value,
        variables: names.map(|name| charset.label(name)).filter(|name| !name.is_empty()).collect(),
    };
    Some((set, rest))
}

/// What is before a byte, and what behind it.
fn cut(bytes: &[u8], at: u8) -> Option<(&[u8], &[u8])> {
    let place = bytes.iter().position(|byte| *byte == at)?;
    Some((&bytes[..place], &bytes[place + 1..]))
}

/// A text behind its length.
fn counted(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = cut(bytes, b' ')?;
    let length: usize = std::str::from_utf8(length).ok()?.trim().parse().ok()?;
    (length <= rest.len()).then(|| rest.split_at(length))
}

#[cfg(test)]
mod tests {
    use super::{Charset, sets};

    #[test]
    fn sets_of_all_kinds() {
        let bytes = b"$a=C 10 my mcgroup a b c\n$b=D2 55 0  g e f d\n$d=E 1 2 34 13 third mdgroup k l m\n$e=E 11 6 choice 0  n o p\n";
        let found = sets(bytes, &Charset::named("utf-8")).unwrap_or_default();
        let told: Vec<String> = found
            .iter()
            .map(|set| {
                format!(
                    "{} {:?} {:?} {} {}",
                    set.name,
                    set.counted,
                    set.label,
                    set.by_value,
                    set.variables.join(",")
                )
            })
            .collect();
        assert_eq!(
            told,
            [
                "$a None \"my mcgroup\" false a,b,c",
                "$b Some(\"55\") \"\" false g,e,f,d",
                "$d Some(\"34\") \"third mdgroup\" true k,l,m",
                "$e Some(\"choice\") \"\" true n,o,p",
            ]
        );
    }

    #[test]
    fn what_is_no_set_is_refused() {
        for bytes in [&b"$a"[..], b"$a=", b"$a=X 1 a", b"$a=C 100 label a", b"$a=D", b"$a=E 1"] {
            assert_eq!(sets(bytes, &Charset::named("utf-8")), None);
        }
    }
}

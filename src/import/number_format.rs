//! Number formats of spreadsheet programs by their grammar (ECMA-376, part 1, 18.8.31): what a cell shows of the number
//! that it stores. A `%` multiplies by 100, a quoted or escaped one is only text.

use super::date::{Moment, Precision, date_part};

/// A number format: up to four sections, of which the number chooses one.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct NumberFormat {
    sections: Vec<Section>,
}

#[derive(Debug, Clone, PartialEq, Default)]
struct Section {
    condition: Option<(Comparison, f64)>,
    parts: Vec<Part>,
    number: Number,
    percents: i32,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Comparison {
    Less,
    AtMost,
    Equal,
    Other,
    AtLeast,
    More,
}

#[derive(Debug, Clone, PartialEq)]
enum Part {
    Literal(String),
    /// The number; its digits are described by [`Number`].
    Number,
    General,
    /// A letter of a date or time, and how often it is repeated.
    Date(char, usize),
}

/// How the digits of a section are written.
#[derive(Debug, Clone, PartialEq, Default)]
struct Number {
    whole: usize,
    least_decimals: usize,
    most_decimals: usize,
    point: bool,
    grouped: bool,
    /// Commas behind the last digit: each divides by a thousand.
    thousands: i32,
    /// Exponents and fractions are shown as the number is stored.
    special: bool,
}

impl NumberFormat {
    /// Reads the code of a format. Every text is one: what is no token is shown as it is.
    pub fn parse(code: &str) -> Self {
        let mut sections = vec![Section::default()];
        let mut signs = code.chars().peekable();
        while let Some(sign) = signs.next() {
            if sign == ';' {
                sections.push(Section::default());
                continue;
            }
            let Some(section) = sections.last_mut() else { continue };
            match sign {
                '"' => section.text(&signs.by_ref().take_while(|sign| *sign != '"').collect::<String>()),
                '\\' => section.text(&signs.next().map(String::from).unwrap_or_default()),
                '_' => {
                    signs.next();
                    section.text(" ");
                }
                '*' => {
                    signs.next();
                    section.text("");
                }
                '[' => section.bracket(&signs.by_ref().take_while(|sign| *sign != ']').collect::<String>()),
                '%' => {
                    section.percents += 1;
                    section.text("%");
                }
                '0' | '#' | '?' => section.digit(sign),
                '.' if section.has_number() || matches!(signs.peek(), Some('0' | '#' | '?')) => {
                    section.point();
                }
                ',' if section.has_number() => section.number.thousands += 1,
                '/' if section.has_number() => section.number.special = true,
                'E' | 'e' if section.has_number() && matches!(signs.peek(), Some('+' | '-')) => {
                    // The sign belongs to the exponent.
                    signs.next();
                    section.number.special = true;
                }
                'G' | 'g' | 'S' if general(sign, &mut signs) => section.parts.push(Part::General),
                '@' => section.parts.push(Part::General),
                _ if "ymdhs".contains(sign.to_ascii_lowercase()) => section.date(sign.to_ascii_lowercase()),
                _ => section.text(&sign.to_string()),
            }
        }
        sections.iter_mut().for_each(Section::minutes);
        Self { sections }
    }

    /// Whether the number is shown a hundredfold.
    pub fn multiplies(&self, value: f64) -> bool {
        self.section(value).is_some_and(|section| section.percents > 0)
    }

    /// Whether nothing of the number is shown: its section has only text, nothing at all, or no place for its digits.
    pub fn hides(&self, value: f64) -> bool {
        // An empty format code is the general format.
        let is_general = self.sections.len() == 1 && self.sections[0].parts.is_empty();
        let shows = |part: &Part| !matches!(part, Part::Literal(_));
        !is_general
            && (self.section(value).is_some_and(|section| !section.parts.iter().any(shows))
                || self.shown(value).trim().is_empty())
    }

    /// How far a date is shown; `None` where the format is one of numbers.
    pub fn precision(&self) -> Option<Precision> {
        let parts = &self.sections.first()?.parts;
        let has = |wanted: char| {
            parts.iter().any(|part| matches!(part, Part::Date(letter, _) if *letter == wanted))
        };
        Some(match (has('y'), has('m'), has('d'), has('h') || has('n') || has('s')) {
            (_, _, _, true) => Precision::Time,
            (true, true, true, _) => Precision::Day,
            (false, _, true, _) => Precision::DayOfYear,
            (true, true, false, _) | (false, true, false, _) => Precision::Month,
            (true, false, ..) => Precision::Year,
            (false, false, false, false) => return None,
        })
    }

    /// A number as it is shown, with a decimal point.
    pub fn shown(&self, value: f64) -> String {
        let Some(section) = self.section(value) else { return value.to_string() };
        // A section for negative numbers brings its own sign.
        let by_sign = self.sections.len() > 1 && section.condition.is_none() && value < 0.0;
        let sign = if value < 0.0 && !by_sign { "-" } else { "" };
        let mut shown = String::from(sign);
        let mut is_written = false;
        for part in &section.parts {
            match part {
                Part::Literal(text) => shown.push_str(text),
                Part::General => shown.push_str(&value.abs().to_string()),
                Part::Number if !is_written => {
                    shown.push_str(&section.digits(value.abs()));
                    is_written = true;
                }
                Part::Number | Part::Date(..) => {}
            }
        }
        shown.trim().to_owned()
    }

    /// A date as it is shown, with English names of months.
    pub fn shown_date(&self, moment: Moment) -> String {
        let Some(section) = self.sections.first() else { return String::new() };
        let part = |part: &Part| match part {
            Part::Literal(text) => text.clone(),
            Part::Date(letter, count) => date_part(*letter, *count, moment),
            Part::Number | Part::General => String::new(),
        };
        section.parts.iter().map(part).collect::<String>().trim().to_owned()
    }

    fn section(&self, value: f64) -> Option<&Section> {
        let sections = &self.sections[..self.sections.len().min(3)];
        if sections.iter().any(|section| section.condition.is_some()) {
            let holds =
                |section: &&Section| section.condition.is_none_or(|(sign, than)| sign.holds(value, than));
            return sections.iter().find(holds);
        }
        let at = match sections.len() {
            2 => usize::from(value < 0.0),
            3 if value == 0.0 => 2,
            3 => usize::from(value < 0.0),
            _ => 0,
        };
        sections.get(at)
    }
}

/// `General`, which German programs write as `Standard` in some files.
fn general(first: char, rest: &mut std::iter::Peekable<std::str::Chars<'_>>) -> bool {
    let word = if first == 'S' { "tandard" } else { "eneral" };
    let ahead: String = rest.clone().take(word.len()).collect();
    let is_word = ahead.eq_ignore_ascii_case(word);
    if is_word {
        rest.nth(word.len() - 1);
    }
    is_word
}

impl Comparison {
    fn holds(self, value: f64, than: f64) -> bool {
        match self {
            Self::Less => value < than,
            Self::AtMost => value <= than,
            Self::Equal => value == than,
            Self::Other => value != than,
            Self::AtLeast => value >= than,
            Self::More => value > than,
        }
    }
}

impl Section {
    fn has_number(&self) -> bool {
        self.parts.contains(&Part::Number)
    }

    fn text(&mut self, text: &str) {
        match self.parts.last_mut() {
            Some(Part::Literal(before)) => before.push_str(text),
            _ => self.parts.push(Part::Literal(text.to_owned())),
        }
    }

    /// A condition, a currency, a time that runs on past a day; colours and calendars change no figure.
    fn bracket(&mut self, inner: &str) {
        let signs = [
            ("<=", Comparison::AtMost),
            (">=", Comparison::AtLeast),
            ("<>", Comparison::Other),
            ("<", Comparison::Less),
            (">", Comparison::More),
            ("=", Comparison::Equal),
        ];
        let condition = signs.iter().find_map(|(word, sign)| Some((*sign, inner.strip_prefix(word)?)));
        if let Some((sign, than)) = condition {
            self.condition = than.trim().parse().ok().map(|than| (sign, than));
        } else if let Some(currency) = inner.strip_prefix('$') {
            self.text(currency.split('-').next().unwrap_or_default());
        } else if !inner.is_empty() && inner.chars().all(|sign| "hmsHMS".contains(sign)) {
            self.parts.push(Part::Date('h', inner.len()));
        }
    }

    fn digit(&mut self, sign: char) {
        if self.parts.last() != Some(&Part::Number) {
            self.parts.push(Part::Number);
        }
        let number = &mut self.number;
        // A comma between digits groups them.
        number.grouped |= std::mem::take(&mut number.thousands) > 0;
        match number.point {
            true => {
                number.most_decimals += 1;
                if sign == '0' {
                    number.least_decimals = number.most_decimals;
                }
            }
            false => number.whole += usize::from(sign == '0'),
        }
    }

    fn point(&mut self) {
        if self.parts.last() != Some(&Part::Number) {
            self.parts.push(Part::Number);
        }
        self.number.point = true;
    }

    fn date(&mut self, letter: char) {
        match self.parts.last_mut() {
            Some(Part::Date(before, count)) if *before == letter => *count += 1,
            _ => self.parts.push(Part::Date(letter, 1)),
        }
    }

    /// An `m` behind hours or before seconds is a minute.
    fn minutes(&mut self) {
        let letters: Vec<(usize, char)> = (self.parts.iter().enumerate())
            .filter_map(
                |(at, part)| if let Part::Date(letter, _) = part { Some((at, *letter)) } else { None },
            )
            .collect();
        for (index, (at, letter)) in letters.iter().enumerate() {
            let before = index.checked_sub(1).map(|index| letters[index].1);
            let after = letters.get(index + 1).map(|(_, letter)| *letter);
            if *letter == 'm'
                && (before == Some('h') || after == Some('s'))
                && let Part::Date(letter, _) = &mut self.parts[*at]
            {
                *letter = 'n';
            }
        }
    }

    fn digits(&self, value: f64) -> String {
        let number = &self.number;
        let value = value * 100f64.powi(self.percents) / 1000f64.powi(number.thousands);
        if number.special {
            return value.to_string();
        }
        let text = format!("{value:.*}", number.most_decimals.min(30));
        let (whole, decimals) = text.split_once('.').unwrap_or((&text, ""));
        let whole = if whole == "0" && number.whole == 0 { "" } else { whole };
        let mut whole = format!("{whole:0>width$}", width = number.whole.min(30));
        if number.grouped {
            let digits = whole.len();
            let sign = |(at, digit): (usize, char)| {
                [(at > 0 && (digits - at).is_multiple_of(3)).then_some(','), Some(digit)]
            };
            whole = whole.chars().enumerate().flat_map(sign).flatten().collect();
        }
        let least = number.least_decimals.min(decimals.len());
        let kept = decimals.trim_end_matches('0').len().max(least);
        if number.point && kept + number.least_decimals > 0 {
            format!("{whole}.{}", &decimals[..kept])
        } else {
            whole
        }
    }
}

#[cfg(test)]
mod tests {
    use super::NumberFormat;
    use crate::import::date::{Moment, Precision};

    #[test]
    fn a_format_may_hide_its_number() {
        for code in [";;;", "**", "\"\"", "#,", "[<10]\"(< 10)\";0"] {
            assert!(NumberFormat::parse(code).hides(7.0), "{code}");
        }
        for code in ["", "General", "0", "#", "*-0", "0;;;"] {
            assert!(!NumberFormat::parse(code).hides(7.0), "{code}");
        }
    }

    #[test]
    fn what_a_cell_shows_of_what_it_stores() {
        for (code, value, shown, multiplies) in [
            ("General", 0.4, "0.4", false),
            ("0", 12.6, "13", false),
            ("0%", 0.4, "40%", true),
            ("0.0%", 0.404, "40.4%", true),
            ("0.0\" %\"", 0.4, "0.4 %", false),
            ("0.0\\%", 0.4, "0.4%", false),
            ("0.0\\ %", 0.4, "40.0 %", true),
            ("#,##0", 1_234_567.0, "1,234,567", false),
            ("#,##0.00", 1234.5, "1,234.50", false),
            ("0.##", 1.5, "1.5", false),
            ("#.##", 0.25, ".25", false),
            ("000", 7.0, "007", false),
            ("0,", 12_345.0, "12", false),
            ("0.0,,\" Mio.\"", 12_345_678.0, "12.3 Mio.", false),
            ("[<1]\"< 1 %\";0", 0.4, "< 1 %", false),
            ("[<1]\"< 1 %\";0", 1.4, "1", false),
            ("[>=0.5]0%;0.0%", 0.5, "50%", true),
            ("0.0;-0.0;\"0 %\"", 0.0, "0 %", false),
            ("0.0;-0.0;\"0 %\"", -0.4, "-0.4", false),
            ("0;(0)", -5.0, "(5)", false),
            ("0.0", -5.0, "-5.0", false),
            ("[Red]0%;[Blue]-0%", -0.5, "-50%", true),
            ("_(* #,##0_);_(* (#,##0);_(* \"-\"_)", 0.0, "-", false),
            ("0 [$€-407]", 5.0, "5 €", false),
            ("\"n = \"0", 623.0, "n = 623", false),
            ("0.00E+00", 12.0, "12", false),
            ("Standard\" %\"", 12.5, "12.5 %", false),
            ("", 12.5, "", false),
            ("[<", 1.0, "", false),
            ("\"", 1.0, "", false),
        ] {
            let format = NumberFormat::parse(code);
            assert_eq!(
                (format.shown(value).as_str(), format.multiplies(value)),
                (shown, multiplies),
                "{code}"
            );
        }
    }

    #[test]
    fn dates_and_how_far_they_are_shown() {
        let moment = Moment { year: 2025, month: 6, day: 9, time: [14, 5, 0] };
        for (code, shown, precision) in [
            ("D. MMM", "9. Jun", Some(Precision::DayOfYear)),
            ("MMM YY", "Jun 25", Some(Precision::Month)),
            ("dd.mm.yyyy", "09.06.2025", Some(Precision::Day)),
            ("[$-407]d. mmmm yyyy", "9. June 2025", Some(Precision::Day)),
            ("yyyy", "2025", Some(Precision::Year)),
            ("h:mm", "14:05", Some(Precision::Time)),
            ("yyyy-mm-dd h:mm:ss", "2025-06-09 14:05:00", Some(Precision::Time)),
            ("0.0", "", None),
            ("\"md\"0", "md", None),
        ] {
            let format = NumberFormat::parse(code);
            assert_eq!(
                (format.shown_date(moment).as_str(), format.precision()),
                (shown, precision),
                "{code}"
            );
        }
    }
}

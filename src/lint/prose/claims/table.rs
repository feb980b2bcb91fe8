//! The figures of a series as a text can name them: rows and columns with the words of their names.

use super::cue::Cue;
use super::lexicon::Lexicon;
use super::words::{Token, fold, tokens};
use crate::language::Language;
use crate::survey::series::{By, QuestionType, Series, Unit};

/// Series with more names than this are not compared with texts: reading would take too long.
const MOST_NAMES: usize = 400;

/// A row or a column.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Name {
    /// The stems that distinguish it.
    pub(super) stems: Vec<String>,
    /// Degrees such as `sehr`.
    pub(super) degrees: Vec<String>,
    /// All its words, folded.
    pub(super) words: Vec<String>,
    /// Whether it is a negation: `stimme nicht zu`.
    pub(super) negated: bool,
    /// 1 for agreement, -1 for disagreement, else 0.
    pub(super) polarity: i8,
    /// Whether it has no rank: non-response, others.
    pub(super) aside: bool,
    /// Which side of its number it is about, where another name has the same number: -1 for "under 40", 1 for "40 and
    /// over".
    pub(super) bound: i8,
}

/// A series, ready to be compared with a text.
#[derive(Debug)]
pub(super) struct Table<'a> {
    pub(super) series: &'a Series,
    /// The same question in an earlier wave, in a series of its own.
    pub(super) before: Option<&'a Series>,
    /// Categories, then nets.
    pub(super) rows: Vec<Name>,
    pub(super) columns: Vec<Name>,
    /// The columns of the youngest and the oldest, where groups are ages.
    pub(super) ages: Option<(usize, usize)>,
    /// The columns that are waves, by year.
    pub(super) waves: Vec<(i32, usize)>,
    /// The column of all respondents.
    pub(super) total: Option<usize>,
    /// The columns that a text means if it names none.
    pub(super) shown: Vec<usize>,
    /// Stems of label and question: a text that names them is about the series.
    pub(super) topic: Vec<String>,
    /// Stems of the label of the base: who was asked.
    pub(super) asked: Vec<String>,
    /// Stems of the condition under which the question was asked.
    pub(super) filter: Vec<String>,
}

impl<'a> Table<'a> {
    /// The table of a series; `None` if it has too many names. `shown` are the columns of the chart.
    pub(super) fn new(
        series: &'a Series,
        before: Option<&'a Series>,
        shown: Vec<usize>,
        language: Language,
    ) -> Option<Self> {
        if series.categories.len() + series.nets.len() + series.columns.len() > MOST_NAMES {
            return None;
        }
        let aside = |name: &str| series.missing.iter().chain(&series.pin_last).any(|other| other == name);
        let name = |text: &str| Name { aside: aside(text), ..Name::new(text, language) };
        let categories = series.categories.iter().map(|category| name(&category.name));
        let mut rows: Vec<Name> = categories.chain(series.nets.iter().map(|net| name(&net.name))).collect();
        set_bounds(&mut rows);
        let nets = series.answer_nets.iter().map(|net| &net.name);
        let mut columns: Vec<Name> = series.columns.iter().chain(nets).map(|column| name(column)).collect();
        set_bounds(&mut columns);
        let mut waves: Vec<(i32, usize)> = series
            .columns
            .iter()
            .enumerate()
            .filter_map(|(at, column)| Some((year(column, language)?, at)))
            .collect();
        waves.sort_unstable();
        waves.dedup_by_key(|(year, _)| *year);
        if waves.len() < series.columns.len() || waves.len() < 2 || series.by == By::Item {
            waves.clear();
        }
        let lexicon = Lexicon::of(language);
        let is_total = |name: &str| {
            let tokens = tokens(name, language);
            let items = lexicon.items(&tokens, &[]);
            let whole = |item: &super::lexicon::Item| item.first == 0 && item.last + 1 == tokens.len();
            items.iter().any(|item| matches!(item.cue, Cue::Total | Cue::Everyone) && whole(item))
                || tokens.len() == 1 && lexicon.is_total(&tokens[0].word)
        };
        let total = series.columns.iter().position(|column| is_total(column));
        let total = total.filter(|_| series.by == By::Group);
        let ages = ages(&columns, total).filter(|_| series.by == By::Group && waves.is_empty());
        let base = series.base.as_ref();
        let texts = [Some(series.label.as_str()), series.question.as_deref()];
        let topic = texts.into_iter().flatten().flat_map(|text| stems(text, language)).collect();
        let filter = base.and_then(|base| base.filter.as_deref());
        let filter = filter.map(|text| stems(text, language)).unwrap_or_default();
        let asked = base.map(|base| stems(&base.label, language)).unwrap_or_default();
        Some(Self { series, before, rows, columns, ages, waves, total, shown, topic, asked, filter })
    }

    /// The unrounded figure of a row in a column; `None` if it was not published or is hidden.
    pub(super) fn value(&self, row: usize, column: usize) -> Option<f64> {
        let categories = &self.series.categories;
        if let Some(net) =
            column.checked_sub(self.series.width()).and_then(|at| self.series.answer_nets.get(at))
        {
            return self.series.answer_net(net, row);
        }
        match categories.get(row) {
            Some(category) => category.values.get(column).copied().flatten(),
            None => self.series.net(self.series.nets.get(row - categories.len())?, column),
        }
    }

    /// The figure of a row in the earlier wave that is a series of its own.
    pub(super) fn value_before(&self, row: usize) -> Option<f64> {
        let before = self.before?;
        let at = before.category(&self.series.categories.get(row)?.name)?;
        if before.width() > 1 { None } else { before.categories[at].values[0] }
    }

    /// The name of a row as the series writes it.
    pub(super) fn row_name(&self, row: usize) -> &str {
        let categories = &self.series.categories;
        let net = || self.series.nets.get(row.checked_sub(categories.len())?).map(|net| net.name.as_str());
        categories.get(row).map(|category| category.name.as_str()).or_else(net).unwrap_or_default()
    }

    /// The name of a column; empty if the series has only one.
    pub(super) fn column_name(&self, column: usize) -> &str {
        let net =
            || self.series.answer_nets.get(column.checked_sub(self.series.width())?).map(|net| &net.name);
        self.series.columns.get(column).or_else(net).map_or("", String::as_str)
    }

    /// The number of rows that are categories.
    pub(super) fn categories(&self) -> usize {
        self.series.categories.len()
    }

    /// Whether the figures are shares of respondents.
    pub(super) fn is_shares(&self) -> bool {
        self.series.unit == Unit::Percent
    }

    /// Whether the answers of a respondent exclude each other, so that their shares can be added.
    pub(super) fn adds_up(&self) -> bool {
        matches!(self.series.question_type, QuestionType::Single | QuestionType::Scale)
    }

    /// The share of all respondents who were asked the question, in percent.
    pub(super) fn asked_share(&self) -> Option<f64> {
        let own = self.series.base.as_ref().filter(|base| base.filter.is_some())?.n?;
        let all = self.series.survey.base.as_ref()?.n.filter(|all| *all > 0)?;
        Some(100.0 * f64::from(own) / f64::from(all))
    }

    /// The effective number of respondents of a column.
    pub(super) fn effective(&self, column: usize) -> Option<f64> {
        self.series.base.as_ref()?.effective(self.column_name(column)).filter(|n| *n > 0.0)
    }

    /// How many standard errors an interval of the survey's level reaches.
    pub(super) fn z(&self) -> f64 {
        self.series.survey.confidence.z()
    }

    /// The columns meant where a text names none: the total, else the latest wave, else all that are shown.
    pub(super) fn default_columns(&self, earlier: bool) -> Vec<usize> {
        if let Some(total) = self.total {
            return vec![total];
        }
        let latest = self.waves.iter().rev().find(|(_, at)| self.shown.contains(at));
        match latest.filter(|_| !earlier) {
            Some((_, latest)) => vec![*latest],
            None => self.shown.clone(),
        }
    }
}

impl Name {
    /// The words of a name.
    pub(super) fn new(text: &str, language: Language) -> Self {
        let lexicon = Lexicon::of(language);
        let tokens = tokens(text, language);
        let words: Vec<String> = tokens
            .iter()
            .filter(|token| token.is_word() || token.number.is_some())
            .map(|token| token.word.clone())
            .collect();
        let degrees: Vec<String> = words.iter().filter(|word| lexicon.is_degree(word)).cloned().collect();
        let mut stems = stems(text, language);
        let items = lexicon.items(&tokens, &[]);
        // A name of small words only: all of them count, unless a text would use them for other things.
        if stems.is_empty() && !items.iter().any(|item| item.last + 1 >= tokens.len()) {
            stems = words
                .iter()
                .map(|word| lexicon.stem(word).to_owned())
                .filter(|stem| stem.len() > 1)
                .collect();
        }
        let has = |cue: Cue| items.iter().any(|item| item.cue == cue);
        // "Nie" and "never" are answers of their own, not the negation of one.
        let is_never = words.len() == 1 && stems.is_empty() && has(Cue::Not) && words[0].len() > 2;
        if is_never && !matches!(words[0].as_str(), "not" | "nicht") {
            stems.clone_from(&words);
        }
        let negated = has(Cue::Not) && !is_never;
        let polarity = match (has(Cue::Yes), has(Cue::No)) {
            (true, false) if negated => -1,
            (true, false) => 1,
            (false, true) => -1,
            (false, false) if negated && words.len() == 1 => -1,
            _ => 0,
        };
        Self { stems, degrees, words, negated, polarity, aside: false, bound: 0 }
    }
}

/// Words for the numbers below and above one.
const BELOW: [&str; 8] = ["unter", "bis", "junger", "under", "below", "younger", "hochstens", "weniger"];
const ABOVE: [&str; 10] =
    ["uber", "ab", "alter", "older", "over", "above", "mindestens", "mehr", "more", "plus"];

/// Which side of its number a word is about.
fn side_of(word: &str) -> i8 {
    i8::from(ABOVE.contains(&word)) - i8::from(BELOW.contains(&word))
}

/// Names with the same number are told apart by the side of it.
fn set_bounds(names: &mut [Name]) {
    for at in 0..names.len() {
        let is_same = |(other, name): (usize, &Name)| other != at && name.stems == names[at].stems;
        let numbers =
            names[at].stems.iter().filter(|stem| stem.starts_with(|c: char| c.is_ascii_digit())).count();
        if numbers == 1 && names.iter().enumerate().any(is_same) {
            names[at].bound =
                names[at].words.iter().map(|word| side_of(word)).find(|side| *side != 0).unwrap_or(0);
        }
    }
}

/// The columns of the youngest and the oldest, if the names of all groups begin with an age.
fn ages(columns: &[Name], total: Option<usize>) -> Option<(usize, usize)> {
    let mut ages: Vec<(u32, usize)> = Vec::new();
    for (at, name) in columns.iter().enumerate().filter(|(at, _)| Some(*at) != total) {
        let age: u32 = name.words.iter().find_map(|word| word.parse().ok())?;
        let lowest = 2 * age - u32::from(name.words.iter().any(|word| side_of(word) < 0));
        ages.push((lowest, at));
        if !(10..100).contains(&age) {
            return None;
        }
    }
    ages.sort_unstable();
    let (first, last) = (ages.first()?, ages.last()?);
    (first.0 < last.0).then_some((first.1, last.1))
}

/// Which side of the number at a token a sentence is about; 0 if it does not say.
pub(super) fn side_at(tokens: &[Token], at: usize) -> i8 {
    let before = at.checked_sub(1).map_or(0, |before| side_of(&tokens[before].word));
    let mut after = tokens.iter().skip(at + 1).take(3).map(|token| side_of(&token.word));
    if before == 0 { after.find(|side| *side != 0).unwrap_or(0) } else { before }
}

/// The stems of the words of a text that say something.
fn stems(text: &str, language: Language) -> Vec<String> {
    let lexicon = Lexicon::of(language);
    let tokens = tokens(text, language);
    let telling = tokens.iter().filter(|token| token.number.is_some() || token.is_word());
    let telling = telling.filter(|token| !lexicon.is_stop(&token.word) && !lexicon.is_degree(&token.word));
    let stems = telling.map(|token| lexicon.stem(&token.word).to_owned());
    stems.filter(|stem| stem.len() > 1 || stem.starts_with(|sign: char| sign.is_ascii_digit())).collect()
}

/// The year in the name of a wave: "2021", "Herbst 2021".
fn year(name: &str, language: Language) -> Option<i32> {
    let folded = fold(name);
    tokens(&folded, language).iter().rev().find_map(super::words::Token::year)
}

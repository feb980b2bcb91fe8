//! The words that the program itself writes, per language.

pub mod number;
pub mod phrase;

/// A language of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Language {
    /// German.
    #[default]
    German,
    /// English.
    English,
}

impl Language {
    /// The language of a tag such as `de`, `de-AT` or `en-GB`.
    pub fn from_tag(tag: &str) -> Option<Self> {
        match tag.split('-').next() {
            Some("de") => Some(Self::German),
            Some("en") => Some(Self::English),
            _ => None,
        }
    }

    /// The tag of the language.
    pub fn tag(self) -> &'static str {
        match self {
            Self::German => "de",
            Self::English => "en",
        }
    }

    /// Its hyphenation patterns.
    pub(super) fn hyphenation(self) -> hypher::Lang {
        match self {
            Self::German => hypher::Lang::German,
            Self::English => hypher::Lang::English,
        }
    }

    /// The words of the language.
    pub fn words(self) -> &'static Words {
        match self {
            Self::German => &GERMAN,
            Self::English => &ENGLISH,
        }
    }
}

/// Fixed phrases; each `{}` is a placeholder for [`fill`].
#[derive(Debug)]
#[expect(missing_docs, reason = "each field is the English word it holds")]
pub struct Words {
    pub base: &'static str,
    pub source: &'static str,
    pub question: &'static str,
    pub note: &'static str,
    pub footnote: &'static str,
    pub multiple: &'static str,
    pub up_to: &'static str,
    pub rounding: &'static str,
    pub rounding_name: &'static str,
    pub largest_remainder: &'static str,
    pub half_up: &'static str,
    pub as_given: &'static str,
    pub multiple_name: &'static str,
    pub multiple_text: &'static str,
    pub nets_name: &'static str,
    pub nets_text: &'static str,
    pub net_of: &'static str,
    pub quoted: &'static str,
    pub other_bases: &'static str,
    pub hidden_name: &'static str,
    pub hidden_text: &'static str,
    pub linked_text: &'static str,
    pub not_reported: &'static str,
    pub no_answer: &'static str,
    pub others: &'static str,
    pub reference: &'static str,
    pub others_unshown: &'static str,
    pub contents: &'static str,
    pub figure: &'static str,
    pub table: &'static str,
    pub page: &'static str,
    pub of: &'static str,
    pub method: &'static str,
    pub appendix: &'static str,
    pub tables_intro: &'static str,
    pub category: &'static str,
    pub item: &'static str,
    pub group: &'static str,
    pub year: &'static str,
    /// Which columns of a table are shown: the first, the last and how many there are.
    pub table_columns: &'static str,
    pub share: &'static str,
    pub number: &'static str,
    pub net: &'static str,
    pub kind: &'static str,
    pub part_of: &'static str,
    pub answer_kind: &'static str,
    pub missing_kind: &'static str,
    pub remainder_kind: &'static str,
    pub total_kind: &'static str,
    pub total: &'static str,
    pub boxes: &'static str,
    pub survey: &'static str,
    pub population: &'static str,
    pub sponsor: &'static str,
    pub institute: &'static str,
    pub mode: &'static str,
    pub fieldwork: &'static str,
    pub published: &'static str,
    pub weighting: &'static str,
    pub interval: &'static str,
    pub lower: &'static str,
    pub upper: &'static str,
    pub whiskers: &'static str,
    pub arrows: &'static str,
    pub letters: &'static str,
    pub effective: &'static str,
    pub margin: &'static str,
    pub margin_text: &'static str,
    pub reading: &'static str,
    pub see_table: &'static str,
    pub see_figure: &'static str,
    pub failed_chart: &'static str,
    pub failed_hint: &'static str,
    pub notes: &'static str,
    pub bundle: &'static str,
    pub even_time: &'static str,
    pub in_percent: &'static str,
    pub unlabelled: &'static str,
    pub unnamed: &'static str,
    pub week: &'static str,
    pub thousands: &'static str,
    pub millions: &'static str,
    pub billions: &'static str,
    pub short_months: [&'static str; 12],
    pub months: [&'static str; 12],
}

static GERMAN: Words = Words {
    base: "Basis",
    source: "Quelle",
    question: "Frage",
    note: "Hinweis",
    footnote: "Anmerkung",
    multiple: "Mehrfachnennungen möglich",
    up_to: "bis zu {} Nennungen möglich",
    rounding: "Abweichungen von 100\u{202f}% sind rundungsbedingt",
    rounding_name: "Rundung",
    largest_remainder: "nach größten Resten (Hare/Niemeyer), damit sich die gezeigten Anteile einer Frage zu 100\u{202f}% ergänzen; Zusammenfassungen sind aus den ungerundeten Werten berechnet",
    half_up: "jeder Anteil für sich, kaufmännisch; zusammen können sie deshalb von 100\u{202f}% abweichen",
    as_given: "Anteile wie vorliegend; durch Rundung können sie zusammen von 100\u{202f}% abweichen",
    multiple_name: "Mehrfachnennungen",
    multiple_text: "jede genannte Antwort zählt; die Anteile beziehen sich auf alle Gefragten und ergeben zusammen nicht 100\u{202f}%",
    nets_name: "Zusammenfassungen",
    nets_text: "fassen mehrere Antworten zusammen und sind aus deren Anteilen vor dem Runden berechnet, wo sie nicht veröffentlicht sind",
    net_of: "{} fasst {} zusammen",
    quoted: "„{}“",
    other_bases: "Abweichende Basis",
    hidden_name: "Kleine Fallzahlen",
    hidden_text: "Anteile, die auf weniger als {} Antworten beruhen, sind nicht gezeigt",
    linked_text: "„•“ steht für Zahlen, aus denen sie sich errechnen ließen",
    not_reported: "nicht ausgewiesen",
    no_answer: "k.\u{202f}A.",
    reference: "Vergleichswert",
    others: "{} weitere zusammen",
    others_unshown: "{} weitere Antworten nicht gezeigt",
    contents: "Inhalt",
    figure: "Abbildung",
    table: "Tabelle",
    page: "Seite",
    of: "von",
    method: "Zur Methode",
    appendix: "Anhang: Datentabellen",
    tables_intro: "Die Tabellen enthalten jede Zahl, die in den Abbildungen zu sehen ist.",
    category: "Antwort",
    item: "Thema",
    group: "Gruppe",
    year: "Jahr",
    table_columns: "Spalten {} bis {} von {}",
    share: "Anteil",
    number: "Anzahl",
    net: "zusammen",
    kind: "Art",
    part_of: "Teil von",
    answer_kind: "Antwort",
    missing_kind: "keine Antwort",
    remainder_kind: "Rest",
    total_kind: "Summe",
    total: "Summe",
    boxes: "Kasten: mittlere Hälfte mit Median, Linien: vom kleinsten zum größten Wert",
    survey: "Erhebung",
    population: "Befragte",
    sponsor: "Auftrag",
    institute: "Durchführung",
    mode: "Methode",
    fieldwork: "Erhebungszeitraum",
    published: "Veröffentlicht",
    weighting: "Gewichtung",
    interval: "95-%-Intervall",
    lower: "Untergrenze",
    upper: "Obergrenze",
    whiskers: "Linien: 95-%-Konfidenzintervalle nach Wilson",
    arrows: "{} signifikant höher, {} niedriger als „{}“ (Sicherheit 95\u{202f}%)",
    letters: "Buchstaben: signifikant höher als in der Spalte mit diesem Buchstaben (Sicherheit 95\u{202f}%)",
    effective: "Effektive Fallzahl",
    margin: "Schwankungsbreite",
    margin_text: "bis zu ±\u{202f}{} Prozentpunkte bei einem Anteil von 50\u{202f}% und allen Befragten (Sicherheit 95\u{202f}%, einfache Zufallsauswahl unterstellt)",
    reading: "Zum Lesen der Zahlen",
    see_table: "Daten: {}",
    see_figure: "zu {}",
    failed_chart: "Diese Abbildung konnte nicht erstellt werden.",
    failed_hint: "Chart „{}“: Näheres steht in den Meldungen des Programms.",
    notes: "Anmerkungen",
    bundle: "{} weitere: {} bis {}",
    even_time: "Zeitpunkte in gleichen Abständen, nicht maßstäblich",
    in_percent: "Angaben in Prozent",
    unlabelled: "Werte ohne Beschriftung: {}, alle bis {}",
    unnamed: "Ohne Namen im Bild: {}",
    week: "KW\u{a0}{}",
    thousands: "Tsd.",
    millions: "Mio.",
    billions: "Mrd.",
    short_months: [
        "Jan.", "Feb.", "März", "April", "Mai", "Juni", "Juli", "Aug.", "Sept.", "Okt.", "Nov.", "Dez.",
    ],
    months: [
        "Januar",
        "Februar",
        "März",
        "April",
        "Mai",
        "Juni",
        "Juli",
        "August",
        "September",
        "Oktober",
        "November",
        "Dezember",
    ],
};

static ENGLISH: Words = Words {
    base: "Base",
    source: "Source",
    question: "Question",
    note: "Note",
    footnote: "Note",
    multiple: "Multiple answers possible",
    up_to: "Up to {} answers possible",
    rounding: "Deviations from 100% are due to rounding",
    rounding_name: "Rounding",
    largest_remainder: "by largest remainders, so that the shares of a question add up to 100%; nets are computed from unrounded figures",
    half_up: "each share by itself, half up; the shares of a question may therefore not add up to 100%",
    as_given: "shares as they are given; due to rounding they may not add up to 100%",
    multiple_name: "Multiple answers",
    multiple_text: "each answer that was given counts; shares are of all who were asked and do not add up to 100%",
    nets_name: "Nets",
    nets_text: "take several answers together and are computed from their shares before rounding, where they are not published",
    net_of: "{} takes together {}",
    quoted: "“{}”",
    other_bases: "Other bases",
    hidden_name: "Small bases",
    hidden_text: "shares of fewer than {} answers are not shown",
    linked_text: "“•” stands for figures from which they could be computed",
    not_reported: "not reported",
    no_answer: "n/a",
    reference: "Reference",
    others: "{} others together",
    others_unshown: "{} more answers not shown",
    contents: "Contents",
    figure: "Figure",
    table: "Table",
    page: "Page",
    of: "of",
    method: "About the survey",
    appendix: "Appendix: data tables",
    tables_intro: "The tables hold every number that the figures show.",
    category: "Answer",
    item: "Item",
    group: "Group",
    year: "Year",
    table_columns: "Columns {} to {} of {}",
    share: "Share",
    number: "Number",
    net: "net",
    kind: "Kind",
    part_of: "Part of",
    answer_kind: "answer",
    missing_kind: "no answer",
    remainder_kind: "remainder",
    total_kind: "total",
    total: "Total",
    boxes: "Box: middle half with median, lines: from the lowest to the highest value",
    survey: "Survey",
    population: "Respondents",
    sponsor: "Commissioned by",
    institute: "Carried out by",
    mode: "Method",
    fieldwork: "Fieldwork",
    published: "Published",
    weighting: "Weighting",
    interval: "95% interval",
    lower: "lower",
    upper: "upper",
    whiskers: "Lines: 95% confidence intervals (Wilson)",
    arrows: "{} significantly higher, {} lower than “{}” (95% confidence)",
    letters: "Letters: significantly higher than in the column with that letter (95% confidence)",
    effective: "Effective sample size",
    margin: "Margin of error",
    margin_text: "up to ±{} percentage points for a share of 50% among all respondents (95% confidence, assuming a simple random sample)",
    reading: "How to read the figures",
    see_table: "Data: {}",
    see_figure: "to {}",
    failed_chart: "This figure could not be made.",
    failed_hint: "Chart “{}”: the program’s messages say why.",
    notes: "Notes",
    bundle: "{} more: {} to {}",
    even_time: "Points in time evenly spaced, not in proportion",
    in_percent: "Figures in per cent",
    unlabelled: "Figures without a label: {}, all up to {}",
    unnamed: "Without a name in the chart: {}",
    week: "W{}",
    thousands: "k",
    millions: "m",
    billions: "bn",
    short_months: ["Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec"],
    months: [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
};

impl Words {
    /// The header of a column that lists these names: that of years, or `otherwise`.
    pub fn listing<'n>(
        &self,
        names: impl IntoIterator<Item = &'n String>,
        otherwise: &'static str,
    ) -> &'static str {
        let is_year = |name: &String| name.len() == 4 && (name.starts_with("19") || name.starts_with("20"));
        let mut names = names.into_iter().peekable();
        let has_names = names.peek().is_some();
        let all_years = names.all(|name| is_year(name) && name.bytes().all(|byte| byte.is_ascii_digit()));
        if has_names && all_years { self.year } else { otherwise }
    }
}

/// Replaces each `{}` of a phrase by a value, in order; where values run out, by nothing.
pub fn fill(phrase: &str, values: &[&str]) -> String {
    let mut parts = phrase.split("{}");
    let mut text = parts.next().unwrap_or_default().to_owned();
    for (part, value) in parts.zip(values.iter().copied().chain(std::iter::repeat(""))) {
        text.push_str(value);
        text.push_str(part);
    }
    text
}

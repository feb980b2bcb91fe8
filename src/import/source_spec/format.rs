//! The key `format` of `data`: which survey tool or statistical office wrote the file.

use crate::spec::keys::{Choice, word_of};

/// A program whose exports have a shape of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// No export: one header row, and nothing is recognised.
    Plain,
    /// LimeSurvey, with codes, codes and texts, or texts as headings.
    LimeSurvey,
    /// Qualtrics: ids, wording and import ids in three rows.
    Qualtrics,
    /// SurveyMonkey: questions and options in two rows.
    SurveyMonkey,
    /// SoSci Survey.
    SoSci,
    /// KoboToolbox and ODK.
    Kobo,
    /// REDCap.
    Redcap,
    /// Google Forms.
    GoogleForms,
    /// Microsoft Forms.
    MicrosoftForms,
    /// The flat files of GENESIS (`ffcsv`): a row a figure.
    GenesisFlat,
    /// The tables of GENESIS as CSV.
    GenesisTable,
    /// The files of Eurostat with tabs.
    EurostatTsv,
    /// SDMX-CSV: a row a figure.
    SdmxCsv,
}

impl Format {
    /// The words used in specs.
    pub const WORDS: [Choice<Self>; 13] = [
        ("plain", Self::Plain, "the first row is the only header"),
        ("limesurvey", Self::LimeSurvey, ""),
        ("qualtrics", Self::Qualtrics, ""),
        ("surveymonkey", Self::SurveyMonkey, ""),
        ("soscisurvey", Self::SoSci, ""),
        ("kobo", Self::Kobo, "KoboToolbox and ODK"),
        ("redcap", Self::Redcap, ""),
        ("google-forms", Self::GoogleForms, ""),
        ("microsoft-forms", Self::MicrosoftForms, ""),
        ("genesis-flat", Self::GenesisFlat, "`ffcsv`, with a row for each figure"),
        ("genesis-table", Self::GenesisTable, "a table as CSV"),
        ("eurostat-tsv", Self::EurostatTsv, ""),
        ("sdmx-csv", Self::SdmxCsv, ""),
    ];

    /// The word used in specs.
    pub fn word(self) -> &'static str {
        word_of(&Self::WORDS, &self)
    }

    /// What messages call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Plain => "a plain table",
            Self::LimeSurvey => "an export of LimeSurvey",
            Self::Qualtrics => "an export of Qualtrics",
            Self::SurveyMonkey => "an export of SurveyMonkey",
            Self::SoSci => "an export of SoSci Survey",
            Self::Kobo => "an export of KoboToolbox or ODK",
            Self::Redcap => "an export of REDCap",
            Self::GoogleForms => "an export of Google Forms",
            Self::MicrosoftForms => "an export of Microsoft Forms",
            Self::GenesisFlat => "a flat file of GENESIS",
            Self::GenesisTable => "a table of GENESIS",
            Self::EurostatTsv => "a TSV file of Eurostat",
            Self::SdmxCsv => "an SDMX-CSV file",
        }
    }

    /// Whether its files hold figures by dimensions, not answers.
    pub fn is_figures(self) -> bool {
        matches!(self, Self::GenesisFlat | Self::GenesisTable | Self::EurostatTsv | Self::SdmxCsv)
    }

    /// What divides several answers in one cell, where the program always writes the same sign. Google Forms writes a
    /// comma or a semicolon, depending on where the file is downloaded.
    pub fn separator(self) -> Option<&'static str> {
        match self {
            Self::Qualtrics => Some(","),
            Self::Kobo => Some(" "),
            Self::MicrosoftForms => Some(";"),
            _ => None,
        }
    }

    /// Words of a tick column that say that its option was chosen, and that it was not.
    pub fn ticks(self) -> (&'static [&'static str], &'static [&'static str]) {
        match self {
            Self::LimeSurvey => (
                &["Y", "Yes", "Ja", "Oui", "Sí"],
                &["N", "No", "Nein", "Non", "Not selected", "Nicht gewählt"],
            ),
            // 1 says that the option was not chosen: the opposite of what other programs mean by it.
            Self::SoSci => (&["2", "ausgewählt", "checked"], &["1", "nicht gewählt", "not checked"]),
            Self::Redcap => (&["1", "Checked"], &["0", "Unchecked"]),
            _ => (&[], &[]),
        }
    }

    /// Words that stand for no answer.
    pub fn empty(self) -> &'static [&'static str] {
        match self {
            Self::LimeSurvey => &["N/A"],
            Self::SoSci => &["-9"],
            _ => &[],
        }
    }
}

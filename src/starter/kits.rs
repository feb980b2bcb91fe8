//! The starter kits: small briefings with invented data, one for each way to use the program, in English and German.

/// What a new folder is to become.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kit {
    /// Two charts of figures that are typed into the spec.
    Survey,
    /// A table with a row for each respondent, with questions and breaks.
    Microdata,
    /// A template, and the table of its reports.
    Reports,
    /// Slides.
    Deck,
}

/// The language of a kit's texts and comments.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KitLanguage {
    /// English.
    En,
    /// German.
    De,
}

/// A file of a kit: its path in the folder, and its text.
pub type KitFile = (&'static str, &'static str);

macro_rules! kit {
    ($folder:literal: $($file:literal),+ $(,)?) => {
        &[$(($file, include_str!(concat!("kits/", $folder, "/", $file)))),+]
    };
}

/// The files of a kit, without the JSON Schemas for editors. Their comments explain the format.
pub fn files(kit: Kit, language: KitLanguage) -> &'static [KitFile] {
    match (kit, language) {
        (Kit::Survey, KitLanguage::En) => {
            kit!("survey/en": "briefing.yaml", "charts/budget.yaml", "charts/obstacles.yaml", "series/survey.yaml")
        }
        (Kit::Survey, KitLanguage::De) => {
            kit!("survey/de": "briefing.yaml", "charts/budget.yaml", "charts/hemmnisse.yaml", "series/befragung.yaml")
        }
        (Kit::Microdata, KitLanguage::En) => kit!("microdata/en":
            "briefing.yaml", "charts/satisfaction.yaml", "charts/satisfaction-by-age.yaml", "charts/ways-by-age.yaml",
            "charts/waiting.yaml", "series/survey.yaml", "series/answers.csv",
        ),
        (Kit::Microdata, KitLanguage::De) => kit!("microdata/de":
            "briefing.yaml", "charts/zufriedenheit.yaml", "charts/zufriedenheit-nach-alter.yaml",
            "charts/wege-nach-alter.yaml", "charts/wartezeit.yaml", "series/befragung.yaml", "series/antworten.csv",
        ),
        (Kit::Reports, KitLanguage::En) => kit!("reports/en":
            "briefing.yaml", "charts/satisfaction.yaml", "charts/beside-the-others.yaml", "series/survey.yaml",
             "series/answers.csv", "reports.csv",
        ),
        (Kit::Reports, KitLanguage::De) => kit!("reports/de":
            "briefing.yaml", "charts/zufriedenheit.yaml", "charts/neben-den-anderen.yaml", "series/befragung.yaml",
             "series/antworten.csv", "reports.csv",
        ),
        (Kit::Deck, KitLanguage::En) => kit!("deck/en":
            "briefing.yaml", "theme.yaml", "charts/heating.yaml", "charts/heating-over-time.yaml", "charts/plans.yaml",
            "charts/reasons.yaml", "series/survey.yaml",
        ),
        (Kit::Deck, KitLanguage::De) => kit!("deck/de":
            "briefing.yaml", "theme.yaml", "charts/heizung.yaml", "charts/heizung-im-verlauf.yaml", "charts/plaene.yaml",
            "charts/gruende.yaml", "series/befragung.yaml",
        ),
    }
}

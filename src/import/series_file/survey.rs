//! The facts on a survey that hold for all series of a file: who asked whom, and how figures are rounded.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::import::table::imported::Sizes;
use crate::spec::fields::Fields;
use crate::spec::keys::{Choice, Form, Key as Entry, Preset, Shape, optional, required, words};
use crate::spec::values;
use crate::spec::yaml::{Key, Node, Value};
use crate::survey::base::{Base, Size};
use crate::survey::checks;
use crate::survey::confidence::{Confidence, Correction, Sampling};
use crate::survey::names::same;
use crate::survey::rounding::Rounding;
use crate::survey::series::{SourceName, Survey};

/// The key `survey` of a series file.
pub(super) const SURVEY: Shape = Shape {
    name: "survey",
    what: "`survey`",
    about: "Who asked whom, how and when. It is shown below every chart and on the method page.",
    keys: &[
        optional("title", Form::Text, "Title of the survey."),
        optional("population", Form::Text, "The population surveyed."),
        optional("sponsor", Form::Text, "Who commissioned the survey."),
        optional("institute", Form::Text, "Who conducted the survey."),
        optional("mode", Form::Text, "The survey mode, such as online or by telephone."),
        optional("fieldwork", Form::Text, "When it was conducted: a day, a month, or two of them.")
            .like("2020-08/2020-11"),
        optional("published", Form::Text, "When the figures were published.").like("2020-12-02"),
        BASE_KEY,
        optional("source", Form::Either(&[Form::Text, Form::Shape(&SOURCE)]), "The source to cite.")
            .like("{name: Survey of towns, url: 'https://example.org'}"),
        optional("weighting", Form::Text, "How the data were weighted, in a sentence."),
        optional(
            "sampling",
            Form::Words(&words(&Sampling::WORDS)),
            "How respondents came into the sample. Margins of error, intervals and tests depend on it.",
        )
        .like("quota"),
        optional(
            "confidence",
            Form::Shape(&CONFIDENCE),
            "How intervals are computed and differences tested.",
        )
        .like("{level: 99, correction: bonferroni, min-base: 30}"),
        ROUNDING,
        DECIMALS,
    ],
};

const CONFIDENCE: Shape = Shape {
    name: "confidence",
    what: "`confidence`",
    about: "How sure intervals and tests are.",
    keys: &[
        optional(
            "level",
            Form::between(50.0, 99.99, "per cent"),
            "The level of intervals and tests in per cent.",
        )
        .or(Preset::Number(95.0)),
        optional(
            "correction",
            Form::Words(&words(&Correction::WORDS)),
            "What is done where several columns are compared: a row of a chart is a family of tests.",
        )
        .or(Preset::Word(Correction::WORDS[0].0)),
        optional("min-base", Form::Count, "Columns with fewer respondents are not tested; a chart says so."),
    ],
};

/// The key of a survey or series that says who was asked.
pub(super) const BASE_KEY: Entry =
    optional("base", Form::Shape(&BASE), "The respondents. A series without its own base uses the survey's.")
        .like("{label: all towns, n: 623}");

const BASE: Shape = Shape {
    name: "base",
    what: "a base",
    about: "The respondents, in words and numbers.",
    keys: &[
        required("label", Form::Text, "The respondents in words.").like("all towns"),
        optional("filter", Form::Text, "The subgroup, if only some were asked the question.")
            .like("without home office"),
        optional("n", Form::Count, "The number of respondents, if known."),
        optional(
            "n-effective",
            Form::Count,
            "The effective sample size after weighting and clustering; margins of error are computed from it.",
        ),
        optional(
            "columns",
            Form::Names(&SIZES),
            "The number of respondents in each column, if columns are subgroups or waves.",
        )
        .like("{2019: 580, 2020: {n: 623, n-effective: 540}}"),
        optional(
            "rows",
            Form::Names(&SIZES),
            "The number of respondents of each item, with `by: item`, if not all were asked every item.",
        )
        .like("{swimming pool: 612, library: 388}"),
    ],
};

/// A number of respondents, or one with what it is worth.
const SIZES: Form = Form::Either(&[Form::Count, Form::Shape(&SIZE)]);

const SIZE: Shape = Shape {
    name: "size",
    what: "a size",
    about: "The respondents of a column or item in numbers.",
    keys: &[
        required("n", Form::Count, "Their number."),
        optional(
            "n-effective",
            Form::Count,
            "Their effective number after weighting and clustering. Without it, they have the design effect of the whole base.",
        ),
    ],
};

const SOURCE: Shape = Shape {
    name: "source",
    what: "a source",
    about: "A name with a web address.",
    keys: &[
        required("name", Form::Text, "The name."),
        optional("url", Form::Pattern("^https?://", "https://example.org"), "The web address."),
    ],
};

/// The key of a survey or series that says how figures are rounded.
pub(super) const ROUNDING: Entry = optional(
    "rounding",
    Form::Words(&words(&Rounding::WORDS)),
    "How figures are rounded. The series' own setting overrides the survey's.",
)
.or(Preset::Word(Rounding::WORDS[1].0));

/// The key of a survey or series that says how many decimals are shown.
pub(super) const DECIMALS: Entry =
    optional("decimals", Form::Words(&words(&PLACES)), "How many decimals to show.")
        .or(Preset::Described("0 if all figures are whole, otherwise 1"));

/// The decimals that can be asked for.
pub(super) const PLACES: [Choice<usize>; 4] = [("0", 0, ""), ("1", 1, ""), ("2", 2, ""), ("3", 3, "")];

/// The survey, and whether it is certain what it says of the figures of all its series: their base, on which hiding
/// depends, and their rounding. A key that is unknown or is there twice could have been meant for these.
pub(super) fn survey(node: &Node, sink: &Diagnostics) -> (Survey, bool) {
    let before = sink.len();
    let Some(mut fields) = Fields::open(node, &SURVEY, sink) else { return (Survey::default(), false) };
    let base = fields.node("base").and_then(|node| base(node, sink));
    let rounding = fields.choice("rounding", &Rounding::WORDS);
    let decimals = fields.choice("decimals", &PLACES);
    let is_sure = sink.len() == before;
    let dates = ["fieldwork", "published"].map(|name| fields.text(name));
    checks::dates(&dates[0], &dates[1], sink);
    let [fieldwork, published] = dates.map(|found| found.map(|found| found.value));
    let mut plain = |name| fields.text(name).map(|found| found.value);
    let survey = Survey {
        title: plain("title").unwrap_or_default(),
        population: plain("population"),
        sponsor: plain("sponsor"),
        institute: plain("institute"),
        mode: plain("mode"),
        fieldwork,
        published,
        weighting: plain("weighting"),
        sampling: fields.choice("sampling", &Sampling::WORDS),
        confidence: fields.node("confidence").and_then(|node| confidence(node, sink)).unwrap_or_default(),
        source: fields.node("source").and_then(|node| source(node, sink)),
        base,
        rounding,
        decimals,
        waves: Vec::new(),
    };
    let known = sink.len();
    fields.finish();
    (survey, is_sure && sink.len() == known)
}

/// A base with the sizes that were counted: they are those of the figures, whatever was written. An effective size that
/// was written is kept, since it may know of more than the weights: strata and clusters. What it says of the whole
/// beyond the weights is said of each column too. `inherited` bases are the survey's: if fewer were asked this
/// question, they have its design effect.
pub(super) fn counted(base: Base, inherited: bool, sizes: Option<Sizes>) -> Base {
    let Some(sizes) = sizes else { return base };
    let written = match (base.n_effective, base.n, sizes.n) {
        (Some(effective), Some(n), Some(own)) if inherited && n != own && n > 0 => {
            Some(effective * f64::from(own) / f64::from(n))
        }
        (Some(effective), None, Some(own)) if inherited && effective > f64::from(own) => None,
        (effective, ..) => effective,
    };
    let by_weights = sizes.n_effective.or(sizes.n.map(f64::from)).filter(|all| *all > 0.0);
    let beyond = written.zip(by_weights).map(|(written, all)| written / all);
    let sized = |written: &[(String, Size)], counted: Vec<(String, Size)>| {
        let own = |name: &str| written.iter().find(|(known, _)| same(known, name))?.1.n_effective;
        let size = |(name, size): (String, Size)| {
            let carried = beyond.map(|beyond| beyond * size.n_effective.unwrap_or(f64::from(size.n)));
            let n_effective = own(&name).or(carried).or(size.n_effective);
            (name, Size { n_effective, ..size })
        };
        counted.into_iter().map(size).collect()
    };
    Base {
        n: sizes.n.or(base.n),
        n_effective: written.or(sizes.n_effective),
        columns: if sizes.columns.is_empty() { base.columns } else { sized(&base.columns, sizes.columns) },
        rows: if sizes.rows.is_empty() { base.rows } else { sized(&base.rows, sizes.rows) },
        ..base
    }
}

fn confidence(node: &Node, sink: &Diagnostics) -> Option<Confidence> {
    let mut fields = Fields::open(node, &CONFIDENCE, sink)?;
    let level = fields.number("level").map_or(Confidence::default().level, |level| level.value);
    let correction = fields.choice("correction", &Correction::WORDS).unwrap_or_default();
    let least = fields.count("min-base").map_or(0, |least| least.value);
    fields.finish();
    Some(Confidence { level, correction, least })
}

fn source(node: &Node, sink: &Diagnostics) -> Option<SourceName> {
    if let Value::Text(name) = &node.value {
        return Some(SourceName { name: name.clone(), url: None });
    }
    let mut fields = Fields::open(node, &SOURCE, sink)?;
    let name = fields.text("name");
    let url = fields.text("url").filter(|url| {
        let sound = url.value.starts_with("https://") || url.value.starts_with("http://");
        if !sound {
            sink.push(
                Diagnostic::error(Code::WrongType, url.span.clone(), "`url` must be an address on the web")
                    .hint("it begins with `https://`"),
            );
        }
        sound
    });
    fields.finish();
    Some(SourceName { name: name?.value, url: url.map(|url| url.value) })
}

pub(super) fn base(node: &Node, sink: &Diagnostics) -> Option<Base> {
    if let Value::Text(label) = &node.value {
        let message = "a base has keys of its own";
        sink.push(
            Diagnostic::error(Code::WrongType, node.span.clone(), message)
                .hint(format!("write `base: {{label: {label}, n: 623}}`; `n` only where it is known")),
        );
        return None;
    }
    let mut fields = Fields::open(node, &BASE, sink)?;
    let label = fields.text("label");
    let filter = fields.text("filter").map(|found| found.value);
    let n = fields.count("n").map(|n| n.value);
    let n_effective = fields.count("n-effective").map(|n| f64::from(n.value));
    let [columns, rows] = ["columns", "rows"].map(|key| {
        let sizes = fields.map(key).unwrap_or_default();
        sizes.iter().filter_map(|(key, node)| Some((key.name.clone(), size(key, node, sink)?))).collect()
    });
    fields.finish();
    Some(Base { label: label?.value, filter, n, n_effective, columns, rows, hidden: Vec::new() })
}

/// `300`, or `{n: 300, n-effective: 240}`.
fn size(key: &Key, node: &Node, sink: &Diagnostics) -> Option<Size> {
    if !matches!(node.value, Value::Map(_)) {
        return values::count(node, &key.name, sink).map(|n| Size::from(n.value));
    }
    let mut fields = Fields::open(node, &SIZE, sink)?;
    let (n, n_effective) = (fields.count("n"), fields.count("n-effective"));
    fields.finish();
    Some(Size { n: n?.value, n_effective: n_effective.map(|n| f64::from(n.value)) })
}

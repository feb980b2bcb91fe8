//! The key `design` of a data set: how the sample was drawn, for intervals and tests.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::import::dataset::design::{Design, Drawn, Population, Replicated, Scale};
use crate::spec::Spanned;
use crate::spec::fields::Fields;
use crate::spec::keys::{Choice, Form, Preset, Shape, TEXTS, optional, required, words};
use crate::spec::values;
use crate::spec::yaml::{Node, Value};

/// The key `design` of a data set.
pub(super) const DESIGN: Shape = Shape {
    name: "design",
    what: "`design`",
    about: "How the sample was drawn. Intervals and tests then follow from strata and clusters, or from replicate weights, instead of from the weights alone. An `n-effective` that a base declares wins.",
    keys: &[
        optional("strata", Form::Text, "The header of the strata.").like("stratum"),
        optional(
            "clusters",
            Form::Text,
            "The header of the clusters that were drawn first (primary sampling units). The same name in two strata is two clusters.",
        )
        .like("psu"),
        optional(
            "population-size",
            Form::Either(&[Form::Number, Form::Text]),
            "How many clusters the population has, or units where there are no clusters: a number, or a header with that of each stratum. It makes intervals narrower where a large part was drawn.",
        )
        .like("2000"),
        optional("replicates", Form::Shape(&REPLICATES), "Replicate weights, instead of strata and clusters."),
    ],
};

const REPLICATES: Shape = Shape {
    name: "replicates",
    what: "`replicates`",
    about: "Weights of the whole sample, one for each replicate, as the provider of the data computed them.",
    keys: &[
        required(
            "weights",
            TEXTS,
            "Their headers, or the beginning of them with a star: all headers that begin so.",
        )
        .like("rw_*"),
        required("method", Form::Words(&words(&METHODS)), "How they were made."),
        optional(
            "fay",
            Form::between(0.0, 0.99, ""),
            "The factor of Fay, with `method: brr`.",
        )
        .like("0.5"),
        optional(
            "scale",
            Form::Number,
            "What the sum of the squared differences is multiplied by.",
        )
        .or(Preset::Described(
            "of R replicates: 1/R for `brr`, (R − 1)/R for `jackknife` without `scales` and 1 with them, 1/(R − 1) for `bootstrap`",
        )),
        optional(
            "scales",
            Form::List(&Form::Number),
            "What the squared difference of each replicate is multiplied by, such as (n − 1)/n of its stratum.",
        )
        .like("[0.5, 0.5]"),
        optional("degrees-of-freedom", Form::Count, "The degrees of freedom.")
            .or(Preset::Described("the rank of the replicate weights less 1")),
    ],
};

/// How replicate weights are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Method {
    Balanced,
    Jackknife,
    Bootstrap,
}

const METHODS: [Choice<Method>; 3] = [
    ("brr", Method::Balanced, "balanced repeated replication, with or without the factor of Fay"),
    ("jackknife", Method::Jackknife, "each replicate leaves out a cluster"),
    ("bootstrap", Method::Bootstrap, "each replicate draws clusters again"),
];

/// Reads the key; `None`, with diagnostics, where it is faulty.
pub(super) fn read(node: &Node, sink: &Diagnostics) -> Option<Design> {
    let before = sink.len();
    let mut fields = Fields::open(node, &DESIGN, sink)?;
    let (strata, clusters) = (fields.text("strata"), fields.text("clusters"));
    let population = fields.node("population-size").map(|node| population(node, sink));
    let replicated = fields.node("replicates").map(|node| replicates(node, sink));
    if replicated.is_some() {
        for name in ["strata", "clusters", "population-size"] {
            if let Some((key, _)) = fields.entry(name) {
                let message =
                    format!("`{name}` does not go with `replicates`, which hold the design already");
                sink.push(
                    Diagnostic::error(Code::MisplacedKey, key.span.clone(), message).hint("remove the key"),
                );
            }
        }
    } else if strata.is_none() && clusters.is_none() && population.is_none() {
        sink.push(
            Diagnostic::error(Code::MissingKey, node.span.clone(), "`design` says nothing of the sample")
                .hint(
                    "name the headers: `design: {strata: stratum, clusters: psu}`, or declare `replicates`",
                ),
        );
    }
    fields.finish();
    if sink.len() > before {
        return None;
    }
    match replicated {
        Some(replicated) => replicated.map(Design::Replicated),
        None => Some(Design::Drawn(Drawn {
            span: node.span.clone(),
            strata,
            clusters,
            population: match population {
                Some(population) => Some(population?),
                None => None,
            },
        })),
    }
}

fn population(node: &Node, sink: &Diagnostics) -> Option<Population> {
    if let Value::Number(_) = &node.value {
        let size = values::count(node, "population-size", sink)?;
        return Some(Population::All(Spanned { value: f64::from(size.value), span: size.span }));
    }
    values::text(node, "population-size", sink).map(Population::Header)
}

fn replicates(node: &Node, sink: &Diagnostics) -> Option<Replicated> {
    let before = sink.len();
    let mut fields = Fields::open(node, &REPLICATES, sink)?;
    let weights = fields.texts("weights");
    let method = fields.choice("method", &METHODS);
    let fay = fields.number("fay");
    let scale = fields.number("scale");
    let scales = fields.list("scales").unwrap_or_default();
    let scales: Vec<f64> = scales
        .iter()
        .filter_map(|node| values::number(node, "scales", sink))
        .map(|found| found.value)
        .collect();
    let freedom = fields.count("degrees-of-freedom").map(|count| f64::from(count.value));
    if let (Some(fay), Some(Method::Jackknife | Method::Bootstrap)) = (&fay, method) {
        sink.push(
            Diagnostic::error(Code::MisplacedKey, fay.span.clone(), "`fay` goes with `method: brr`")
                .hint("remove the key"),
        );
    }
    let negative =
        scales.iter().copied().chain(scale.iter().map(|scale| scale.value)).any(|scale| scale < 0.0);
    if negative {
        sink.push(
            Diagnostic::error(
                Code::WrongNumber,
                node.span.clone(),
                "a scale of a variance cannot be below 0",
            )
            .hint("take `scale` and `scales` from the documentation of the data"),
        );
    }
    fields.finish();
    if sink.len() > before {
        return None;
    }
    let weights = weights.filter(|weights| !weights.is_empty())?;
    let scale = match (scale, method?) {
        (Some(scale), _) => Scale::Declared(scale.value),
        (None, Method::Balanced) => Scale::Balanced(fay.map_or(0.0, |fay| fay.value)),
        (None, Method::Jackknife) => Scale::Jackknife,
        (None, Method::Bootstrap) => Scale::Bootstrap,
    };
    Some(Replicated { span: node.span.clone(), weights, scale, scales, freedom })
}

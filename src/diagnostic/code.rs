//! Diagnostic codes: stable names, each with a page in `explain/`.

/// Calls a macro with every code: its variant and its name.
///
/// This list is the only declaration of a code: the enum below and the table of `explain` pages are generated from
/// it.
macro_rules! with_codes {
    ($callback:ident) => {
        $callback! {
            AnswersChanged "answers-changed",
            BaseChanged "base-changed",
            BaseMissing "base-missing",
            Brand "brand",
            Canvas "canvas",
            CellError "cell-error",
            ChangedOutput "changed-output",
            ClaimMismatch "claim-mismatch",
            ClaimedCause "claimed-cause",
            ColourVision "colour-vision",
            Contrast "contrast",
            Crowded "crowded",
            DifferenceInTitle "difference-in-title",
            DontKnowDropped "dont-know-dropped",
            Drawing "drawing",
            EmptyAlt "empty-alt",
            EmptyRange "empty-range",
            EmptyTable "empty-table",
            EncryptedFile "encrypted-file",
            FilteredBase "filtered-base",
            ForeignFile "foreign-file",
            FormulaWithoutValue "formula-without-value",
            Fractions "fractions",
            HeaderIsFigure "header-is-figure",
            HeaderRows "header-rows",
            HeadingGap "heading-gap",
            HiddenCells "hidden-cells",
            Internal "internal",
            JsonSyntax "json-syntax",
            MergedCell "merged-cell",
            MisnamedFile "misnamed-file",
            MisplacedKey "misplaced-key",
            MissingGlyph "missing-glyph",
            MissingHeader "missing-header",
            MissingKey "missing-key",
            MissingName "missing-name",
            MultipleAsWhole "multiple-as-whole",
            NameIsDate "name-is-date",
            NetAsAnswer "net-as-answer",
            NetNotSum "net-not-sum",
            NoCharts "no-charts",
            NoColumns "no-columns",
            NoGroup "no-group",
            NoMark "no-mark",
            NoSpecs "no-specs",
            NotANumber "not-a-number",
            NotAnExport "not-an-export",
            NotEmpty "not-empty",
            NotRepresentative "not-representative",
            NotUtf8 "not-utf8",
            NotesBelow "notes-below",
            OpenDimension "open-dimension",
            OverlappingNets "overlapping-nets",
            PartsAbove100 "parts-above-100",
            PartsNot100 "parts-not-100",
            Pdf "pdf",
            PhraseMismatch "phrase-mismatch",
            RaggedRow "ragged-row",
            RangeEdge "range-edge",
            ReadAndWritten "read-and-written",
            RepeatedChart "repeated-chart",
            RepeatedFigure "repeated-figure",
            RepeatedFile "repeated-file",
            RepeatedId "repeated-id",
            RepeatedKey "repeated-key",
            RepeatedName "repeated-name",
            RepeatedSheet "repeated-sheet",
            RowWithoutFigures "row-without-figures",
            RowsDiffer "rows-differ",
            ScaleDirection "scale-direction",
            ScaleOrder "scale-order",
            SeveralTables "several-tables",
            ShareOutOfRange "share-out-of-range",
            SingleCluster "single-cluster",
            SlideLeft "slide-left",
            SmallBase "small-base",
            SplitOption "split-option",
            Template "template",
            TestAnswers "test-answers",
            TooLarge "too-large",
            TooManyAnswers "too-many-answers",
            TooManyParts "too-many-parts",
            TooTall "too-tall",
            TotalRow "total-row",
            TruncatedAxis "truncated-axis",
            TwoBases "two-bases",
            TypedNumber "typed-number",
            UnclearAnswer "unclear-answer",
            UndeclaredBaseRow "undeclared-base-row",
            UnevenWaves "uneven-waves",
            UnknownCategory "unknown-category",
            UnknownChart "unknown-chart",
            UnknownChartKind "unknown-chart-kind",
            UnknownColor "unknown-color",
            UnknownColumn "unknown-column",
            UnknownFormat "unknown-format",
            UnknownHeader "unknown-header",
            UnknownKey "unknown-key",
            UnknownLanguage "unknown-language",
            UnknownMarkdown "unknown-markdown",
            UnknownParam "unknown-param",
            UnknownRule "unknown-rule",
            UnknownSeries "unknown-series",
            UnknownSheet "unknown-sheet",
            UnknownSize "unknown-size",
            UnknownVariant "unknown-variant",
            UnknownWord "unknown-word",
            UnnamedSheet "unnamed-sheet",
            UnplacedChart "unplaced-chart",
            Unreadable "unreadable",
            UnreadableBrand "unreadable-brand",
            UnreadableData "unreadable-data",
            UnreadableDataset "unreadable-dataset",
            UnreadableParquet "unreadable-parquet",
            UnreadableWorkbook "unreadable-workbook",
            UnsuitableFacet "unsuitable-facet",
            UnsuitableKind "unsuitable-kind",
            UnusableCache "unusable-cache",
            UnusableFont "unusable-font",
            UnusableLogo "unusable-logo",
            UnusableName "unusable-name",
            UnusableTemplate "unusable-template",
            UnusedSeries "unused-series",
            UnusedWeight "unused-weight",
            Unwritable "unwritable",
            WeightingMissing "weighting-missing",
            Withheld "withheld",
            WithinMargin "within-margin",
            WordingChanged "wording-changed",
            WordingMissing "wording-missing",
            WrongDate "wrong-date",
            WrongEncoding "wrong-encoding",
            WrongId "wrong-id",
            WrongLength "wrong-length",
            WrongNumber "wrong-number",
            WrongParam "wrong-param",
            WrongQuotes "wrong-quotes",
            WrongRange "wrong-range",
            WrongTurns "wrong-turns",
            WrongType "wrong-type",
            YamlSyntax "yaml-syntax",
            YearsAsAnswers "years-as-answers",
        }
    };
}
pub(crate) use with_codes;

macro_rules! declare {
    ($($variant:ident $name:literal,)*) => {
        /// The stable code of a diagnostic.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Code {
            $(#[doc = concat!("`", $name, "`: `make-briefing explain ", $name, "` says more.")] $variant,)*
            /// A failure condition of a finished PDF, by its id in the Matterhorn Protocol or the standard.
            Condition(&'static str),
        }

        impl Code {
            /// All codes in alphabetical order.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// The name that users read and write, such as `unknown-key`.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)*
                    Self::Condition(id) => id,
                }
            }
        }
    };
}
with_codes!(declare);

impl Code {
    /// Looks up a code by its name. Failure conditions of the PDF check are not found.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.name() == name)
    }
}

impl std::fmt::Display for Code {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(self.name())
    }
}

/// A code equals its name, so that tests and other programs can compare it with a string.
impl PartialEq<str> for Code {
    fn eq(&self, other: &str) -> bool {
        self.name() == other
    }
}

impl PartialEq<&str> for Code {
    fn eq(&self, other: &&str) -> bool {
        self.name() == *other
    }
}

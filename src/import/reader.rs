//! Rows come in one by one, whatever file they are in; what they say of a series goes out.

use super::dataset::counting::Counted;
use super::dataset::kept::{Keeping, Kept};
use super::dataset::pass::Pass;
use super::dataset::plan::Plan;
use super::exports::columns::Export;
use super::exports::cube::Cube;
use super::exports::dictionary::Questions;
use super::extent::Extent;
use super::figures::{MOST_WARNINGS, Table, ragged};
use super::listed::{Listed, Words};
use super::sample::Sample;
use super::source_spec::Hidden;
use super::source_spec::format::Format;
use super::table::body::{Body, HIDDEN};
use super::table::cell::Reading;
use super::table::edges::Edges;
use super::table::header::Head;
use super::table::imported::Figures;
use super::table::transposed::Transposed;
use super::table::{Cell, Row, wide_long};
use super::tabulate;
use super::tabulate::Tables;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};

/// After so many faults the rest of a table is not read: they have the same cause.
const MOST_FAULTS: usize = 12;

/// A table while it is read.
pub struct Reader<'s> {
    reading: Reading<'s>,
    faults: Diagnostics,
    warnings: Diagnostics,
    width: usize,
    /// Rows that hold anything, the header aside.
    rows: usize,
    stage: Stage<'s>,
    edges: Option<Edges>,
    transposed: Option<Transposed>,
    extent: Extent,
    /// What the file was recognised as.
    export: Option<Export>,
    /// Rows of the header of an export that are still to come.
    more_header: usize,
    /// What the dictionary beside the file says.
    questions: Questions,
    /// What is counted for many series at once.
    plan: Option<&'s Plan>,
    /// Whether it is only looked at.
    is_sample: bool,
    /// Whether its rows are kept for many reports.
    is_kept: bool,
}

/// What the next row is.
enum Stage<'s> {
    /// The header, or the next row of it.
    Head(Option<Head>),
    /// Figures.
    Figures(Box<Table<'s>>),
    /// Answers to be counted.
    Answers(Box<tabulate::Plan<'s>>, Box<Tables>),
    /// Answers to be counted for many series at once.
    Respondents(Box<Pass>),
    /// Answers to be kept, which are counted later.
    Kept(Box<Keeping>),
    /// Words, the header among them.
    Listed(Listed),
    /// Answers of which nobody knows yet what they are.
    Unknown(Box<Sample>),
    /// Figures by dimensions.
    Dimensions(Box<Cube<'s>>),
    /// Nothing more can be made of the table.
    Over,
}

impl<'s> Reader<'s> {
    /// A reader that waits for the header.
    pub fn new(reading: Reading<'s>) -> Self {
        Self {
            reading,
            faults: Diagnostics::new(),
            warnings: Diagnostics::new(),
            width: 0,
            rows: 0,
            stage: Stage::Head(None),
            edges: reading.spec.range.as_ref().map(|range| Edges::new(range.value)),
            transposed: reading.spec.transpose.then(Transposed::default),
            extent: Extent::default(),
            export: None,
            more_header: 0,
            questions: Questions::new(),
            plan: None,
            is_sample: false,
            is_kept: false,
        }
    }

    /// A reader that counts answers for many series.
    pub(crate) fn counting(reading: Reading<'s>, plan: &'s Plan) -> Self {
        Self { plan: Some(plan), ..Self::new(reading) }
    }

    /// A reader that keeps answers for many reports.
    pub(crate) fn keeping(reading: Reading<'s>, plan: &'s Plan) -> Self {
        Self { is_kept: true, ..Self::counting(reading, plan) }
    }

    /// A reader that looks at answers of which nobody knows yet what they are.
    pub(crate) fn sampling(reading: Reading<'s>) -> Self {
        Self { is_sample: true, ..Self::new(reading) }
    }

    /// A reader that lists the rows of a table as words.
    pub(crate) fn listing(reading: Reading<'s>, most: usize) -> Self {
        Self { stage: Stage::Listed(Listed::up_to(most)), ..Self::new(reading) }
    }

    /// Takes what a dictionary says of the questions of the file.
    pub(crate) fn describe(&mut self, questions: Questions) {
        self.questions = questions;
    }

    /// Reads the file as an export from here on, or as a plain table where it is none.
    pub(crate) fn expect(&mut self, export: Option<Export>) {
        self.export = export;
        let Some(export) = &mut self.export else { return };
        export.questions = std::mem::take(&mut self.questions);
        if export.layout.is_some() {
            // The layout says what its columns are: its header has nothing more to say.
            self.more_header = export.header_rows;
            self.stage = Cube::new(self.reading, export, &self.faults)
                .map_or(Stage::Over, |cube| Stage::Dimensions(Box::new(cube)));
        }
    }

    /// Takes a row of a sheet or text of which only a range is wanted: its index, and the column of its first cell.
    pub(crate) fn offer(&mut self, index: u32, first_column: u32, row: Row<'_>) -> bool {
        let Some(mut edges) = self.edges.take() else { return self.take(&row) };
        let spec = self.reading.spec;
        let above = edges.above.as_ref().map_or(0, |line| line.words);
        let more = edges.row(index, first_column, row, spec, &mut |row| self.take_below(row, above));
        self.edges = Some(edges);
        more
    }

    /// Takes a row; says whether it wants another one.
    pub fn take(&mut self, row: &Row<'_>) -> bool {
        self.take_below(row, 0)
    }

    fn take_below(&mut self, row: &Row<'_>, above: usize) -> bool {
        if self.more_header > 0 {
            self.more_header -= 1;
            self.extent.see(row);
            return true;
        }
        // Blank lines and rows divide tables of people; where a program counts the rows, each is one.
        if !row.is_counted() && row.cells.iter().all(Cell::is_empty) {
            if let Stage::Figures(table) = &mut self.stage {
                table.body.after_gap = true;
            }
            return true;
        }
        if let Some(transposed) = &mut self.transposed {
            self.extent.see(row);
            let kept = transposed.keep(row);
            return match kept {
                Ok(()) => true,
                Err(fault) => {
                    self.faults.push(fault);
                    self.transposed = None;
                    self.stage = Stage::Over;
                    false
                }
            };
        }
        self.row(row, above)
    }

    fn row(&mut self, row: &Row<'_>, above: usize) -> bool {
        if let Stage::Listed(listed) = &mut self.stage {
            let taken = listed.row(self.reading, row);
            return taken.unwrap_or_else(|fault| {
                self.faults.push(fault);
                false
            });
        }
        if let Stage::Head(head) = &mut self.stage {
            if !self.reading.spec.transpose {
                self.extent.see(row);
            }
            let head = head.take();
            return self.head(head, row, above);
        }
        self.rows += 1;
        let taken = match &mut self.stage {
            Stage::Figures(table) => {
                let last = row.number().filter(|_| !self.reading.spec.transpose);
                table.row(self.reading, row, &self.warnings).map(|is_read| {
                    if is_read && last.is_some() {
                        self.extent.last = last;
                    }
                })
            }
            Stage::Unknown(sample) if row.fits(self.width) => match sample.row(row) {
                true => Ok(()),
                false => return false,
            },
            Stage::Unknown(_) => Err(ragged(row, self.width)),
            Stage::Answers(..) | Stage::Respondents(_) | Stage::Kept(_) | Stage::Dimensions(_)
                if row.hidden && self.reading.spec.hidden != Some(Hidden::Read) =>
            {
                match self.reading.spec.hidden {
                    Some(_) => Ok(()),
                    None => Err(row.fault(Code::HiddenCells, 0, "this row is hidden").hint(HIDDEN)),
                }
            }
            Stage::Answers(plan, tables) => match row.fits(self.width) {
                true => {
                    self.extent.see_below(row);
                    plan.row(self.reading, row, tables)
                }
                false => Err(ragged(row, self.width)),
            },
            Stage::Respondents(pass) => match row.fits(self.width) {
                true => {
                    self.extent.see_below(row);
                    pass.row(self.reading, row)
                }
                false => Err(ragged(row, self.width)),
            },
            Stage::Kept(kept) => match row.fits(self.width) {
                true => {
                    self.extent.see_below(row);
                    kept.row(self.reading, row)
                }
                false => Err(ragged(row, self.width)),
            },
            Stage::Dimensions(cube) => cube.row(row).map(|is_read| {
                if is_read {
                    self.extent.see_below(row);
                }
            }),
            Stage::Head(_) | Stage::Listed(_) | Stage::Over => return false,
        };
        self.faults.extend(taken.err());
        // Counts are of no use where one row is missing, and a table that is too large does not become smaller.
        let enough = match self.stage {
            Stage::Answers(..) | Stage::Respondents(_) | Stage::Kept(_) => 1,
            _ => MOST_FAULTS,
        };
        let ends = |fault: &Diagnostic| {
            matches!(fault.code, Code::TooLarge | Code::SeveralTables | Code::HeaderRows | Code::WrongTurns)
        };
        self.faults.len() < enough && !self.faults.any_since(0, ends)
    }

    fn head(&mut self, head: Option<Head>, row: &Row<'_>, above: usize) -> bool {
        let spec = self.reading.spec;
        // The columns of a plain table whose codes a dictionary describes have the names that are above them.
        let export = self.export.as_ref().filter(|export| export.format != Format::Plain);
        let head = match (head, export) {
            (None, None) => Head::new(row, spec),
            (None, Some(export)) => {
                self.more_header = export.header_rows.saturating_sub(1);
                Head::named(row, spec, export.names())
            }
            (Some(mut head), _) => {
                head.add(row);
                head
            }
        };
        if head.rows() < spec.header.unwrap_or(1) as usize {
            self.stage = Stage::Head(Some(head));
            return true;
        }
        self.width = head.width();
        let (reading, faults) = (self.reading, &self.faults);
        if self.is_sample {
            self.stage = Stage::Unknown(Box::new(Sample::new(&head, self.export.as_ref())));
            return true;
        }
        self.stage = match (self.plan, &reading.spec.tabulate) {
            (Some(plan), _) if self.is_kept => {
                Keeping::new(reading, plan, head, self.export.as_ref(), faults)
                    .map(|kept| Stage::Kept(Box::new(kept)))
            }
            (Some(plan), _) => Pass::new(reading, plan, &head, self.export.as_ref(), faults)
                .map(|pass| Stage::Respondents(Box::new(pass))),
            (None, Some(tabulate)) => {
                tabulate::Plan::new(reading, tabulate, &head, self.export.as_ref(), faults).map(|plan| {
                    let tables = Tables::new(&plan);
                    Stage::Answers(Box::new(plan), Box::new(tables))
                })
            }
            (None, None) => {
                let is_wide = reading.spec.long.is_none();
                let doubts = is_wide.then(|| head.doubts(spec, reading.labels, above)).flatten();
                match doubts {
                    Some(fault) => {
                        faults.push(fault);
                        None
                    }
                    None => wide_long::Plan::new(reading, &head, faults).map(|plan| {
                        let (sink, body) = (plan.sink(reading), Body::new(reading, plan.category(), &head));
                        Stage::Figures(Box::new(Table { head, plan, body, sink }))
                    }),
                }
            }
        }
        .filter(|_| self.faults.is_empty())
        .unwrap_or(Stage::Over);
        !matches!(self.stage, Stage::Over)
    }

    /// Whether answers are counted, and nothing is said of their weights.
    pub(crate) fn is_weight_open(&self) -> bool {
        match (self.plan, &self.reading.spec.tabulate) {
            (Some(plan), _) => plan.weight.is_none() && !plan.is_unweighted,
            (None, Some(tabulate)) => tabulate.weight.is_none() && !tabulate.is_unweighted,
            (None, None) => false,
        }
    }

    /// Notes what its author should know of the file.
    pub(crate) fn warn(&mut self, warning: Diagnostic) {
        self.warnings.push(warning);
    }

    /// Whether the cells of this column are looked at.
    pub fn wants(&self, column: usize) -> bool {
        match &self.stage {
            Stage::Figures(table) => table.plan.wants(column),
            Stage::Answers(plan, _) => plan.wants(column),
            Stage::Respondents(pass) => pass.wants(column),
            Stage::Kept(kept) => kept.wants(column),
            Stage::Unknown(_) | Stage::Listed(_) => true,
            Stage::Head(_) | Stage::Over | Stage::Dimensions(_) => self.transposed.is_some(),
        }
    }

    /// Whether the table is only looked at, so that a column that cannot be read is left out.
    pub(crate) fn only_looks(&self) -> bool {
        self.is_sample
    }

    /// Waits for a header again, one of the wanted columns alone.
    pub(crate) fn begin_again(&mut self) {
        if let Stage::Listed(listed) = &mut self.stage {
            listed.begin_again();
            return;
        }
        self.stage = Stage::Head(None);
        self.transposed = self.reading.spec.transpose.then(Transposed::default);
    }

    /// Notes a fault that ends the table.
    pub fn fail(&mut self, fault: Diagnostic) {
        self.faults.push(fault);
    }

    /// What the table says; nothing where it is faulty.
    pub fn finish(mut self, sink: &Diagnostics) -> Figures {
        if let Some(transposed) = self.transposed.take().filter(|_| self.faults.is_empty()) {
            transposed.hand_on(&mut |row| self.row(row, 0));
        }
        let figures = match self.stage {
            Stage::Head(_) => Err(self.reading.nothing("there is no table here")),
            Stage::Figures(table) => {
                let beside: Vec<&str> = self.edges.iter().flat_map(Edges::names).collect();
                table.finish(
                    self.reading,
                    self.rows,
                    (self.extent.last, &beside),
                    &self.faults,
                    &self.warnings,
                )
            }
            Stage::Answers(plan, tables) => tables.finish(self.reading, &plan),
            Stage::Dimensions(cube) => cube.finish(),
            Stage::Respondents(_) | Stage::Kept(_) | Stage::Listed(_) | Stage::Unknown(_) | Stage::Over => {
                Ok(Figures::default())
            }
        };
        match figures {
            Ok(figures) if self.faults.is_empty() => {
                let figures = self.extent.told(figures, self.reading);
                let edges = self.edges.map(|edges| edges.warnings(self.reading.spec)).unwrap_or_default();
                sink.extend(edges.into_iter().chain(self.warnings.into_vec()).take(MOST_WARNINGS));
                figures
            }
            Ok(_) => {
                sink.extend(self.faults.into_vec());
                Figures::default()
            }
            // Where rows are faulty, that nothing is left is no news.
            Err(_) if !self.faults.is_empty() => {
                sink.extend(self.faults.into_vec());
                Figures::default()
            }
            Err(fault) => {
                sink.push(fault);
                Figures::default()
            }
        }
    }
}

impl Reader<'_> {
    /// What was counted; `None`, with diagnostics, where a row or the table is at fault.
    pub(crate) fn counted(self, sink: &Diagnostics) -> Option<Counted> {
        let (is_sound, reading) = (self.faults.is_empty(), self.reading);
        sink.extend(self.faults.into_vec());
        if is_sound {
            sink.extend(self.warnings.into_vec());
        }
        match self.stage {
            Stage::Respondents(pass) if is_sound => {
                let mut counted = pass.finish();
                let figures = Figures { read: Some(counted.read), ..Figures::default() };
                counted.read = self.extent.told(figures, reading).read.unwrap_or_default();
                Some(counted)
            }
            Stage::Head(_) if is_sound => {
                sink.push(reading.nothing("there is no table here"));
                None
            }
            _ => None,
        }
    }
}

impl Reader<'_> {
    /// The rows that were listed.
    pub(crate) fn listed(self, sink: &Diagnostics) -> Vec<Words> {
        sink.extend(self.faults.into_vec());
        match self.stage {
            Stage::Listed(listed) => listed.into_rows(),
            _ => Vec::new(),
        }
    }

    /// The table that was kept; `None` where anything is wrong with it.
    pub(crate) fn kept(self) -> Option<Kept> {
        let read = self.extent.told(Figures::default(), self.reading).read.unwrap_or_default();
        match self.stage {
            Stage::Kept(kept) if self.faults.is_empty() => {
                Some(kept.finish(self.export, read, self.warnings.into_vec()))
            }
            _ => None,
        }
    }

    /// What was seen; `None`, with diagnostics, where the table cannot be read.
    pub(crate) fn seen(self, sink: &Diagnostics) -> Option<Sample> {
        let is_sound = self.faults.is_empty();
        sink.extend(self.faults.into_vec());
        sink.extend(self.warnings.into_vec());
        match self.stage {
            Stage::Unknown(sample) if is_sound => Some(*sample),
            _ => None,
        }
    }
}

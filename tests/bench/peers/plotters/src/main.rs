//! `plain-plotters OUT COUNT`: the charts of `charts.py` as SVG and as PNG of 1600 × 900.

use std::error::Error;
use std::path::Path;

use plotters::coord::Shift;
use plotters::prelude::*;
use plotters::style::{FontStyle, register_font};
use rayon::prelude::*;

const CATEGORIES: [&str; 10] = [
    "Fehlende finanzielle Mittel",
    "Mangel an Fachkräften",
    "Anforderungen an den Datenschutz",
    "Anforderungen an die IT-Sicherheit",
    "Unklare rechtliche Vorgaben",
    "Fehlende Standards und Schnittstellen",
    "Langwierige Vergabeverfahren",
    "Geringe Akzeptanz in der Belegschaft",
    "Fehlende Unterstützung durch Land und Bund",
    "Kein Bedarf",
];

fn rows(chart: usize) -> Vec<(&'static str, usize)> {
    let value = |row: usize| 92 - 9 * row - (chart * 7 + row * 5) % 8;
    let mut rows: Vec<_> = CATEGORIES.iter().enumerate().map(|(row, name)| (*name, value(row))).collect();
    rows.sort_by_key(|row| std::cmp::Reverse(row.1));
    rows
}

fn draw<B: DrawingBackend>(area: &DrawingArea<B, Shift>, chart: usize, scale: i32) -> Result<(), Box<dyn Error>>
where
    B::ErrorType: 'static,
{
    let size = |points: f64| points * f64::from(scale);
    let (text, quiet) = (RGBColor(22, 32, 42), RGBColor(85, 98, 109));
    let (accent, muted) = (RGBColor(0, 102, 127), RGBColor(168, 188, 198));
    let style = |points: f64, color: RGBColor| ("Source Sans 3", size(points)).into_font().color(&color);
    let bold = |points: f64| ("Source Sans 3", size(points), FontStyle::Bold).into_font().color(&text);
    area.fill(&WHITE)?;
    area.draw(&Rectangle::new([(28 * scale, 28 * scale), (64 * scale, 32 * scale)], accent.filled()))?;
    let title = format!("Geld und Personal bremsen die Kommunen am stärksten, Frage {chart}");
    area.draw(&Text::new(title, (28 * scale, 40 * scale), bold(22.5)))?;
    let subtitle = "Größte Hindernisse bei der Digitalisierung der Verwaltung";
    area.draw(&Text::new(subtitle, (28 * scale, 70 * scale), style(16.0, quiet)))?;
    let plot = area.margin(100 * scale, 60 * scale, 320 * scale, 90 * scale);
    let mut context = ChartBuilder::on(&plot).build_cartesian_2d(0.0..100.0, 10.0..0.0)?;
    let rows = rows(chart);
    context.draw_series(rows.iter().enumerate().map(|(index, (_, value))| {
        let (top, color) = (index as f64, if index == 0 { accent } else { muted });
        Rectangle::new([(0.0, top + 0.18), (*value as f64, top + 0.82)], color.filled())
    }))?;
    for (index, (name, value)) in rows.iter().enumerate() {
        let y = (100 + 29 * index as i32 + 6) * scale;
        area.draw(&Text::new(*name, (28 * scale, y), style(15.0, text)))?;
        let x = 320 * scale + 390 * scale * *value as i32 / 100 + 6 * scale;
        area.draw(&Text::new(format!("{value} %"), (x, y), bold(15.0)))?;
    }
    let footer = [
        "Basis: alle befragten Kommunen (n = 623) | Mehrfachnennungen möglich",
        "Quelle: Statistisches Büro, März bis April 2025",
    ];
    for (index, line) in footer.into_iter().enumerate() {
        area.draw(&Text::new(line, (28 * scale, (402 + 16 * index as i32) * scale), style(12.0, quiet)))?;
    }
    area.present()?;
    Ok(())
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let out = arguments.next().ok_or("OUT COUNT")?;
    let count: usize = arguments.next().ok_or("OUT COUNT")?.parse()?;
    let fonts = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../../fonts");
    for (file, style) in [("Regular", FontStyle::Normal), ("Bold", FontStyle::Bold)] {
        let bytes = std::fs::read(fonts.join(format!("SourceSans3-{file}.ttf")))?;
        register_font("Source Sans 3", style, bytes.leak()).map_err(|_| "not a font")?;
    }
    (0..count).into_par_iter().for_each(|chart| {
        let path = |ending| format!("{out}/chart-{chart:04}.{ending}");
        draw(&SVGBackend::new(&path("svg"), (800, 450)).into_drawing_area(), chart, 1).expect("an SVG file");
        draw(&BitMapBackend::new(&path("png"), (1600, 900)).into_drawing_area(), chart, 2).expect("a PNG file");
    });
    Ok(())
}

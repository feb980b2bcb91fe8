"""Draws the charts with matplotlib: one figure a chart, saved in each format; the PDF is one file of many pages."""

import sys
from pathlib import Path

import matplotlib

matplotlib.use("agg")
from matplotlib import font_manager  # noqa: E402
from matplotlib.backends.backend_pdf import PdfPages  # noqa: E402
from matplotlib.figure import Figure  # noqa: E402

import charts  # noqa: E402


def figure(chart):
    rows = charts.rows(chart)
    fig = Figure(figsize=(8, 4.5), dpi=200)
    axes = fig.add_axes((0.42, 0.15, 0.5, 0.62))
    colors = [charts.ACCENT] + [charts.MUTED] * (len(rows) - 1)
    values = [value for _, value in rows]
    bars = axes.barh([name for name, _ in rows], values, color=colors, height=0.66)
    axes.invert_yaxis()
    axes.bar_label(bars, labels=[f"{value} %" for value in values], padding=4, fontsize=11, fontweight="semibold")
    axes.set_xlim(0, max(values) * 1.12)
    axes.xaxis.set_visible(False)
    axes.spines[:].set_visible(False)
    axes.tick_params(axis="y", length=0, labelsize=11)
    fig.text(0.035, 0.91, charts.title(chart), fontsize=16, fontweight="bold", color=charts.TEXT)
    fig.text(0.035, 0.84, charts.SUBTITLE, fontsize=11.5, color=charts.QUIET)
    fig.text(0.035, 0.04, "\n".join(charts.FOOTER), fontsize=8.5, color=charts.QUIET)
    return fig


def main(out, count, formats):
    for font in sorted(charts.FONTS.glob("*.ttf")):
        font_manager.fontManager.addfont(font)
    matplotlib.rcParams.update({"font.family": "Source Sans 3", "pdf.fonttype": 42, "svg.fonttype": "path"})
    pages = PdfPages(out / "briefing.pdf") if "pdf" in formats else None
    for chart in range(count):
        fig = figure(chart)
        if "svg" in formats:
            fig.savefig(out / f"chart-{chart:04}.svg")
        if "png" in formats:
            fig.savefig(out / f"chart-{chart:04}.png")
        if pages:
            pages.savefig(fig)
    if pages:
        pages.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3].split(","))

"""Draws the charts with Vega-Lite through vl-convert: specification to SVG once, PNG and PDF from that SVG.

That is its quickest way; it has no document of several pages, so each chart becomes a PDF of its own.
"""

import sys
from pathlib import Path

import vl_convert as vl

import charts


def spec(chart):
    rows = [
        {"name": name, "value": value, "color": charts.MUTED if index else charts.ACCENT}
        for index, (name, value) in enumerate(charts.rows(chart))
    ]
    order = [row["name"] for row in rows]
    y = {"field": "name", "type": "nominal", "sort": order, "title": None}
    y["axis"] = {"labelLimit": 0, "ticks": False, "domain": False, "labelFontSize": 15, "labelPadding": 8}
    x = {"field": "value", "type": "quantitative", "axis": None}
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "width": 800,
        "height": 450,
        "autosize": {"type": "fit", "contains": "padding"},
        "config": {"font": "'Source Sans 3'", "view": {"stroke": None}},
        "padding": {"left": 28, "right": 28, "top": 28, "bottom": 64},
        "data": {"values": rows},
        "title": {
            "text": charts.title(chart),
            "subtitle": charts.SUBTITLE,
            "anchor": "start",
            "frame": "bounds",
            "fontSize": 22.5,
            "subtitleFontSize": 16,
        },
        "layer": [
            {
                "mark": {"type": "bar", "height": 17},
                "encoding": {"x": x, "y": y, "color": {"field": "color", "type": "nominal", "scale": None}},
            },
            {
                "mark": {"type": "text", "align": "left", "dx": 6, "fontSize": 15, "fontWeight": 600},
                "encoding": {"x": x, "y": y, "text": {"field": "label", "type": "nominal"}},
                "transform": [{"calculate": "datum.value + ' %'", "as": "label"}],
            },
            {
                "data": {"values": [{}]},
                "mark": {
                    "type": "text", "align": "left", "baseline": "top", "fontSize": 12,
                    "text": charts.FOOTER, "x": {"expr": "-280"}, "y": {"expr": "height + 20"},
                },
            },
        ],
    }


def main(out, count, formats):
    vl.register_font_directory(str(charts.FONTS))
    for chart in range(count):
        svg = vl.vegalite_to_svg(spec(chart), vl_version="5.21")
        if "svg" in formats:
            (out / f"chart-{chart:04}.svg").write_text(svg, encoding="utf-8")
        if "png" in formats:
            (out / f"chart-{chart:04}.png").write_bytes(vl.svg_to_png(svg, scale=2.0))
        if "pdf" in formats:
            (out / f"chart-{chart:04}.pdf").write_bytes(vl.svg_to_pdf(svg))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3].split(","))

"""forecast.xlsx: demand against supply as heat maps and charts, and what would be enough."""

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from openpyxl.chart import BarChart, LineChart, Reference
from openpyxl.chart.series import SeriesLabel
from openpyxl.formatting.rule import ColorScaleRule
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from scheduler.domain import Forecast, Line, Load, Price
from scheduler.export.forecast.says import Says
from scheduler.export.workbook.book import new_book, save
from scheduler.export.workbook.page import Table, height, lines, print_on_a4, put, put_table, put_title, repeat_headings

MOST_CHARTS = 6
"""Lines of a sheet of which there is a chart."""

FIRST = 3
"""The column of the first hour, after what a line is of and how many meetings want it."""

LABEL, HOUR, NAMES = 34, 9, 18
"""Widths, in characters: of what a line is of, of an hour, and of one that holds names."""

PAGE_WIDTH, CHARTS_WIDTH, PAGE_HEIGHT, USUAL = 150, 162, 480, 15
"""Characters across a page of A4 in landscape, and across two charts; points for the rows of a page, and of a usual row."""

Value = Callable[[Load], Any]

COOL, WARM, HOT = "FFFFFF", "FBD9A0", "E06B5E"
"""Of nothing wanted, of four fifths, and of as much as there is or more."""


def write_forecast(path: Path, forecast: Forecast, language: str) -> None:
    """Write the workbook.

    Raises
    ------
    OSError
        The file could not be written.
    """
    says = Says(forecast, language)
    book = new_book()

    def sheet(key: str) -> Worksheet:
        made: Worksheet = book.create_sheet(says.say(key))
        print_on_a4(made, f"{forecast.title.in_language(language)} · {says.say('title')} · {says.say(key)} · {says.clock}")
        return made

    _overview(sheet("overview"), says)
    supply = forecast.supply
    _heat(sheet("rooms"), says, supply.of("rooms", "in person"))
    if people := supply.of("interpreters"):
        _heat(sheet("interpreters"), says, people, ("who", lambda load: "\n".join(load.who) or "–"))
    if governments := supply.of("government"):
        _heat(sheet("governments"), says, governments, ("could", lambda load: load.meetings))
    if forecast.enough:
        _enough(sheet("enough"), says)
    save(book, path)


def _overview(sheet: Worksheet, says: Says) -> None:
    found = [*says.counted(), *(says.solved(says.forecast.enough) if says.forecast.enough else ())]
    rows = [(one.about, one.text, "\n".join(one.cells)) for one in found]
    put_table(sheet, Table([says.say("about"), says.say("finding"), says.say("cells")], rows, (30, 100, 40)))
    for row, text in enumerate((says.on_clock, says.say("how")), start=len(rows) + 3):
        put(sheet, row, 2, text, "text")
        sheet.row_dimensions[row].height = height([text], [sheet.column_dimensions["B"].width])


# ------------------------------------------------------------------------------------------------------- the heat map


def _heat(sheet: Worksheet, says: Says, shown: Sequence[Line], more: tuple[str, Value] | None = None) -> None:
    """The share wanted in each hour in colours, then what it comes of, then charts of both."""
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = LABEL, HOUR + 2
    for place in range(len(says.forecast.supply.hours)):
        sheet.column_dimensions[get_column_letter(FIRST + place)].width = NAMES if more and more[0] == "who" else HOUR
    row = _block(sheet, 1, says, "share", shown, lambda load: load.share if load.supply else None, "0%")
    last = sheet.cell(row - 2, FIRST + max(0, len(says.forecast.supply.hours) - 1)).coordinate
    scale = {"start_type": "num", "start_value": 0, "start_color": COOL, "mid_type": "num", "mid_value": 0.8}
    scale |= {"mid_color": WARM, "end_type": "num", "end_value": 1, "end_color": HOT}
    first = sheet.cell(3, FIRST).coordinate
    rule = ColorScaleRule(**scale)  # type: ignore[no-untyped-call]  # openpyxl leaves this one without types
    sheet.conditional_formatting.add(f"{first}:{last}", rule)
    wanted = row
    row = there = _block(sheet, wanted, says, "wanted", shown, lambda load: round(load.demand, 2), "0.0")
    row = more_from = _block(sheet, there, says, "there", shown, lambda load: round(load.supply, 2), "0.0")
    if more:
        row = _block(sheet, row, says, more[0], shown, more[1], "0")
    _keep_whole(sheet, [1, wanted, there, *([more_from] if more else [])], row)
    sheet.freeze_panes = first
    charted = [(place, line) for place, line in enumerate(shown) if len(line.meetings) > 1][:MOST_CHARTS]
    charts = [_chart(sheet, says, says.title(line), wanted + 2 + place, there + 2 + place) for place, line in charted]
    _put_charts(sheet, row, FIRST + 4, charts)


def _keep_whole(sheet: Worksheet, tops: Sequence[int], end: int) -> None:
    """Let a page end before a block that does not fit on what is left of it.

    Where a block is longer than a page, the hours are repeated on each, so that they need not stand in the later blocks.
    """
    widths = sum(column.width for column in sheet.column_dimensions.values())
    page = PAGE_HEIGHT * max(1, widths / PAGE_WIDTH, CHARTS_WIDTH / PAGE_WIDTH)
    high = [sum(sheet.row_dimensions[row].height or USUAL for row in range(*ends)) for ends in pairwise((*tops, end))]
    used = high[0]
    for top, more in zip(tops[1:], high[1:], strict=True):
        used += more
        if used > page:
            sheet.row_breaks.append(Break(top - 1))
            used = more
    if max(high) > page:
        repeat_headings(sheet, 2)
        for top in tops[1:]:
            sheet.row_dimensions[top + 1].hidden = True


def _put_charts(sheet: Worksheet, row: int, column: int, charts: Sequence[BarChart]) -> None:
    """Two beside each other, the second of them from a column, on pages of their own."""
    for number, chart in enumerate(charts):
        if number % 4 == 0:
            sheet.row_breaks.append(Break(row + number // 2 * 16 - 1))
        chart.width, chart.height, chart.y_axis.majorGridlines = 15, 7, None
        chart.x_axis.delete = chart.y_axis.delete = False
        chart.y_axis.scaling.min = 0
        sheet.add_chart(chart, sheet.cell(row + number // 2 * 16 + 1, column if number % 2 else 1).coordinate)


def _block(sheet: Worksheet, top: int, says: Says, key: str, shown: Sequence[Line], value: Value, form: str) -> int:
    """A title, the hours, and a row for each line; returns the row after a gap below."""
    hours = says.forecast.supply.hours
    put_title(sheet, top, 1, f"{says.say(key)} · {says.clock}", 12)
    several = len({says.day(hour) for hour in hours}) > 1
    headings = [f"{says.day(hour)}\n{says.time(hour)}" if several else says.time(hour) for hour in hours]
    for column, text in enumerate((says.say("what"), says.say("meetings"), *headings), start=1):
        put(sheet, top + 1, column, text, "heading")
    sheet.row_dimensions[top + 1].height = 17 * max((lines(text, HOUR) for text in headings), default=1)
    for row, line in enumerate(shown, start=top + 2):
        put(sheet, row, 1, says.title(line), "cell")
        put(sheet, row, 2, len(line.meetings), "cell")
        texts = [put(sheet, row, column, value(load), "cell") for column, load in enumerate(line.loads, start=FIRST)]
        for cell in texts:
            cell.number_format = form
        heights = (lines(str(cell.value), NAMES) for cell in texts if isinstance(cell.value, str))
        sheet.row_dimensions[row].height = 17 * max((lines(says.title(line), LABEL), *heights))
    return top + 2 + len(shown) + 1


def _chart(sheet: Worksheet, says: Says, title: str, wanted: int, there: int) -> BarChart:
    """What is wanted hour by hour as bars, what there is as a line over them."""
    last = FIRST + len(says.forecast.supply.hours) - 1
    bars, line = BarChart(), LineChart()
    for chart, row, name in ((bars, wanted, "wanted"), (line, there, "there")):
        chart.add_data(Reference(sheet, min_col=FIRST, max_col=last, min_row=row), from_rows=True)
        _named(chart, says.say(name))
    line.series[0].smooth = False  # what there is goes in steps, and never below nothing
    bars.set_categories(Reference(sheet, min_col=FIRST, max_col=last, min_row=2))
    bars.title, bars.legend.position, line.y_axis.delete = title, "b", False
    bars += line
    return bars


def _named(chart: BarChart | LineChart, name: str) -> None:
    chart.series[0].tx = SeriesLabel(v=name)


# ------------------------------------------------------------------------------------------------------ what is enough


def _enough(sheet: Worksheet, says: Says) -> None:
    """The least of each, then what other numbers come to, with a chart of each, then one more of each."""
    found = says.forecast.enough
    assert found
    widths = (30, 11, 11, 18, 46, 46, 9, 9)
    for column, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    needs = [
        (
            says.of(n.means, n.name),
            n.there,
            _or_dash(n.least),
            says.proof(n.proven),
            says.listed(n.spare),
            says.listed(n.each),
        )
        for n in found.needs
    ]
    of_needs = ("what", "there_are", "enough_are", "proof", "spare_together", "spare_each")
    row = _table(sheet, 1, says, "needs", of_needs, needs)
    prices = [_price(says, says.of(need.means, need.name), price) for need in found.needs for price in need.prices]
    top = row + 2
    of_prices = ("what", "number", "without", "proof", "which", "gone", "G1", "G2")
    repeat_headings(sheet, row + 1)
    row = _table(sheet, row, says, "prices", of_prices, prices)
    if found.additions:
        more = [_price(says, says.of(one.means, one.name), one.price) for one in found.additions]
        row = _table(sheet, row, says, "additions", of_prices, more)
    charts = []
    for need in found.needs:
        if len(need.prices) > 2:
            charts.append(_prices(sheet, says, says.of(need.means, need.name), top, len(need.prices)))
        top += len(need.prices)
    _put_charts(sheet, row, 5, charts)


def _price(says: Says, what: str, price: Price) -> tuple[Any, ...]:
    """A line of what a number comes to."""
    known = price.weight is not None
    which = says.listed(price.fall) if known and not price.contradiction else says.comes_to(price)
    count = len(price.fall) if known else "–"
    goals = _or_dash(price.left_out), _or_dash(price.weight)
    return what, price.number, count, says.proof(price.proven), which, says.listed(price.gone), *goals


def _or_dash(value: int | None) -> int | str:
    return "–" if value is None else value


def _prices(sheet: Worksheet, says: Says, title: str, top: int, number: int) -> BarChart:
    """How many meetings have no place, with so many of one thing."""
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=3, min_row=top, max_row=top + number - 1))
    chart.set_categories(Reference(sheet, min_col=2, min_row=top, max_row=top + number - 1))
    _named(chart, says.say("without"))
    chart.title, chart.legend = title, None
    chart.x_axis.title, chart.y_axis.title = says.say("number"), says.say("without")
    return chart


def _table(sheet: Worksheet, top: int, says: Says, key: str, headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    """A title, headings, and rows; returns the row after a gap below."""
    put_title(sheet, top, 1, says.say(key), 12)
    for column, heading in enumerate(headings, start=1):
        put(sheet, top + 1, column, heading if heading in ("G1", "G2") else says.say(heading), "heading")
    widths = [sheet.column_dimensions[get_column_letter(column)].width for column in range(1, len(headings) + 1)]
    texts = [str(sheet.cell(top + 1, column).value) for column in range(1, len(headings) + 1)]
    sheet.row_dimensions[top + 1].height = height(texts, widths)
    row = top + 1
    for row, values in enumerate(rows, start=top + 2):
        for column, value in enumerate(values, start=1):
            put(sheet, row, column, value, "cell")
        sheet.row_dimensions[row].height = height(map(str, values), widths)
    return row + 2

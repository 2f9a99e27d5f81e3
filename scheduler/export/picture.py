"""timetable.svg and timetable.png: the grid of rooms and times, for a slide."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from rich.cells import cell_len

from scheduler.domain import Meeting, MeetingOutcome, Message, Timetable
from scheduler.errors import UsageError
from scheduler.export.workbook.dates import office_date
from scheduler.export.workbook.view import View

FONTS = {
    "en": (),
    "ja": ("Noto Sans CJK JP", "Noto Sans JP", "Yu Gothic", "Meiryo", "MS Gothic", "Hiragino Sans", "IPAexGothic"),
    "ko": ("Noto Sans CJK KR", "Noto Sans KR", "Malgun Gothic", "Apple SD Gothic Neo", "AppleGothic", "NanumGothic"),
    "zh": ("Noto Sans CJK SC", "Noto Sans SC", "Microsoft YaHei", "SimHei", "PingFang SC", "WenQuanYi Micro Hei"),
}
"""Typefaces of systems that hold the characters of a language, the best first."""

WIDTH, ROW, HEAD = 13.3, 0.72, 1.5
"""Of the picture, of a room, and of what stands above a day, in inches."""

CELL = 0.062
"""Inches that a narrow character takes at most."""

INK, LINE = "#1F3A5F", "#B8BEC8"


def write_picture(path: Path, view: View) -> None:
    """Draw all days below one another; the ending of the name says which kind of file it is.

    Raises
    ------
    UsageError
        The library that draws is not installed, or no typeface of the system has the characters of the language.
    OSError
        The file could not be written.
    """
    try:
        from matplotlib import rc_context
        from matplotlib.figure import Figure
    except ImportError as error:
        raise UsageError(Message("picture.no_library")) from error
    with rc_context({"font.family": _font(view.language), "svg.hashsalt": "plaza", "font.size": 9}):
        days = _days(view)
        rooms = [room.name for room in view.event.rooms]
        figure = Figure(figsize=(WIDTH, len(days) * (ROW * len(rooms) + HEAD) + 0.5), layout="constrained")
        figure.suptitle(f"{view.title} · {view.timetable.version}", color=INK, fontweight="bold", fontsize=13)
        for axes, day in zip(figure.subplots(len(days), squeeze=False)[:, 0], days, strict=True):
            _draw(axes, view, day, rooms)
        dated = {"Date": None} if path.suffix == ".svg" else {}
        figure.savefig(path, dpi=110, metadata={"Description": shown(view.timetable), **dated})


def shown(timetable: Timetable) -> str:
    """What a picture shows, in words that lie in its file: it can be told whether it shows another timetable."""
    return "; ".join(
        f"{id} {place.start:%Y-%m-%dT%H:%MZ} {place.room}" for id, place in sorted(timetable.placements.items())
    )


def _font(language: str) -> list[str]:
    """The first typeface that is there; others stand in for single characters, as of names from another country."""
    from matplotlib import font_manager

    there = {font.name for font in font_manager.fontManager.ttflist}
    found = [name for name in FONTS[language] if name in there]
    if FONTS[language] and not found:
        raise UsageError(Message("picture.no_font", {"fonts": list(FONTS[language])}))
    others = [name for names in FONTS.values() for name in names if name in there]
    return [*found, "DejaVu Sans", *others]


def _days(view: View) -> list[date]:
    """Those on which something takes place; where nothing does, those of the slots."""
    found = {view.host_clock(outcome.placement.start).date() for outcome, _ in view.scheduled if outcome.placement}
    return sorted(found or {slot.range.day for slot in view.event.slots if slot.range.day})


def _draw(axes: Any, view: View, day: date, rooms: Sequence[str]) -> None:
    of_day = [
        (outcome, meeting)
        for outcome, meeting in view.scheduled
        if outcome.placement and view.host_clock(outcome.placement.start).date() == day
    ]
    spans = [_span(view, outcome, day) for outcome, _ in of_day] or [(9.0, 17.0)]
    first, last = int(min(start for start, _ in spans)), -(-max(end for _, end in spans) // 1)
    axes.set_xlim(first, last)
    axes.set_ylim(len(rooms), 0)
    axes.set_xticks(range(first, int(last) + 1), [f"{hour % 24:02}:00" for hour in range(first, int(last) + 1)])
    axes.set_yticks([place + 0.5 for place in range(len(rooms))], rooms)
    clock = view.say("picture.clock", place=view.host_clock.place)
    axes.set_title(f"{office_date(view.language, day)}  {clock}", loc="left")
    axes.grid(axis="x", color=LINE, linewidth=0.6)
    axes.hlines(range(1, len(rooms)), first, last, color=LINE, linewidth=0.6)
    axes.tick_params(length=0, top=True, labeltop=True, bottom=False, labelbottom=False)
    axes.set_axisbelow(True)
    for spine in axes.spines.values():
        spine.set_color(LINE)
    for outcome, meeting in of_day:
        _box(axes, view, day, rooms, outcome, meeting)


def _span(view: View, outcome: MeetingOutcome, day: date) -> tuple[float, float]:
    """Hours after the midnight of a day, on the host's clock."""
    assert outcome.placement
    midnight = datetime(day.year, day.month, day.day)
    start, end = (view.host_clock(at) for at in (outcome.placement.start, outcome.placement.end))
    return (start - midnight) / timedelta(hours=1), (end - midnight) / timedelta(hours=1)


def _box(axes: Any, view: View, day: date, rooms: Sequence[str], outcome: MeetingOutcome, meeting: Meeting) -> None:
    """A meeting: its colour by the countries that meet, hatched where it is provisional, and said so in words."""
    from matplotlib.patches import Rectangle

    assert outcome.placement
    start, end = _span(view, outcome, day)
    top = rooms.index(outcome.placement.room) + 0.06
    provisional = view.provisional(outcome)
    colour = f"#{view.colours[view.kind(meeting)]}"
    at, wide, high = (start, top), end - start, 0.88
    box = Rectangle(at, wide, high, facecolor=colour, edgecolor=INK, linewidth=0.8)
    if provisional:
        axes.add_patch(Rectangle(at, wide, high, facecolor=colour, edgecolor=LINE, hatch="//"))
        box.set(fill=False, linestyle="--")
    axes.add_patch(box)
    said = [f"{outcome.id}  {view.kind_name(view.kind(meeting))}", *(view.name(code) for code in outcome.governments)]
    if provisional:
        said.append(view.say("state.provisional"))
    left, right = axes.get_xlim()
    room = int((end - start) / (right - left) * (WIDTH - 1) / CELL)
    text = "\n".join(_cut(line, room) for line in said)
    axes.text(start + 0.03, top + 0.05, text, va="top", fontsize=7.5, color="black").set_clip_path(box)


def _cut(text: str, cells: int) -> str:
    """As much of a text as a width holds; wide characters take two cells."""
    if cell_len(text) <= cells:
        return text
    while text and cell_len(text) >= cells:
        text = text[:-1]
    return f"{text}…"

"""timetable.html: one file that asks for nothing else, to read in a browser, from a mail or on a server.

All that is said stands in it as HTML; `page.js` only looks through it, draws the grids, and says it on other clocks and in
other languages. What a reader may not see is not in the file at all.
"""

from base64 import b64encode
from dataclasses import replace
from datetime import datetime
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from scheduler import words
from scheduler.domain import days_of, read_out
from scheduler.export.cells import in_ranges
from scheduler.export.page.audience import Audience, Reader, Shown, contacts, left_out, programme, told
from scheduler.export.page.data import data, locale, name_of_country
from scheduler.export.page.texts import Texts
from scheduler.export.workbook.dates import office_date
from scheduler.export.workbook.quality import GIVEN
from scheduler.export.workbook.view import View

if TYPE_CHECKING:
    from jinja2 import Template

__all__ = ["STYLE", "Audience", "write_page"]

HERE = Path(__file__).parent
STYLE = HERE / "style.css"
"""Of all pages that show a timetable."""

OF_ALL = ("meetings.meeting", "page.when", "meetings.room", "meetings.governments", "page.kind")
OF_PARTIES = ("meetings.consent", "meetings.interpreters", "meetings.topic", "meetings.link")
TO_ENTER = ("page.meeting_id", "page.passcode")
SESSIONS = ("page.when", "page.session", "page.who")
CONTACTS = ("page.government", "page.contact", "page.email", "page.phone", "send.column_via")
LEFT_OUT = ("not_scheduled.meeting", "not_scheduled.governments", "not_scheduled.reason")
LEFT_OUT_INSIDE = (*LEFT_OUT, "not_scheduled.requests", "not_scheduled.ways", "not_scheduled.cells")
"""Columns of the meetings, the programme, whom to ask, and of what has no place, for everybody and for those told more."""


def write_page(path: Path, view: View, audience: Audience, government: str = "") -> None:
    """Write timetable.html.

    Parameters
    ----------
    path
        The file.
    view
        The event and its timetable; its language is that in which the page opens.
    audience
        The secretariat is told all. A government is told what the public is, and of its own meetings the link, topic and
        interpreters, whose consent is awaited, and by the outward text why one has no place. The public is told who meets
        when and where.
    government
        The code of the government, where the page is for one.

    Raises
    ------
    ValueError
        It is for a government and not said which, or the other way round.
    OSError
        The file could not be written.
    """
    path.write_bytes(_page(view, Reader(audience, government)).encode("utf-8", "replace"))


def _page(view: View, reader: Reader) -> str:
    from markupsafe import Markup  # most commands write no page

    texts, meetings, sessions = Texts(view.language), told(view, reader), programme(view, reader)
    views = [replace(view, language=language) for language in words.LANGUAGES]
    clocks = [(clock, texts.add([_clock(one, place) for one in views])) for place, clock in enumerate(view.clocks)]
    clocks.sort(key=lambda clock: not clock[0].host)
    style, script = (HERE.joinpath(name).read_text(encoding="utf-8") for name in ("style.css", "page.js"))
    return _template().render(
        view=view,
        reader=reader,
        texts=texts,
        meetings=meetings,
        sessions=sessions,
        session_columns=SESSIONS,
        left_out=left_out(view, reader),
        contacts=contacts(view, reader),
        contact_columns=CONTACTS,
        columns=_columns(reader, meetings),
        left_out_columns=LEFT_OUT_INSIDE if reader.audience == "secretariat" else LEFT_OUT,
        figure_columns=[f"treatment.{name}" for name in GIVEN],
        figures=GIVEN[2:],
        when=lambda one: _when(view, one.start, one.end),
        listed=lambda codes: [view.event.government(code).names.with_code(code, view.language) for code in codes],
        number={government.code: place for place, government in enumerate(view.event.governments)},
        locale=locale(view.language),
        title=texts.add([one.title for one in views]),
        what=texts.add([_what(one, len(meetings)) for one in views]),
        clock=clocks[0][1],
        country=lambda code: name_of_country(code, texts),
        spoken=lambda pair: texts.add([words.name_of_pair(one, pair) for one in words.LANGUAGES]),
        said=lambda message: texts.add([one.message(message) for one in views]),
        cells=lambda cells: texts.add(["\n".join(in_ranges(cells, language)) for language in words.LANGUAGES]),
        read_out=lambda: texts.add([_read_out(one) for one in views]),
        data=lambda: Markup(data(view, meetings, sessions, clocks, texts)),
        style=Markup(style),
        script=Markup(script),
        policy=_policy(style, script),
    )


@cache
def _template() -> "Template":
    """Read once: that takes as long as all the rest."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # as above

    jinja = Environment(
        loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return jinja.get_template("page.html")


def _policy(style: str, script: str) -> str:
    """What the browser lets the page do: nothing but its own style and script."""
    allowed = (f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'" for text in (style, script))
    return "default-src 'none'; style-src {}; script-src {}; base-uri 'none'; form-action 'none'".format(*allowed)


def _columns(reader: Reader, meetings: list[Shown]) -> tuple[str, ...]:
    """Those of the list; what is to be entered beside a link only where some meeting has it."""
    if reader.audience == "public":
        return OF_ALL
    inside = [one.inside for one in meetings if one.inside]
    return (*OF_ALL, *OF_PARTIES, *(TO_ENTER if any(one.meeting_id or one.passcode for one in inside) else ()))


def _clock(view: View, place: int) -> str:
    clock = view.clocks[place]
    return view.say("page.zone", place=clock.place, zone=words.zone_name(clock.zone))


def _when(view: View, start: datetime, end: datetime) -> str:
    """The day on the host's clock, and below it from when to when, as the script writes them too."""
    start, end = map(view.host_clock, (start, end))
    return f"{view.date(start)}\n{start:%H:%M}–{end:%H:%M}"


def _what(view: View, meetings: int) -> str:
    """The version, how many meetings it has, and the days from the first to the last."""
    days = days_of(view.event.slots)
    ends = [office_date(view.language, day) for day in sorted({days[0], days[-1]})]
    return view.say("page.what", version=view.timetable.version or "–", count=meetings, days=" – ".join(ends))


def _read_out(view: View) -> str:
    return view.say("verbatim", text=tuple(read_out(view.treatment, view.country)))

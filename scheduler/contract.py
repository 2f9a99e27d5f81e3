"""The event workbook, once: its sheets, their columns, and what each column holds.

The intake reads by it, the empty workbooks are made from it, and the README's table is held against it. How a heading is
written in each language stands in `words/headings.csv`; how a kind of value is read, in `scheduler.reading.kinds`.
"""

from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

ClosedList: TypeAlias = Literal[
    "room_type",
    "belongs_to",
    "interpreter",
    "one_sided",
    "interpretation",
    "country_order",
    "commitment",
    "change",
]
"""The lists of `words/values.csv` of which a cell holds one value."""

Kind: TypeAlias = Literal[
    "text",
    "identifier",
    "identifiers",
    "names",
    "names or slashes",
    "link",
    "address",
    "day",
    "time",
    "moment",
    "first moment",
    "last moment",
    "ranges",
    "ranges or any",
    "wished",
    "impossible",
    "partners",
    "attends",
    "platforms",
    "remark",
    "zone",
    "clock",
    "country",
    "languages",
    "whole from 0",
    "whole from 1",
    "minutes from 0",
    "minutes from 1",
    "length",
    "people",
    "choice",
    "cell",
    "yes_no",
    ClosedList,
]
"""What the cells of a column hold."""

CLOCKS: frozenset[Kind] = frozenset(
    ("time", "moment", "first moment", "last moment", "ranges", "ranges or any", "wished", "impossible")
)
"""The kinds that are on somebody's clock, which their cells and their heading may name."""

OFFERED: frozenset[Kind] = frozenset((*get_args(ClosedList), "yes_no", "choice", "country", "zone"))
"""The kinds of which an empty workbook offers a list to choose from."""


@dataclass(frozen=True)
class Column:
    """A column by the field that it fills.

    Attributes
    ----------
    required
        In the row of headings, and in every row.
    needed
        In the row of headings only.
    by_wish
        It may stand once for each choice: 第1希望, 第2希望.
    """

    field: str
    kind: Kind = "text"
    required: bool = False
    needed: bool = False
    by_wish: bool = False

    @property
    def clock(self) -> bool:
        """Whether it holds times, on the clock that the cell or the heading may name."""
        return self.kind in CLOCKS


@dataclass(frozen=True)
class Sheet:
    """A sheet of event.xlsx; `required` is whether every event has it."""

    name: str
    columns: tuple[Column, ...]
    required: bool = False


SETTINGS = (
    Column("en", required=True),
    Column("zh"),
    Column("ja"),
    Column("ko"),
    Column("host_zone", "zone", required=True),
    Column("secretariat"),
    Column("secretariat_zh"),
    Column("secretariat_ja"),
    Column("secretariat_ko"),
    Column("secretariat_email"),
    Column("reply_by", "day"),
    Column("consent_by", "day"),
    Column("default_duration", "minutes from 1"),
    Column("trilateral_duration", "minutes from 1"),
    Column("start_grid", "minutes from 1"),
    Column("room_changeover", "minutes from 0"),
    Column("government_break", "minutes from 0"),
    Column("interpreter_break", "minutes from 0"),
    Column("max_per_day", "whole from 1"),
    Column("one_sided", "one_sided"),
    Column("interpretation", "interpretation"),
    Column("relay", "yes_no"),
    Column("second_languages", "yes_no"),
    Column("second_interpreter_from", "minutes from 1"),
    Column("fairness_bound", "whole from 0"),
    Column("country_order", "country_order"),
    Column("seed", "whole from 0"),
)
"""The rows of the sheet Event. Their defaults are those of `scheduler.domain.Settings`."""

EVENT = Sheet("Event", (Column("setting", "cell", required=True), Column("value", "cell", needed=True)), required=True)
SLOTS = Sheet(
    "Slots",
    (
        Column("date", "day", required=True),
        Column("start", "time", required=True),
        Column("end", "time", required=True),
        Column("zone", "zone"),
        Column("session"),
    ),
    required=True,
)
ROOMS = Sheet(
    "Rooms",
    (
        Column("name", required=True),
        Column("type", "room_type"),
        Column("platform"),
        Column("capacity", "whole from 1"),
        Column("channels", "whole from 0"),
        Column("available_from", "moment"),
        Column("available_to", "moment"),
        Column("link", "link"),
        Column("link_belongs_to", "belongs_to"),
        Column("notes"),
    ),
    required=True,
)
GOVERNMENTS = Sheet(
    "Governments",
    (
        Column("code", "identifier", required=True),
        Column("country", "country", required=True),
        Column("en", required=True),
        Column("zh"),
        Column("ja"),
        Column("ko"),
        Column("aliases", "names"),
        Column("zone", "zone", required=True),
        Column("languages", "languages", required=True),
        Column("office_hours", "ranges or any"),
        Column("lunch", "ranges or any"),
        Column("delegations", "whole from 1"),
        Column("max_per_day", "whole from 1"),
        Column("min_meetings", "whole from 0"),
        Column("platforms", "names"),
        Column("via"),
        Column("department"),
        Column("contact"),
        Column("contact_title"),
        Column("email"),
        Column("phone"),
    ),
    required=True,
)
INTERPRETERS = Sheet(
    "Interpreters",
    (
        Column("name", required=True),
        Column("languages", "languages", required=True),
        Column("available_from", "moment"),
        Column("available_to", "moment"),
        Column("max_minutes", "whole from 0"),
    ),
)
PROGRAMME = Sheet(
    "Programme",
    (
        Column("title", required=True),
        Column("date", "day", required=True),
        Column("start", "time", required=True),
        Column("end", "time", required=True),
        Column("zone", "zone"),
        Column("who", "names or slashes"),
    ),
)
REQUESTS = Sheet(
    "Requests",
    (
        Column("no", "identifier", required=True),
        Column("requester", required=True),
        Column("counterparts", "names or slashes", required=True, by_wish=True),
        Column("optional", "names or slashes", by_wish=True),
        Column("label", by_wish=True),
        Column("choice", "choice"),
        Column("topic", by_wish=True),
        Column("duration", "length", by_wish=True),
        Column("preferred", "ranges", by_wish=True),
        Column("unavailable", "ranges", by_wish=True),
        Column("interpreter", "interpreter", by_wish=True),
        Column("own_interpreter", "yes_no", by_wish=True),
        Column("participants", "people", by_wish=True),
        Column("mode", "room_type", by_wish=True),
        Column("session"),
        Column("fixed_start", "moment"),
        Column("fixed_room"),
        Column("after", "identifiers"),
        Column("mandatory", "yes_no"),
        Column("notes", by_wish=True),
    ),
    required=True,
)
AVAILABILITY = Sheet("Availability", (Column("government", required=True),))
"""Its further headings are times, its cells marks."""

HOLIDAYS = Sheet(
    "Holidays",
    (Column("who", required=True), Column("date", "day", required=True), Column("working", "yes_no"), Column("name")),
)
WEIGHTS = Sheet("Weights", (Column("goal", required=True), Column("tier", "whole from 0"), Column("weight", "whole from 0")))
LINKS = Sheet(
    "Links",
    (
        Column("meeting", "identifier", required=True),
        Column("url", "link", required=True),
        Column("meeting_id"),
        Column("passcode"),
    ),
)
COMMITMENTS = Sheet(
    "Commitments",
    (
        Column("meeting", "identifier", required=True),
        Column("who", required=True),
        Column("state", "commitment", required=True),
        Column("day", "day"),
        Column("note"),
    ),
)
CHANGES = Sheet(
    "Changes",
    (
        Column("kind", "change", required=True),
        Column("what", "identifier", required=True),
        Column("start", "first moment"),
        Column("end", "last moment"),
        Column("value"),
        Column("reason"),
        Column("who"),
    ),
)

SHEETS = (
    EVENT,
    SLOTS,
    ROOMS,
    GOVERNMENTS,
    INTERPRETERS,
    PROGRAMME,
    REQUESTS,
    AVAILABILITY,
    HOLIDAYS,
    WEIGHTS,
    LINKS,
    COMMITMENTS,
    CHANGES,
)
"""In the order in which an empty workbook has them."""

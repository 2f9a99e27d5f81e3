"""The words of the secretariat as frozen values.

An `Event` keeps what was said: local hours, zones, dates and ranges as written, each with the cell it came from. A
`Timetable` says what was decided, in aware UTC instants; intervals are half-open. Nothing here knows a rule:
`scheduler.model` goes from local statements to instants, `scheduler.check` from instants back to each party's clock.
"""

from scheduler.domain.changes import (
    AddInterpreter,
    AddRoom,
    AddSlot,
    Cancel,
    Change,
    CloseRoom,
    CloseTime,
    LateRequest,
    Lengthen,
    LinkMeeting,
    LinkRoom,
    Lost,
    OfMeeting,
    Part,
    PinMeeting,
    Sparing,
    Timed,
    Withdraw,
)
from scheduler.domain.decided import Decided
from scheduler.domain.event import Event
from scheduler.domain.local import MIDNIGHT, LocalRange, Moment, clock_time, instant_of
from scheduler.domain.placement import Interpreting, Pin, Placement
from scheduler.domain.requests import Cancelled, Commitment, Link, Meeting, Request, RequestOutcome, by_number
from scheduler.domain.resources import (
    CalendarDay,
    Closure,
    Government,
    Interpreter,
    Mark,
    Names,
    ProgrammeItem,
    Room,
    Settings,
    Slot,
    days_around,
    days_of,
)
from scheduler.domain.rules import GOALS, PLACING, RULES
from scheduler.domain.said import Answer, AsWritten, Cells, IntakeFile, Message, Problem, Question, Source
from scheduler.domain.timetable import GoalValue, MeetingOutcome, Tier, Timetable, in_order
from scheduler.domain.verdict import Verdict, Violation
from scheduler.domain.versions import Alteration, Altered, Difference, Edit, Past, Record, Release
from scheduler.domain.weights import Disturbance, Weight

__all__ = [
    "GOALS",
    "MIDNIGHT",
    "PLACING",
    "RULES",
    "AddInterpreter",
    "AddRoom",
    "AddSlot",
    "Alteration",
    "Altered",
    "Answer",
    "AsWritten",
    "CalendarDay",
    "Cancel",
    "Cancelled",
    "Cells",
    "Change",
    "CloseRoom",
    "CloseTime",
    "Closure",
    "Commitment",
    "Decided",
    "Difference",
    "Disturbance",
    "Edit",
    "Event",
    "GoalValue",
    "Government",
    "IntakeFile",
    "Interpreter",
    "Interpreting",
    "LateRequest",
    "Lengthen",
    "Link",
    "LinkMeeting",
    "LinkRoom",
    "LocalRange",
    "Lost",
    "Mark",
    "Meeting",
    "MeetingOutcome",
    "Message",
    "Moment",
    "Names",
    "OfMeeting",
    "Part",
    "Past",
    "Pin",
    "PinMeeting",
    "Placement",
    "Problem",
    "ProgrammeItem",
    "Question",
    "Record",
    "Release",
    "Request",
    "RequestOutcome",
    "Room",
    "Settings",
    "Slot",
    "Source",
    "Sparing",
    "Tier",
    "Timed",
    "Timetable",
    "Verdict",
    "Violation",
    "Weight",
    "Withdraw",
    "by_number",
    "clock_time",
    "days_around",
    "days_of",
    "in_order",
    "instant_of",
]

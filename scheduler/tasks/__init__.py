"""What the secretariat does, a function each."""

from scheduler.tasks.answering import AnsweredMeanwhile, answer, asked, id_of
from scheduler.tasks.check import Checked, Looked, check_event, check_timetable, look, review_of
from scheduler.tasks.day import Day, day
from scheduler.tasks.draft import Draft, asked_by, done, read_draft, redone, undone
from scheduler.tasks.drill import Drill, Outcome, drill
from scheduler.tasks.explain import explain_latest, explain_on_a_sheet
from scheduler.tasks.export import SENT, Asked, Exported, before_sending, export_packets
from scheduler.tasks.forecast import SECONDS as FORECAST_SECONDS
from scheduler.tasks.forecast import forecast
from scheduler.tasks.identity import adopt
from scheduler.tasks.keep import Compared, History, Listed, Released, Restored, compare, history, release, restore
from scheduler.tasks.letters import Letters, Made, Preview, enclosure, exports, letters, mark, preview
from scheduler.tasks.options import SECONDS
from scheduler.tasks.receiving import Received, aside, put_aside, put_back, receive
from scheduler.tasks.reschedule import Rescheduled, Tried, Wanted, reschedule, try_out
from scheduler.tasks.saving import Run
from scheduler.tasks.solve import Solved, solve
from scheduler.tasks.treatment import LEVELLING, EvenHandedness, treatment

__all__ = [
    "FORECAST_SECONDS",
    "LEVELLING",
    "SECONDS",
    "SENT",
    "AnsweredMeanwhile",
    "Asked",
    "Checked",
    "Compared",
    "Day",
    "Draft",
    "Drill",
    "EvenHandedness",
    "Exported",
    "History",
    "Letters",
    "Listed",
    "Looked",
    "Made",
    "Outcome",
    "Preview",
    "Received",
    "Released",
    "Rescheduled",
    "Restored",
    "Run",
    "Solved",
    "Tried",
    "Wanted",
    "adopt",
    "answer",
    "aside",
    "asked",
    "asked_by",
    "before_sending",
    "check_event",
    "check_timetable",
    "compare",
    "day",
    "done",
    "drill",
    "enclosure",
    "explain_latest",
    "explain_on_a_sheet",
    "export_packets",
    "exports",
    "forecast",
    "history",
    "id_of",
    "letters",
    "look",
    "mark",
    "preview",
    "put_aside",
    "put_back",
    "read_draft",
    "receive",
    "redone",
    "release",
    "reschedule",
    "restore",
    "review_of",
    "solve",
    "treatment",
    "try_out",
    "undone",
]

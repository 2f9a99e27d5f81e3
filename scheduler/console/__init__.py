"""What the commands print, in the reader's language or for a machine."""

from scheduler.console.altered import before_and_after, said_altered
from scheduler.console.checked import show_checked, show_looked
from scheduler.console.day import show_day
from scheduler.console.drill import show_drill
from scheduler.console.explained import show_explained
from scheduler.console.exported import show_exported
from scheduler.console.forecast import show_forecast
from scheduler.console.history import by_government, change_line, show_difference, show_history, show_release
from scheduler.console.options import as_found, show_rescheduled, show_restored
from scheduler.console.progress import counting, progress, stoppable, trying, waiting
from scheduler.console.says import show, tell
from scheduler.console.solved import show_solved
from scheduler.console.streams import open_streams
from scheduler.console.treatment import show_treatment

__all__ = [
    "as_found",
    "before_and_after",
    "by_government",
    "change_line",
    "counting",
    "open_streams",
    "progress",
    "said_altered",
    "show",
    "show_checked",
    "show_day",
    "show_difference",
    "show_drill",
    "show_explained",
    "show_exported",
    "show_forecast",
    "show_history",
    "show_looked",
    "show_release",
    "show_rescheduled",
    "show_restored",
    "show_solved",
    "show_treatment",
    "stoppable",
    "tell",
    "trying",
    "waiting",
]

"""What the commands print, in the reader's language or for a machine."""

from scheduler.console.checked import show_checked, show_looked
from scheduler.console.history import show_difference, show_history
from scheduler.console.options import show_rescheduled
from scheduler.console.progress import progress, stoppable
from scheduler.console.says import tell
from scheduler.console.solved import show_solved

__all__ = [
    "progress",
    "show_checked",
    "show_difference",
    "show_history",
    "show_looked",
    "show_rescheduled",
    "show_solved",
    "stoppable",
    "tell",
]

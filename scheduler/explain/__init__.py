"""Why not, what else, and where it is tight; asks the check and the model, and states no rule of its own."""

from scheduler.explain.contradiction import explained
from scheduler.explain.elsewhere import Elsewhere, Looked, elsewhere, trial, ways_elsewhere
from scheduler.explain.reasons import at_start, no_place, with_reasons

__all__ = [
    "Elsewhere",
    "Looked",
    "at_start",
    "elsewhere",
    "explained",
    "no_place",
    "trial",
    "ways_elsewhere",
    "with_reasons",
]

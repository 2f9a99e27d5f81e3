"""Why not: the reason of everything that is not scheduled; and where it is tight, before anything is."""

from scheduler.explain.reasons import no_place, with_reasons
from scheduler.explain.supply import supply

__all__ = ["no_place", "supply", "with_reasons"]

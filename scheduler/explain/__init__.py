"""Why not: the reason of everything that is not scheduled."""

from scheduler.explain.reasons import no_place, with_reasons

__all__ = ["no_place", "with_reasons"]

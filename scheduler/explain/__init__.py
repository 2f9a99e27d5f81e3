"""Why not: the reason of everything that is not scheduled."""

from scheduler.explain.reasons import with_reasons

__all__ = ["with_reasons"]

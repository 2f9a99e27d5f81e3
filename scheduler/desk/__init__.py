"""plaza desk: the tasks of the secretariat on pages in a browser, served by this computer to itself alone.

A page shows what `tasks` finds and calls what `tasks` does; there is no rule, goal, reason or text of its own here.
`server` listens, `guard` lets in, `front` is there at once, `app` leads from addresses to `places`, which fill the
templates of `pages` and answer what `static` asks for; `state` is what is known between two clicks, and `jobs` begins
what takes longer, which `doing` does in a process of its own.
"""

from scheduler.desk.server import serve

__all__ = ["serve"]

"""Who is sent what: each recipient's own meetings, what of them is new, and what would embarrass if it were sent so."""

from scheduler.sending.dispatch import Dispatch, dispatched
from scheduler.sending.embarrassing import OPEN, embarrassing
from scheduler.sending.news import news
from scheduler.sending.packets import packets, sittings_of
from scheduler.sending.revisions import revised
from scheduler.sending.wanted import wanted

__all__ = ["OPEN", "Dispatch", "dispatched", "embarrassing", "news", "packets", "revised", "sittings_of", "wanted"]

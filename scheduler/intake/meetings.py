"""From requests to meetings: which lines are one meeting, and what became of those that are none."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from graphlib import CycleError, TopologicalSorter

from scheduler.domain import (
    Cancelled,
    Meeting,
    MeetingOutcome,
    Message,
    Request,
    RequestOutcome,
    Settings,
    by_number,
    weight_of,
)
from scheduler.domain.problems import Problems

Group = list[Request]


def form_meetings(
    requests: Sequence[Request], settings: Settings, problems: Problems, before: Sequence[MeetingOutcome] = ()
) -> tuple[tuple[Meeting, ...], tuple[RequestOutcome, ...]]:
    """Join requests of the same parties or of one label.

    Parameters
    ----------
    requests, settings, problems
        What is asked for, what holds for all, and what takes the notes.
    before
        The meetings of the version before, whose numbers are kept.

    Returns
    -------
    meetings
        Numbered by their first request; new ones take the next free numbers.
    not_met
        The requests without a meeting, each with its reason: declined, on hold, or for anyone.
    """
    declines = [request for request in requests if request.declined]
    open_ones = [request for request in requests if not request.declined and not request.counterparts]
    named = [request for request in requests if not request.declined and request.counterparts]
    groups: list[Group] = []
    not_met = [_outcome(request, "reason.declines", [request]) for request in declines]
    not_met += [_outcome(request, "reason.for_anyone", [request], who=request.requester) for request in open_ones]
    declined = _Declined(declines)
    for group in _groups(named, problems):
        parties = _parties(group)
        declined_by = declined.of(group)
        if declined_by:
            who = sorted({decline.requester for decline in declined_by})
            not_met += [_outcome(request, "reason.declined", declined_by, who=who) for request in group]
        elif settings.one_sided == "hold" and not parties <= {request.requester for request in group}:
            silent = sorted(parties - {request.requester for request in group})
            not_met += [_outcome(request, "reason.on_hold", group, who=silent) for request in group]
        else:
            groups.append(group)
    for outcome in not_met:
        assert outcome.reason
        problems.note(outcome.reason.cells, outcome.reason.key, **outcome.reason.values)
    meetings = [_meeting(id, group, settings, problems) for id, group in _numbered(groups, before)]
    return _in_order(meetings, problems), tuple(not_met)


def vanished(
    before: Iterable[MeetingOutcome],
    meetings: Iterable[Meeting],
    requests: Iterable[Request],
    not_met: Iterable[RequestOutcome],
) -> tuple[Cancelled, ...]:
    """The meetings of the version before that nobody asks for any more: their numbers are not given anew."""
    there = {meeting.id for meeting in meetings}
    unmet = {outcome.no: outcome.reason for outcome in not_met}
    asked = {request.no: request for request in requests}
    gone = []
    for outcome in before:
        if outcome.id in there:
            continue
        reasons = [reason for no in outcome.requests if (reason := unmet.get(no))]
        reason = reasons[0] if reasons else Message("reason.vanished", {"meeting": outcome.id})
        left = tuple(asked[no] for no in outcome.requests if no in asked)
        gone.append(Cancelled(Meeting(outcome.id, left, outcome.governments, 0, 0, outcome.optional), reason))
    return tuple(gone)


def _numbered(groups: Iterable[Group], before: Sequence[MeetingOutcome]) -> list[tuple[str, Group]]:
    """Each group with its number: that of an earlier meeting of the same parties, one that had a request of it before
    others; else the next free one.
    """
    groups = list(groups)
    earlier: dict[frozenset[str], list[MeetingOutcome]] = defaultdict(list)
    for old in before:
        earlier[frozenset(old.governments)].append(old)
    ids: dict[int, str] = {}
    for same_request in (True, False):
        for place, group in enumerate(groups):
            if place in ids:
                continue
            numbers, left = {request.no for request in group}, earlier[_parties(group)]
            for old in left:
                if not same_request or numbers.intersection(old.requests):
                    ids[place] = old.id
                    left.remove(old)
                    break
    last = max((int(old.id[1:]) for old in before), default=0)
    for place in range(len(groups)):
        if place not in ids:
            last += 1
            ids[place] = f"M{last:02}"
    return [(ids[place], group) for place, group in enumerate(groups)]


def _groups(requests: Iterable[Request], problems: Problems) -> list[Group]:
    """The requests of each meeting, in the order of their first lines."""
    labelled: dict[str, Group] = {}
    unlabelled: dict[frozenset[str], Group] = {}
    requests = list(requests)
    for request in requests:
        if request.label:
            labelled.setdefault(request.label, []).append(request)
    by_parties: dict[frozenset[str], list[str]] = defaultdict(list)
    for label, group in labelled.items():
        by_parties[_parties(group)].append(label)
    for request in requests:
        if request.label:
            continue
        homes = by_parties.get(request.parties, [])
        if len(homes) == 1:
            labelled[homes[0]].append(request)
        elif homes:
            problems.error(request.cells["no"], "requests.which_meeting", no=request.no, labels=homes)
        else:
            unlabelled.setdefault(request.parties, []).append(request)
    order = {request.no: place for place, request in enumerate(requests)}
    groups = [sorted(group, key=lambda r: order[r.no]) for group in (*labelled.values(), *unlabelled.values())]
    return sorted(groups, key=lambda group: order[group[0].no])


def _parties(group: Group) -> frozenset[str]:
    return frozenset().union(*(request.parties for request in group))


class _Declined:
    """The declines: one with a label concerns that meeting, one without all meetings of exactly its parties."""

    def __init__(self, declines: Iterable[Request]) -> None:
        self._by: dict[str | frozenset[str], list[tuple[int, Request]]] = defaultdict(list)
        for place, decline in enumerate(declines):
            self._by[decline.label or decline.parties].append((place, decline))

    def of(self, group: Group) -> list[Request]:
        """Those that concern a meeting, in their order."""
        keys: set[str | frozenset[str]] = {_parties(group), *(request.label for request in group if request.label)}
        found = [placed for key in keys for placed in self._by.get(key, ())]
        return [decline for _, decline in sorted(found, key=lambda placed: placed[0])]


def _outcome(request: Request, key: str, because: Sequence[Request], **values: object) -> RequestOutcome:
    cells = tuple(cell for r in because if (cell := r.cells.get(_telling(r))) is not None)
    return RequestOutcome(request.no, None, Message(key, {"no": request.no, **values}, cells))


def _telling(request: Request) -> str:
    """The field that says why a request leads to no meeting."""
    return "choice" if request.declined else "requester" if request.counterparts else "counterparts"


def _meeting(id: str, group: Group, settings: Settings, problems: Problems) -> Meeting:
    parties = tuple(sorted(_parties(group)))
    asked: dict[str, Request] = {}
    for request in group:
        if request.requester in asked:
            first = asked[request.requester]
            cells = (request.cells["no"], first.cells["no"])
            problems.note(cells, "requests.repeated", no=request.no, first=first.no, meeting=id)
            continue
        asked[request.requester] = request
    usual = settings.trilateral_duration if len(parties) > 2 else settings.default_duration
    return Meeting(
        id=id,
        requests=tuple(group),
        governments=parties,
        duration=max((request.duration for request in group if request.duration), default=usual),
        weight=weight_of(group),
        optional=tuple(sorted({code for request in group for code in request.optional} - set(parties))),
        label=next((request.label for request in group if request.label), ""),
        participants=max((request.participants for request in group if request.participants), default=None),
        mandatory=any(request.mandatory or request.fixed_start for request in group),
    )


def _in_order(meetings: Sequence[Meeting], problems: Problems) -> tuple[Meeting, ...]:
    """The meetings with the ids of those that come before them; a circle is an error."""
    home = {request.no: meeting.id for meeting in meetings for request in meeting.requests}
    before = {
        meeting.id: sorted({home[no] for request in meeting.requests for no in request.after if no in home}, key=by_number)
        for meeting in meetings
    }
    by_id = {meeting.id: meeting for meeting in meetings}
    left = dict(before)
    while circle := _circle(left):
        cells = tuple(cell for id in circle for cell in by_id[id].cells("after"))
        problems.error(cells, "requests.circle", meetings=circle)
        left |= {id: [] for id in circle}
    return tuple(replace(meeting, after=tuple(before[meeting.id])) for meeting in meetings)


def _circle(before: Mapping[str, Sequence[str]]) -> list[str]:
    try:
        TopologicalSorter(before).prepare()
    except CycleError as circle:
        return list(dict.fromkeys(reversed(circle.args[1])))
    return []

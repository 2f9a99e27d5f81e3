"""What a meeting needs of interpreters, and who can give it."""

from collections.abc import Iterable, Iterator
from itertools import combinations

from scheduler.domain import Event, Interpreter, Meeting, Settings

Pairs = tuple[str, ...]


def pairs_to_interpret(event: Event, meeting: Meeting) -> Pairs:
    """The pairs of languages (`ja-zh`, codes sorted) that are to be interpreted in a meeting.

    Of two required parties with different main languages the pair is to be interpreted, unless one of them says `own` or
    `no`, or second languages count and they share one; a `yes` of either overrules all of these.
    """
    says = {code: _says(meeting, code) for code in meeting.governments}
    pairs = set()
    for one, other in combinations((event.government(code) for code in meeting.governments), 2):
        main = sorted((one.languages[0], other.languages[0]))
        if main[0] == main[1]:
            continue
        said = says[one.code] | says[other.code]
        shared = event.settings.second_languages and set(one.languages) & set(other.languages)
        if "yes" in said or not (said & {"own", "no"} or shared):
            pairs.add("-".join(main))
    return tuple(sorted(pairs))


def _says(meeting: Meeting, code: str) -> set[str]:
    return {request.interpreter for request in meeting.requests if request.requester == code}


def ways_to_cover(event: Event, meeting: Meeting) -> list[Pairs]:
    """The sets of pairs of which one must be covered, a pair twice where it needs two interpreters."""
    return ways_to_link(event.settings, pairs_to_interpret(event, meeting), meeting.duration)


def ways_to_link(settings: Settings, pairs: Pairs, duration: int) -> list[Pairs]:
    """The same of these pairs in a meeting of so many minutes.

    Without relay all pairs are; with relay the fewest that link the same languages: the spanning forests of the graph of
    languages and pairs.
    """
    second = settings.second_interpreter_from
    each = 2 if second is not None and duration >= second else 1
    ways = [pairs]
    if settings.relay:
        links = len({language for pair in pairs for language in pair.split("-")}) - len(_linked(pairs))
        ways = [way for way in combinations(pairs, links) if _linked(way) == _linked(pairs)]
    return [tuple(pair for pair in way for _ in range(each)) for way in ways]


def _linked(pairs: Iterable[str]) -> set[frozenset[str]]:
    """The groups of languages that chains of pairs link."""
    groups: set[frozenset[str]] = set()
    for pair in pairs:
        touched = {group for group in groups if group & set(pair.split("-"))}
        groups = groups - touched | {frozenset(pair.split("-")).union(*touched)}
    return groups


def can_cover(interpreter: Interpreter, pair: str) -> bool:
    return set(pair.split("-")) <= set(interpreter.languages)


def bottlenecks(pairs: Iterable[str]) -> Iterator[frozenset[str]]:
    """All sets of these pairs, for counting who is needed by any of a set against who can serve any of it."""
    distinct = sorted(set(pairs))
    for size in range(1, len(distinct) + 1):
        yield from map(frozenset, combinations(distinct, size))

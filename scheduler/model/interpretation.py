"""Which pairs of languages a meeting needs to have interpreted."""

from itertools import combinations

from scheduler.domain import Event, Meeting


def pairs_to_interpret(event: Event, meeting: Meeting) -> tuple[str, ...]:
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

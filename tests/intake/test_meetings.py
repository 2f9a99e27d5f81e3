"""From requests to meetings."""

from typing import Any

from scheduler.domain import Meeting, Request, RequestOutcome, Settings, Source
from scheduler.domain.problems import Problems
from scheduler.intake.meetings import form_meetings


def ask(no: str, requester: str, *counterparts: str, **stated: Any) -> Request:
    cells = {name: Source("event.xlsx", "Requests", f"{name}{no}") for name in ("no", "requester", "choice", *stated)}
    return Request(no, requester, counterparts, **stated, cells=cells)


def form(*requests: Request, **settings: Any) -> tuple[tuple[Meeting, ...], tuple[RequestOutcome, ...], Problems]:
    problems = Problems()
    meetings, not_met = form_meetings(requests, Settings("Asia/Seoul", **settings), problems)
    return meetings, not_met, problems


def test_both_sides_asking_is_one_mutual_meeting_with_the_weights_of_both() -> None:
    (meeting,), _, problems = form(ask("1", "JP01", "KR01", choice=1), ask("2", "KR01", "JP01", choice=2))
    assert (meeting.id, meeting.mutual, meeting.weight, meeting.asking) == ("M01", True, 6, ("JP01", "KR01"))
    assert not list(problems)


def test_a_repeat_adds_conditions_and_no_weight() -> None:
    (meeting,), _, problems = form(ask("1", "JP01", "KR01", duration=45), ask("2", "JP01", "KR01", duration=90))
    assert (meeting.weight, meeting.duration) == (4, 90)
    assert [problem.key for problem in problems] == ["requests.repeated"]


def test_a_pair_inside_a_trilateral_is_a_meeting_of_its_own() -> None:
    meetings, _, _ = form(ask("1", "CN01", "JP01", "KR01"), ask("2", "JP01", "KR01"))
    assert [(m.id, m.governments, m.duration) for m in meetings] == [
        ("M01", ("CN01", "JP01", "KR01"), 90),
        ("M02", ("JP01", "KR01"), 60),
    ]


def test_labels_join_and_part_meetings() -> None:
    joined, _, _ = form(ask("1", "JP01", "KR01", label="A"), ask("2", "CN01", "KR01", label="A"))
    assert joined[0].governments == ("CN01", "JP01", "KR01")
    parted, _, _ = form(ask("1", "JP01", "KR01", label="A"), ask("2", "JP01", "KR01", label="B"))
    assert len(parted) == 2
    one_home, _, _ = form(ask("1", "KR01", "JP01"), ask("2", "JP01", "KR01", label="A"))
    assert len(one_home) == 1
    _, _, problems = form(*(ask(no, "JP01", "KR01", label=no) for no in "12"), ask("3", "KR01", "JP01"))
    assert [(p.key, str(p.cells[0])) for p in problems.errors] == [("requests.which_meeting", "event.xlsx/Requests!no3")]


def test_a_decline_takes_the_number_from_its_meeting_and_says_so() -> None:
    declined = (ask("1", "JP01", "KR01"), ask("2", "KR01", "JP01", declined=True), ask("3", "CN01", "JP01"))
    meetings, not_met, problems = form(*declined)
    assert [(m.id, m.requests[0].no) for m in meetings] == [("M01", "3")]
    assert sorted(outcome.no for outcome in not_met) == ["1", "2"]
    assert {problem.severity for problem in problems} == {"note"}


def test_one_sided_requests_are_held_only_if_the_event_says_so() -> None:
    alone = ask("1", "JP01", "KR01")
    assert len(form(alone)[0]) == 1
    meetings, not_met, _ = form(alone, one_sided="hold")
    assert (meetings, [outcome.reason.key for outcome in not_met if outcome.reason]) == ((), ["reason.on_hold"])


def test_after_links_meetings_and_a_circle_is_an_error() -> None:
    first, second = ask("1", "JP01", "KR01"), ask("2", "CN01", "KR01", after=("1",))
    assert form(first, second)[0][1].after == ("M01",)
    _, _, problems = form(ask("1", "JP01", "KR01", after=("2",)), second)
    assert [problem.key for problem in problems.errors] == ["requests.circle"]
    assert len(problems.errors[0].cells) == 2

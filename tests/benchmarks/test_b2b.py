"""The published benchmark's reader and its way into the ordinary domain, on a tiny instance made here."""

from itertools import pairwise, permutations
from pathlib import Path

import pytest

from benchmarks import plain
from benchmarks.b2b import as_event, slots_of, solve
from benchmarks.dzn import BadInstance, Instance, read

TINY = """
nBusiness = 4; nMeetings = 3; nTables = 1; nTotalSlots = 5; nMorningSlots = 3;
requested = [|1, 2, 1,
|1, 3, 3,
|4, 1, 2|];
nMeetingsBusiness = [3, 1, 1, 1];
forbidden = [{0}, {1}, {3..4}, {0}];
fixed = [0, 0, 0];
precedences = [{}, {1}, {}];
"""


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "tiny.dzn"
    path.write_text(text, encoding="utf-8")
    return path


def fewest_breaks(instance: Instance) -> int:
    """Every order of three different slots is tried; only participant 1 can have breaks."""

    def allowed(slots: tuple[int, ...]) -> bool:
        meetings = zip(instance.requested, slots, strict=True)
        return slots[0] < slots[1] and all(
            (session == 3 or (slot <= instance.morning_slots) == (session == 1))
            and not any(slot in instance.forbidden[participant - 1] for participant in (one, other))
            for (one, other, session), slot in meetings
        )

    tried = (sorted(slots) for slots in permutations(range(1, instance.slots + 1), 3) if allowed(slots))
    return min(sum(later != earlier + 1 for earlier, later in pairwise(slots)) for slots in tried)


def test_it_is_solved_as_by_trying_everything_and_as_by_the_plain_model(tmp_path: Path) -> None:
    instance = read(written(tmp_path, TINY))
    result = solve(as_event(instance, 2), None)
    assert (result.status, result.breaks) == ("optimal", fewest_breaks(instance))
    assert plain.solve(instance, 2)[:2] == ("optimal", result.breaks)
    assert result.timetable
    assert len(set(slots_of(result.timetable).values())) == 3


@pytest.mark.parametrize("change", [("fixed = [0, 0, 0]", "fixed = [1, 0, 0]"), ("nTotalSlots = 5", "nTotalSlots = 4")])
def test_what_cannot_be_held_is_infeasible(tmp_path: Path, change: tuple[str, str]) -> None:
    text = TINY.replace(*change).replace("{3..4}", "{1, 2, 3, 4}" if "nTotal" in change[0] else "{3..4}")
    assert solve(as_event(read(written(tmp_path, text)), 2), None).status == "infeasible"


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (("precedences = [{}, {1}, {}];", ""), "precedences"),
        (("{3..4}, {0}];\nfixed = [0, 0, 0];\nprecedences = [{}, {1}, {}];", "{3"), "cut off"),
        (("nMeetings = 3", "nMeetings = 4"), "requested"),
        (("[3, 1, 1, 1]", "[3, 1, 1, 2]"), "nMeetingsBusiness"),
        (("|4, 1, 2|", "|5, 1, 2|"), "participant"),
        (("fixed = [0, 0, 0]", "fixed = [0, 0, 9]"), "slot"),
    ],
)
def test_a_file_that_is_cut_off_or_whose_counts_disagree_is_refused(
    tmp_path: Path, change: tuple[str, str], says: str
) -> None:
    with pytest.raises(BadInstance, match=says):
        read(written(tmp_path, TINY.replace(*change)))

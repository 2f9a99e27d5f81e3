"""Workers of a cluster help; what cannot be one is refused."""

import sys
from collections.abc import Iterator
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from scheduler.cli import cli
from scheduler.errors import UsageError
from scheduler.model.large.hands import gather
from scheduler.model.large.improving import Improvement, Task
from tests.model.large.test_crew import little_work, ran

distributed = pytest.importorskip("distributed")

ROOT = Path(__file__).parents[3]

__all__ = ["little_work"]


@pytest.fixture
def cluster() -> Iterator[Any]:
    """A scheduler with one worker, both in this process."""
    with distributed.LocalCluster(
        n_workers=1, threads_per_worker=1, processes=False, dashboard_address=None, protocol="tcp"
    ) as cluster:
        yield cluster


def test_the_workers_of_a_cluster_do_the_same(cluster: Any) -> None:
    hands = gather(cluster.scheduler_address, others=False)
    assert hands and hands.number == 1 and hands.alone
    best, said, _ = ran(hands)
    assert not said and best == ran(None)[0]


def test_where_the_scheduler_goes_the_work_goes_on_here(cluster: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scheduler.model.large.crew.PATIENCE", 1.0)
    hands = gather(cluster.scheduler_address, others=False)
    assert hands
    answer, given = hands.submit, list[Task]()

    def submit_then_close(task: Task) -> "Future[Improvement]":
        given.append(task)
        if len(given) == 4:
            cluster.close()
        future = answer(task)
        if len(given) == 1:
            future.exception()  # wait, that they are ready before the first round
        return future

    hands.submit = submit_then_close  # type: ignore[method-assign]
    best, said, _ = ran(hands)
    assert said and {one.key for one in said} <= {"crew.frozen", "crew.gone"}, "for a while it may come back"
    assert best == ran(None)[0]


def test_a_cluster_without_workers_is_refused() -> None:
    empty = distributed.LocalCluster(n_workers=0, processes=False, dashboard_address=None, protocol="tcp")
    with empty, pytest.raises(UsageError, match="cluster_empty"):
        gather(empty.scheduler_address, others=False)


@pytest.mark.parametrize("address", ["nowhere", "tcp://", "xyz://host:1", "tcp://127.0.0.1:1"])
def test_an_address_where_nobody_answers_is_refused(address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a small event too, which would not need it."""
    monkeypatch.setattr("scheduler.model.large.cluster.SECONDS", 1)
    asked = ["solve", str(ROOT / "inputs" / "plaza-22"), "--cluster", address, "--out", str(tmp_path), "--lang", "en"]
    ended = CliRunner().invoke(cli, asked)
    assert ended.exit_code == 2
    assert f"No cluster answers at “{address}”" in ended.output
    assert not list(tmp_path.rglob("v001"))


def test_without_the_library_it_is_said_how_to_have_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "scheduler.model.large.cluster", None)
    with pytest.raises(UsageError, match="cluster_extra"):
        gather("tcp://127.0.0.1:8786", others=False)


def test_that_a_small_event_does_without_it_is_said(cluster: Any, tmp_path: Path) -> None:
    asked = ["solve", str(ROOT / "inputs" / "plaza-22"), "--cluster", cluster.scheduler_address]
    for _ in range(2):  # also where there is a timetable already
        ended = CliRunner().invoke(cli, [*asked, "--out", str(tmp_path), "--lang", "en"])
        assert ended.exit_code == 0 and "The cluster is not used" in ended.output

"""Every single loss is tried beforehand, what was tried is kept, and what hurts most comes first."""

import json
from collections.abc import Callable
from concurrent.futures import Future
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.small import Desk

task = import_module("scheduler.tasks.drill")  # the function of that name stands before it


class AtOnce:
    """Does on the spot what a pool would do on another core."""

    def __init__(self, *of: object, **named: object) -> None:
        self.done: list[object] = []

    def __enter__(self) -> "AtOnce":
        return self

    def __exit__(self, *of: object) -> None:
        pass

    def submit(self, run: Callable[..., Any], *of: Any) -> "Future[Any]":
        future: Future[Any] = Future()
        future.set_result(run(*of))
        self.done.append(of[-1])
        return future

    def shutdown(self, **named: object) -> None:
        pass


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_each_loss_is_tried_on_the_cores_there_are(desk: Desk) -> None:
    said = desk.ends(0, "drill")
    assert said.startswith("1. ") and "one room more" in said
    found = json.loads(desk.run("drill", "--json").stdout)
    lost = {(one["loss"]["kind"], one["loss"]["name"]): one for one in found["outcomes"]}
    meetings = desk.table()
    for code in ("CN01", "JP01", "JP02", "KR01", "KR02"):
        own = [id for id, meeting in meetings.items() if code in meeting["governments"]]
        assert lost["government", code]["fall"] == own and lost["government", code]["move"] == []
    assert {"2021-11-05 09:00-10:00", "2021-11-05 12:00-13:00"} <= {name for kind, name in lost if kind == "hour"}
    hurts = [(len(one["fall"]), len(one["move"])) for one in found["outcomes"] if one["possible"]]
    assert hurts == sorted(hurts, reverse=True)
    assert "CN01 Alpha" in said
    sheet = load_workbook(desk.home / "drill.xlsx").worksheets[0]
    assert "JP01 Beta" in {str(row[1].value) for row in sheet.iter_rows(min_row=2)}
    assert sheet.max_row == 1 + len(found["outcomes"]) + len(found["helped"])


def test_what_was_tried_is_kept_until_there_is_another_version(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    pools: list[AtOnce] = []

    def pool(*of: object, **named: object) -> AtOnce:
        pools.append(AtOnce())
        return pools[-1]

    monkeypatch.setattr(task, "ProcessPoolExecutor", pool)
    desk.ends(0, "drill")
    kept = desk.home / task.FILE
    content = json.loads(kept.read_bytes())
    half = content["outcomes"][: len(content["outcomes"]) // 2]
    kept.write_text(json.dumps(content | {"outcomes": half}), encoding="utf-8")
    pools.clear()
    desk.ends(0, "drill")
    again = [loss for pool in pools for loss in pool.done]
    assert 0 < len(again) <= len(content["outcomes"]) - len(half)
    desk.ends(0, "reschedule", "--cancel", "M01")
    pools.clear()
    desk.ends(0, "drill")
    assert len([loss for pool in pools for loss in pool.done]) > len(again)


@pytest.mark.parametrize("content", ["", "{}", "[1]", '{"key": 1, "outcomes": [{}]}'])
def test_a_list_that_cannot_be_used_is_begun_anew(desk: Desk, content: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(task, "ProcessPoolExecutor", AtOnce)
    (desk.home / task.FILE).write_text(content, encoding="utf-8")
    desk.ends(0, "drill")


def test_without_a_version_there_is_nothing_to_try(tmp_path: Path) -> None:
    assert "plaza solve" in Desk(tmp_path, solved=False).ends(2, "drill")

"""What an event will come to, before it is solved: demand against supply, and what would be enough."""

from pathlib import Path

from scheduler import explain, export, files, intake, model
from scheduler.domain import Event, Forecast, Past
from scheduler.reschedule import as_changed, refuse_contradictory
from scheduler.tasks.check import review_of
from scheduler.tasks.enough import Trying, enough
from scheduler.tasks.history import latest
from scheduler.tasks.identity import home, refuse_another
from scheduler.tasks.saving import Run

BOOK = "forecast.xlsx"
SECONDS = 20.0
"""For what is found by solving, unless another limit is named."""


def forecast(folder: Path, run: Run, budget: model.Budget, trying: Trying, solving: bool = True) -> tuple[Forecast, Path]:
    """Look ahead, and write it beside the versions of the event; also where there is none yet.

    Parameters
    ----------
    folder
        The event folder; it is only read.
    run
        How the program was called.
    budget
        For all solving; what it ends is kept as far as it came.
    trying
        Is told what is being tried.
    solving
        Whether to look for what would be enough.

    Returns
    -------
    tuple[Forecast, Path]
        What was found, and the workbook that shows it.

    Raises
    ------
    IntakeError
        The event cannot be read.
    NotWritten
        The workbook could not be written; the earlier one is whole.
    """
    where = home(folder, run.out)
    base = latest(where)
    read = intake.read_event(folder, review_of(folder, run.out), base.past if base else Past())
    refuse_another(read.event, folder, run.out)
    placed = base.placements if base else {}
    refuse_contradictory(read.event, placed)
    found = look_ahead(as_changed(read.event, placed), budget, trying, solving)
    files.put(where / BOOK, lambda path: export.write_forecast(path, found, run.language))
    return found, where / BOOK


def look_ahead(event: Event, budget: model.Budget, trying: Trying, solving: bool = True) -> Forecast:
    """What can be seen of an event before it is solved."""
    return Forecast(
        title=event.names,
        zone=event.settings.host_zone,
        names={government.code: government.names for government in event.governments},
        meetings=len(event.meetings),
        interpreted=bool(event.interpreters),
        supply=explain.supply(event),
        enough=enough(event, budget, trying) if solving and event.meetings else None,
    )

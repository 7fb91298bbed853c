"""`planlift compare A B`: two plans, or the plans of two runs, side by side."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from planlift.settings import Settings

if TYPE_CHECKING:
    from planlift.compare import Level
    from schema.record import PlanRecord
    from schema.taxonomy import Taxonomy

EXIT_UNUSABLE = 2
EXAMPLES = """
[bold]Examples[/bold]

planlift compare 104-plan.pdf 105-plan.pdf
[dim]two documents: what was kept, is new, was dropped, and whose owners and deadlines changed[/dim]

planlift compare out-104/ out-105/ --csv changes.csv
[dim]all plans of two runs, agency by agency, as a table for a spreadsheet too[/dim]

planlift compare out/plans/plan-104.json out/plans/plan-105.json --level item --all
[dim]item by item, with those that are the same[/dim]

[bold]Exit status[/bold]: 0 compared, 2 unusable arguments, or nothing that can be compared.
"""


class CompareError(Exception):
    """An argument that cannot be compared; the message says which, why, and what to do."""


def compare_command(
    a: Annotated[Path, typer.Argument(metavar="A", show_default=False, help="The earlier plan or run.")],
    b: Annotated[Path, typer.Argument(metavar="B", show_default=False, help="The later plan or run.")],
    level: Annotated[
        str, typer.Option(metavar="NAME", help="What a row is: domain, group, indicator or item.")
    ] = "indicator",
    csv: Annotated[
        Path | None, typer.Option("--csv", metavar="FILE", dir_okay=False, help="Write all rows to this file too.")
    ] = None,
    show_all: Annotated[bool, typer.Option("--all", help="Show rows without a change as well.")] = False,
    taxonomy: Annotated[
        Path | None,
        typer.Option(metavar="FOLDER", exists=True, file_okay=False, help="Your taxonomy of indicators."),
    ] = None,
) -> None:
    """Show what changed from one plan to another: indicators, owners, deadlines, weights.

    A and B are each a PDF or DOCX file, a plans/NAME.json, or the output folder of a run. Plans of two runs
    are paired by agency, the nearest years first. A deadline counts from its plan's own year: 12月 in a plan
    of 104 and 12月 in one of 105 are the same.
    """
    # Imported here, so that --help need not wait for the readers.
    from rich.console import Console

    from planlift.compare_plans import pair_plans
    from planlift.compare_views import csv_text, show, show_unpaired

    console = Console()
    settings = Settings(taxonomy=taxonomy)
    try:
        chosen, known = _level(level), _taxonomy(settings)
        pairing = pair_plans(load_plans(a, settings), load_plans(b, settings))
        compared = [_compared(one, other, known, chosen) for one, other in pairing.pairs]
        if csv is not None and compared:
            _write(csv, csv_text(compared))
    except CompareError as error:
        raise _unusable(str(error)) from error
    for pair in compared:
        show(console, pair, known, unchanged=show_all)
        console.print()
    show_unpaired(Console(stderr=True), pairing.unpaired)
    if not compared:
        raise _unusable("No plan of A can be compared with one of B.")
    if csv is not None:
        console.print(f"All rows are in {csv}", soft_wrap=True, highlight=False, markup=False)

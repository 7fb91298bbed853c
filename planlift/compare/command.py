"""`planlift compare A B`: two plans, or the plans of two runs, side by side."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from planlift import exits
from planlift.compare.comparison import Level
from planlift.settings import Settings

if TYPE_CHECKING:
    from schema.record import PlanRecord

NO_PLANS = ("run.json", "datapackage.json")  # files of a run that are no plans
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
    level: Annotated[Level, typer.Option(help="What a row stands for, from coarse to fine.")] = "indicator",
    csv: Annotated[
        Path | None, typer.Option("--csv", metavar="FILE", dir_okay=False, help="Write all rows to this file too.")
    ] = None,
    show_all: Annotated[bool, typer.Option("--all", help="Show rows without a change as well.")] = False,
    taxonomy: Annotated[
        Path | None,
        typer.Option(
            metavar="FOLDER", exists=True, file_okay=False, help="Your taxonomy of indicators, in place of ours."
        ),
    ] = None,
) -> None:
    """Show what changed from one plan to another: indicators, owners, deadlines, weights.

    A and B are each a PDF, DOCX, ODT or DOC file, a plans/NAME.json, or an output folder.
    Plans of two folders are paired by agency, the nearest years first.
    12月 in a plan of 104 and 12月 in a plan of 105 are the same deadline.
    """
    # Imported here, so that --help need not wait for the readers.
    from rich.console import Console

    from planlift.compare.comparison import compare_plans
    from planlift.compare.pairing import pair_plans
    from planlift.compare.views import Compared, csv_text, show, show_unpaired
    from schema.taxonomy import TaxonomyError, load_taxonomy

    settings = Settings(taxonomy=taxonomy)
    try:
        known = load_taxonomy(taxonomy)
        pairing = pair_plans(load_plans(a, settings), load_plans(b, settings))
    except (CompareError, TaxonomyError) as error:
        raise _unusable(str(error)) from error
    compared = [Compared(one, other, level, compare_plans(one, other, known, level)) for one, other in pairing.pairs]
    show_unpaired(Console(stderr=True), pairing.unpaired)
    if not compared:
        raise _unusable("no plan of A can be compared with a plan of B.")
    console = Console()
    for pair in compared:
        show(console, pair, known, unchanged=show_all)
        console.print()
    if csv is not None:
        _write(csv, csv_text(compared))
        console.print(f"All rows are in {csv}", soft_wrap=True, highlight=False, markup=False)


def load_plans(path: Path, settings: Settings) -> list[PlanRecord]:
    """The plans in PATH: a document, a plan file, or an output folder of a run. Raises `CompareError`."""
    if path.is_dir():
        found = sorted((path / "plans" if (path / "plans").is_dir() else path).glob("*.json"))
        plans = [_plan_file(file) for file in found if file.name not in NO_PLANS]
        if not plans:
            raise CompareError(
                f"{path} holds no plans/*.json, so it is no output folder of a run.\n"
                f"Read the documents first: planlift extract {path} -o out/, then compare out/."
            )
        return plans
    if not path.exists():
        raise CompareError(f"{path} does not exist. Check the spelling, or put quotes around a name with spaces.")
    return [_plan_file(path) if path.suffix.lower() == ".json" else _document(path, settings)]


def _plan_file(path: Path) -> PlanRecord:
    import msgspec

    from schema.record import PlanRecord

    try:
        return msgspec.json.decode(path.read_bytes(), type=PlanRecord)
    except msgspec.DecodeError as error:
        raise CompareError(f"{path} is not a plan as planlift writes it to plans/ ({error}).") from error
    except OSError as error:
        raise CompareError(f"{path} cannot be opened: {error.strerror or error}.") from error


def _document(path: Path, settings: Settings) -> PlanRecord:
    from planlift.inputs import document_file
    from planlift.pipeline import lift
    from schema.issues import DocumentError
    from schema.record import plan_record

    try:
        return plan_record(lift(document_file(path), settings))
    except DocumentError as error:
        raise CompareError(error.message) from error


def _write(path: Path, text: str) -> None:
    """The file PATH with TEXT, whole or not at all."""
    from planlift.sinks.folder import PendingFile

    try:
        file = PendingFile(path)
        try:
            file.write(text)
        except BaseException:
            file.drop()
            raise
        file.finish()
    except OSError as error:
        raise _unusable(f"{path} cannot be written: {error.strerror or error}.") from error


def _unusable(sentence: str) -> typer.Exit:
    typer.echo(f"planlift: {sentence}", err=True)
    return typer.Exit(exits.UNUSABLE)

"""The command `planlift`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from planlift import exits
from planlift.compare.command import EXAMPLES as COMPARE_EXAMPLES
from planlift.compare.command import compare_command
from planlift.settings import Script, Settings

if TYPE_CHECKING:
    from planlift.limits import Limits
    from planlift.published import Published
from planlift.taxonomy_commands import app as taxonomy_app

FORMATS = "json,csv"

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_show_locals=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

app.add_typer(taxonomy_app, name="taxonomy")

_EXAMPLES = """
[bold]Examples[/bold]

planlift extract samples/ -o output/
[dim]every plan in a folder and in the folders below it[/dim]

planlift extract 105-plan.pdf 106-plan.docx -o output/
[dim]two files[/dim]

planlift extract "archive/**/*.pdf" -o output/ --jobs 8
[dim]a pattern, eight documents at a time[/dim]

planlift extract archive/ -o output/ --script simplified
[dim]texts in simplified characters[/dim]

planlift extract s3://bucket/archive -o s3://bucket/output --engine ray --address auto
[dim]from and to a store, read on a Ray cluster; who may do so is told by the environment (AWS_ACCESS_KEY_ID …)[/dim]

[bold]Exit status[/bold]: 0 all fine, 1 some documents failed (see plans.csv), 2 unusable arguments.
"""


def _show_version(wanted: bool) -> None:
    if wanted:
        from planlift import __version__

        typer.echo(f"planlift {__version__}")
        if find_spec("extract.pdf._each") is None:
            typer.echo(
                "Installed without a C compiler: PDF is read as well, but slower. Install one (apt-get install gcc "
                "python3-dev), then planlift again from its folder (pip install --force-reinstall --no-deps .)."
            )
        raise typer.Exit


@app.callback()
def planlift(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version and stop."),
    ] = False,
) -> None:
    """Lifts implementation tables out of government plans (PDF, DOCX, ODT, DOC) into clean, traceable rows.

    Start with: planlift extract FOLDER -o output/
    """


@app.command(epilog=_EXAMPLES)
def extract(
    inputs: Annotated[
        list[str],
        typer.Argument(metavar="INPUT", show_default=False, help="Files, folders (with all below), patterns; or URLs."),
    ],
    output: Annotated[
        str,
        typer.Option(
            "--output", "-o", metavar="FOLDER", help="Where the files go: a folder, made if missing, or a URL."
        ),
    ],
    script: Annotated[Script, typer.Option(help="Convert texts to this script; keep: as printed.")] = "keep",
    formats: Annotated[
        str,
        typer.Option(
            "--format", metavar="NAME,...", help="json: plans/*.json; csv: the tables; parquet: items by year, whole."
        ),
    ] = FORMATS,
    jobs: Annotated[
        int | None,
        typer.Option("--jobs", "-j", min=1, help="Documents read at a time; else one per processor."),
    ] = None,
    engine: Annotated[
        Literal["local", "ray"], typer.Option(help="Where documents are read: on this machine, or on a Ray cluster.")
    ] = "local",
    address: Annotated[
        str | None,
        typer.Option(
            metavar="ADDRESS",
            show_default=False,
            help="Of the Ray cluster: auto (this machine is part of it) or ray://host:port; else one is started here.",
        ),
    ] = None,
    timeout: Annotated[
        float, typer.Option(min=1, metavar="SECONDS", help="Time for one document; then it ends as failed.")
    ] = 300,
    max_memory: Annotated[
        str, typer.Option(metavar="SIZE", help="Memory for one document; then it ends as failed.")
    ] = "2G",
    max_pages: Annotated[int, typer.Option(min=1, metavar="N", help="Pages that one document may have.")] = 2000,
    max_bytes: Annotated[str, typer.Option(metavar="SIZE", help="Size of file that is still read.")] = "500M",
    force: Annotated[bool, typer.Option("--force", help="Read every document again, known or not.")] = False,
    retry_failed: Annotated[
        bool, typer.Option("--retry-failed", help="Read those again that failed in an earlier run.")
    ] = False,
    log_json: Annotated[
        bool, typer.Option("--log-json", help="Say on stderr, a JSON object a line, what becomes of each document.")
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but failures.")] = False,
    taxonomy: Annotated[
        Path | None,
        typer.Option(
            metavar="FOLDER", exists=True, file_okay=False, help="Your taxonomy of indicators, in place of ours."
        ),
    ] = None,
    overrides: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", exists=True, dir_okay=False, help="Your corrections to matched indicators (YAML)."
        ),
    ] = None,
) -> None:
    """Read plans and write their work items.

    Writes items.csv (a line per work item), plans.csv (a line per document), warnings.csv,
    plans/*.json (documents whole), datapackage.json (what the columns mean) and run.json.
    """
    from planlift.processes import start_server

    if engine == "local":
        start_server()
    # Imported here, so that --help and --version need not wait for what a run needs.
    from rich.console import Console

    from planlift.batch import engines_named
    from planlift.engines.watch import EngineError
    from planlift.inputs import InputError, find_documents, is_document
    from planlift.resume import Again
    from planlift.run import RunOptions, run
    from planlift.spool import Spool
    from planlift.summary import show_failures, show_summary, watching
    from planlift.urls import UrlError, is_url, shown

    limits = _limits(timeout, max_memory, max_pages, max_bytes)
    again = Again(everything=force, failed=retry_failed)
    if address is not None and engine != "ray":
        raise _unusable("--address is for a cluster; add --engine ray.")
    writes = _formats(formats)
    settings = Settings(script, taxonomy, overrides)
    console = Console(stderr=True)
    _check_rules(settings)
    given = tuple(map(shown, inputs))
    remote = any(map(is_url, (*inputs, output)))
    try:
        with _output_folder(output) as (folder, published):
            found = find_documents(inputs, leave_out=output, spool=Spool.of(folder, limits, is_document))
            with engines_named(engine, address, jobs, remote=remote) as (engines, at_a_time):
                options = RunOptions(folder, writes, at_a_time, limits, again, published)
                with watching(
                    console, len(found.listing), quiet=quiet, log_json=log_json, passed_over=found.skipped
                ) as watcher:
                    counts = run(found, settings, options, inputs=given, watch=watcher, engines=engines)
    except (InputError, EngineError, UrlError) as error:
        raise _unusable(str(error)) from error
    except KeyboardInterrupt:
        typer.echo("planlift: broken off. Run the same command again to go on where it stopped.", err=True)
        raise typer.Exit(exits.INTERRUPTED) from None
    except OSError as error:
        raise _unusable(f"{shown(output)} cannot be written: {error.strerror or error}.") from error
    if not log_json:
        show_failures(console, watcher.failures, counts.failed)
    if log_json:
        watcher.end(counts)
    elif not quiet:
        show_summary(Console(), counts, watcher, found.skipped, shown(output))
    if counts.failed:
        raise typer.Exit(exits.FAILED)


@contextmanager
def _output_folder(given: str) -> Iterator[tuple[Path, Published | None]]:
    """The folder that files are made in; with where they are published, if GIVEN is a URL."""
    from planlift.published import published_at
    from planlift.urls import is_url, local_path

    if is_url(given):
        with published_at(given) as published:
            yield published.folder, published
        return
    folder = Path(local_path(given))
    if folder.exists() and not folder.is_dir():
        raise _unusable(f"{folder} is a file, and the output needs a folder. Name another with -o.")
    yield folder, None


def _formats(given: str) -> tuple[str, ...]:
    from planlift.sinks import FORMATS as KNOWN
    from planlift.sinks.parquet import INSTALL, Parquet, is_installed

    asked = {name.strip() for name in given.split(",")}
    if unknown := sorted(asked - set(KNOWN)):
        raise _unusable(f"--format {', '.join(unknown)} is not known here; choose from {', '.join(KNOWN)}.")
    if Parquet.format in asked and not is_installed():
        raise _unusable(INSTALL)
    return tuple(name for name in KNOWN if name in asked)


def _limits(seconds: float, memory: str, pages: int, size: str) -> Limits:
    from planlift.limits import Limits, parse_size

    try:
        return Limits(seconds, parse_size(memory), pages, parse_size(size))
    except ValueError as error:
        raise _unusable(str(error)) from error


def _check_rules(settings: Settings) -> None:
    """Stop before the first document where a file of rules cannot be used."""
    if settings.taxonomy is None and settings.overrides is None:
        return  # those that come along are tested
    from normalize.indicators import OverrideError
    from planlift.pipeline import rules
    from schema.taxonomy import TaxonomyError

    try:
        rules(settings)
    except (OverrideError, TaxonomyError) as error:
        raise _unusable(str(error)) from error


def _unusable(sentence: str) -> typer.Exit:
    typer.echo(f"planlift: {sentence}", err=True)
    return typer.Exit(exits.UNUSABLE)


app.command("compare", epilog=COMPARE_EXAMPLES)(compare_command)


def main() -> None:
    """Entry point of the installed command and of `python -m planlift`."""
    app(prog_name="planlift")


if __name__ == "__main__":
    main()

"""The command line of the benchmarks: `python -m bench ledger --quick`."""

from typing import Annotated

import typer

from bench import growth, identity, imports, keys, ledger
from bench.report import Report, finish

app = typer.Typer(
    help="Measure how fast the product is. Figures are ratios taken in one run.",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_show_locals=False,
)

Quick = Annotated[bool, typer.Option("--quick", help="A look, under a minute; not for quoting.")]
Rows = Annotated[int, typer.Option(min=10, help="Grow to so many moves; to 1/10 of it first.")]
Json = Annotated[bool, typer.Option("--json", help="One JSON object on stdout, no table.")]


@app.command("ledger")
def measure_ledger(
    quick: Quick = False,
    as_json: Json = False,
    seconds: Annotated[float, typer.Option(min=1, help="How long each load is measured.")] = 10,
) -> None:
    """The books on both engines ÷ pgbench: batches and single posts."""
    _finish(ledger.measure(quick=quick, seconds=seconds), as_json=as_json)


@app.command("growth")
def measure_growth(quick: Quick = False, as_json: Json = False, rows: Rows = 10_000_000) -> None:
    """Posting into a book that has grown ÷ posting into an empty one, on both engines."""
    _finish(growth.measure_growth(quick=quick, rows=rows), as_json=as_json)


@app.command("keys")
def measure_keys(quick: Quick = False, as_json: Json = False, rows: Rows = 10_000_000) -> None:
    """Three ways to key the moves of an account, in tables with nothing else around them."""
    _finish(keys.measure(quick=quick, rows=rows), as_json=as_json)


@app.command("imports")
def measure_imports(quick: Quick = False, as_json: Json = False) -> None:
    """Cards taken over from a file ÷ bulk_create of the same rows, on both engines."""
    _finish(imports.measure(quick=quick), as_json=as_json)


@app.command("identity")
def measure_identity(quick: Quick = False, as_json: Json = False) -> None:
    """Real names: pictures made clean and read, encryption, and what handing in takes."""
    _finish(identity.measure(quick=quick), as_json=as_json)


@app.command("persons")
def measure_persons(
    quick: Quick = False,
    as_json: Json = False,
    persons: Annotated[int, typer.Option(min=20_000, help="So many proven ones.")] = 10_000_000,
) -> None:
    """One person found among millions by blind indexes, on both engines."""
    _finish(identity.measure_persons(quick=quick, persons=persons), as_json=as_json)


def _finish(report: Report, *, as_json: bool) -> None:
    if not finish(report, as_json=as_json):
        raise typer.Exit(1)


if __name__ == "__main__":
    app()

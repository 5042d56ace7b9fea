"""Cards that another system has issued: `yika import …`."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer
from django.utils.translation import gettext

from yika.domain.cards.queries import edition_in_force, today
from yika.domain.imports import actions, queries
from yika.domain.imports.rules.states import STATE_WORDS, Mode, State
from yika.domain.imports.rules.totals import Totals
from yika.domain.imports.rules.views import ImportView, Order
from yika.domain.staff.queries import standing
from yika.kit import ids
from yika.kit.actor import Actor
from yika.kit.errors import gettext_noop
from yika.site.cli import frame, troubles
from yika.site.cli.desk import imports_text
from yika.site.cli.desk.staff import signed_in

app = frame.group(gettext_noop("Cards that another system has issued, taken over from a file."))

ImportId = Annotated[str, typer.Argument(help=gettext_noop("The id of an import: imp_…"))]
File = Annotated[
    Path | None, typer.Argument(help=gettext_noop("A CSV file; its first line names columns."))
]
Whose = Annotated[str, typer.Option(help=gettext_noop("Whose cards they are."))]
Product = Annotated[str, typer.Option(help=gettext_noop("Which product they are of."))]
DryRun = Annotated[
    bool, typer.Option("--dry-run", help=gettext_noop("Only say what would happen."))
]
PerLine = Annotated[
    bool,
    typer.Option(
        "--per-line/--whole-file",
        help=gettext_noop("Take the good lines, or nothing if one line is refused."),
    ),
]
Count = Annotated[
    int | None, typer.Option(min=0, help=gettext_noop("How many cards the file must hold."))
]
Sums = Annotated[
    list[str] | None,
    typer.Option(
        metavar="PURSE=SUM", help=gettext_noop("How much it must hold in a purse: main=1250.00")
    ),
]
Resume = Annotated[
    str, typer.Option(metavar="ID", help=gettext_noop("Go on with this import instead."))
]
ApprovedBy = Annotated[
    str,
    typer.Option(
        metavar="LOGIN", help=gettext_noop("Who agrees to the balances; the password is asked for.")
    ),
]
RefusedTo = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help=gettext_noop("Write the refused lines to this file.")),
]
READING = frozenset({State.RECEIVED, State.READING})


@app.command("cards", help=gettext_noop("Take over the cards of a CSV file, or check what it is."))
def cards(  # noqa: PLR0913  a file may be taken over in as many ways
    file: File = None,
    *,
    issuer: Whose = "",
    product: Product = "",
    dry_run: DryRun = False,
    per_line: PerLine = False,
    count: Count = None,
    total: Sums = None,
    resume: Resume = "",
    approved_by: ApprovedBy = "",
    password_stdin: frame.PasswordStdin = False,
    refused_to: RefusedTo = None,
    json: frame.Json = False,
) -> None:
    approver = _approver(approved_by, from_stdin=password_stdin) if approved_by else None
    if resume:
        view = queries.import_of(resume, frame.OPERATOR)
    elif file and issuer and product:
        mode = Mode.PER_LINE if per_line else Mode.WHOLE_FILE
        order = Order(issuer, product, mode, dry_run=dry_run)
        view = _receive(file, _with_totals(order, count, total or []))
    else:
        raise typer.BadParameter(gettext("name the file, --issuer and --product; or --resume ID"))
    view = _work(view)
    if view.waits and approver:
        view = _work(_approved(view, approver))
    if refused_to:
        _write_refused(view, refused_to)
    _answer(view, json=json)


@app.command("list", help=gettext_noop("Show imports, the newest first."))
def list_imports(
    *,
    issuer: Annotated[str, typer.Option(help=gettext_noop("Only of this issuer."))] = "",
    limit: Annotated[
        int, typer.Option(min=1, max=1000, help=gettext_noop("How many to show at most."))
    ] = 20,
    json: frame.Json = False,
) -> None:
    found = queries.imports(frame.OPERATOR, issuer=issuer or None, limit=limit)
    frame.answer(
        [imports_text.data(one) for one in found], json=json, text=imports_text.table(found)
    )


@app.command("show", help=gettext_noop("Show how far an import is, and what it has found."))
def show(import_id: ImportId, json: frame.Json = False) -> None:
    view = queries.import_of(import_id, frame.OPERATOR)
    frame.answer(imports_text.data(view), json=json, text=imports_text.told(view))


@app.command("refused", help=gettext_noop("Print the refused lines with their reasons, as CSV."))
def refused(import_id: ImportId) -> None:
    for piece in queries.refused_file(import_id, frame.OPERATOR):
        print(piece, end="")  # noqa: T201


@app.command("cancel", help=gettext_noop("Give up an import that has taken over nothing yet."))
def cancel(import_id: ImportId, json: frame.Json = False) -> None:
    view = actions.cancel_import(
        import_id=import_id, by=frame.OPERATOR, now=frame.now(), request_id=str(ids.new_id())
    )
    frame.answer(imports_text.data(view), json=json, text=imports_text.told(view))


def _receive(path: Path, order: Order) -> ImportView:
    with path.open("rb") as file:
        view = actions.receive_import(
            order=order,
            file=file,
            name=path.name,
            background=False,
            by=frame.OPERATOR,
            now=frame.now(),
            request_id=str(ids.new_id()),
        )
    words = gettext_noop("This is {id}. If it is cut off: yika import cards --resume {id}")
    frame.say(words, id=view.id)
    return view


def _with_totals(order: Order, count: int | None, totals: list[str]) -> Order:
    if count is None:
        if totals:
            raise typer.BadParameter(gettext("--total needs --count: how many cards?"))
        return order
    product = edition_in_force(
        order.issuer, order.product, today(order.issuer, frame.now())
    ).product
    pairs = [each.partition("=") for each in totals]
    typed = Totals.read(str(count), ((name, sum_) for name, _, sum_ in pairs), product)
    return replace(order, typed=typed)


def _work(view: ImportView) -> ImportView:
    """Do all that can be done now, with a bar for reading and one for taking over."""
    while not view.rests:
        label = STATE_WORDS[State.READING if view.state in READING else State.APPLYING]
        with frame.progress(label, view.progress.total) as report:
            view = _work_alike(view, report)
    return view


def _work_alike(view: ImportView, report: Callable[[int], None]) -> ImportView:
    """Go on until something else is to be done."""
    reads = view.state in READING
    while not view.rests and (view.state in READING) is reads:
        before = view.progress.done
        view = actions.advance_import(
            import_id=view.id,
            by=frame.OPERATOR,
            now=frame.now(),
            request_id=str(ids.new_id()),
        )
        report(max(view.progress.done - before, 0))
    return view


def _approver(handle: str, *, from_stdin: bool) -> Actor:
    """A second person at this terminal, with the rights of where he works."""
    person = signed_in(handle, password=frame.password(from_stdin=from_stdin))
    stands = standing(person.id)
    return replace(person, issuer=stands.issuer, rights=stands.rights) if stands else person


def _approved(view: ImportView, by: Actor) -> ImportView:
    return actions.approve_import(
        import_id=view.id, background=False, by=by, now=frame.now(), request_id=str(ids.new_id())
    )


def _write_refused(view: ImportView, path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        for piece in queries.refused_file(view.id, frame.OPERATOR):
            file.write(piece)


def _answer(view: ImportView, *, json: bool) -> None:
    """How it went: an exit code of its own for a refusal, and for a dry run that found faults."""
    frame.answer(imports_text.data(view), json=json, text=imports_text.told(view))
    if view.waits:
        words = gettext_noop(
            "It waits for a second person: yika import cards --resume {id} --approved-by LOGIN"
        )
        frame.warn(words, id=view.id)
    if view.trouble and not view.order.dry_run:
        raise view.trouble
    if view.order.dry_run and (view.trouble or view.refused):
        raise typer.Exit(troubles.FAILED)

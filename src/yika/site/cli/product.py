"""Policy files of products, from a file on disk to an edition in force: `yika product …`."""

from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer
from django.utils.translation import gettext

from yika.domain.cards import actions, queries
from yika.domain.cards.rules import Edition
from yika.domain.errands.queries import policy_faults
from yika.kit import ids
from yika.kit.errors import Invalid, NotFound, gettext_noop
from yika.products.difference import difference
from yika.products.load import CATALOG, catalogue, load, load_all
from yika.products.product import CardProduct
from yika.products.schema import schema as json_schema
from yika.site.cli import frame, product_text, troubles
from yika.site.cli.desk.staff import signed_in

app = frame.group(gettext_noop("Policy files of products, and their editions."))

File = Annotated[Path, typer.Argument(help=gettext_noop("A product file, *.toml."))]
Code = Annotated[str, typer.Argument(help=gettext_noop("The code of a product."))]
Issuer = Annotated[str, typer.Option(help=gettext_noop("The short name of the issuer."))]
By = Annotated[str, typer.Option(help=gettext_noop("Your login; its password is asked for."))]
MONTHS_MAX = 120


@app.command("check", help=gettext_noop("Check product files; without any, those that ship."))
def check(
    paths: Annotated[
        list[Path] | None, typer.Argument(help=gettext_noop("Product files, or folders of them."))
    ] = None,
    json: frame.Json = False,
) -> None:
    try:
        codes = [_with_known_steps(product).code for product in load_all(paths or [CATALOG])]
    except Invalid as error:
        _tell_faults(error, json=json)
        raise typer.Exit(troubles.FAILED) from error
    if json:
        frame.answer({"products": codes, "faults": []}, json=True, text="")
    frame.say(gettext_noop("{count} products are well."), count=len(codes))


def _with_known_steps(product: CardProduct) -> CardProduct:
    """The product, if every step that it names is one that an errand can take."""
    if faults := policy_faults(product):
        raise Invalid(faults)
    return product


@app.command("plan", help=gettext_noop("Show what a product file would change for an issuer."))
def plan(
    path: File,
    *,
    issuer: Issuer,
    months: Annotated[
        int,
        typer.Option(min=1, max=MONTHS_MAX, help=gettext_noop("How far back to look at moves.")),
    ] = 3,
    json: frame.Json = False,
) -> None:
    planned = load(path)
    today = queries.today(issuer, frame.now())
    since = _months_before(today, months)
    current = queries.find_edition_in_force(issuer, planned.code, on=today)
    changes = difference(current.product, planned) if current else []
    effects = queries.effects(current, planned, since=since) if current else []
    data = {
        "product": planned.code,
        "issuer": issuer,
        "in_force": current and current.number,
        "planned": planned.edition,
        "changes": [asdict(change) for change in changes],
        "since": since.isoformat(),
        "effects": product_text.effect_data(effects),
    }
    if json or current is None:
        frame.answer(data, json=json, text=gettext("All of it would be new: none is in force."))
        return
    frame.answer(data, json=False, text=product_text.changes(changes))
    if effects:
        frame.answer(data, json=False, text=product_text.effects(effects, since))


@app.command("apply", help=gettext_noop("Propose a product file as the next edition."))
def apply(
    path: File,
    *,
    issuer: Issuer,
    effective_on: Annotated[
        datetime, typer.Option(formats=["%Y-%m-%d"], help=gettext_noop("The first day it holds."))
    ],
    by: By,
    password_stdin: frame.PasswordStdin = False,
    json: frame.Json = False,
) -> None:
    product = _with_known_steps(load(path))
    proposed = actions.propose_edition(
        issuer=issuer,
        product=product,
        effective_on=effective_on.date(),
        by=signed_in(by, password=frame.password(from_stdin=password_stdin)),
        now=frame.now(),
        request_id=str(ids.new_id()),
    )
    words = gettext_noop(
        "Edition {edition} of {product} waits for a second person: "
        "yika product approve {product} --issuer {issuer} --edition {edition} --by LOGIN"
    )
    _answer_stored(proposed, words, json=json)


@app.command("approve", help=gettext_noop("Approve an edition that somebody else proposed."))
def approve(
    product: Code,
    *,
    issuer: Issuer,
    edition: Annotated[int, typer.Option(min=1, help=gettext_noop("The number to approve."))],
    by: By,
    password_stdin: frame.PasswordStdin = False,
    json: frame.Json = False,
) -> None:
    approved = actions.approve_edition(
        issuer=issuer,
        product=product,
        edition=edition,
        by=signed_in(by, password=frame.password(from_stdin=password_stdin)),
        now=frame.now(),
        request_id=str(ids.new_id()),
    )
    words = gettext_noop(
        "From {effective_on} on, cards are sold under edition {edition} of {product}."
    )
    _answer_stored(approved, words, json=json)


@app.command("show", help=gettext_noop("Show a product of the catalogue, or an issuer's edition."))
def show(
    product: Code,
    *,
    issuer: Annotated[
        str, typer.Option(help=gettext_noop("Show what this issuer has in force."))
    ] = "",
    edition: Annotated[
        int | None, typer.Option(min=1, help=gettext_noop("Show this edition of the issuer."))
    ] = None,
    json: frame.Json = False,
) -> None:
    today = queries.today(issuer, frame.now()) if issuer else frame.now().date()
    stored = _stored(product, issuer, edition, today)
    shown = stored.product if stored else _shipped(product)
    heading = product_text.heading(shown, today, stored)
    frame.answer(product_text.data(shown, stored), json=json, text=heading)
    if shown.purses and not json:
        frame.answer(None, json=False, text=product_text.purses(shown))


@app.command("schema", help=gettext_noop("Print the JSON Schema of product files, for editors."))
def schema() -> None:
    frame.answer(json_schema(), json=True, text="")


def _tell_faults(error: Invalid, *, json: bool) -> None:
    if json:
        faults = [asdict(fault) for fault in error.faults]
        frame.answer({"products": [], "faults": faults}, json=True, text="")
    for fault in error.faults:
        frame.warn("{fault}", fault=fault)


def _answer_stored(edition: Edition, words: str, *, json: bool) -> None:
    data = product_text.stored(edition)
    frame.answer(data, json=json, text=frame.worded(words, **data))


def _stored(product: str, issuer: str, edition: int | None, today: date) -> Edition | None:
    if edition and not issuer:
        raise typer.BadParameter(gettext("--edition needs --issuer: whose edition?"))
    if not issuer:
        return None
    if edition:
        return queries.edition(issuer, product, edition)
    return queries.edition_in_force(issuer, product, on=today)


def _shipped(code: str) -> CardProduct:
    product = catalogue().get(code)
    if product is None:
        raise NotFound(thing=gettext("product"), name=code)
    return product


def _months_before(day: date, months: int) -> date:
    """The first day of the month so many months back."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, 1)

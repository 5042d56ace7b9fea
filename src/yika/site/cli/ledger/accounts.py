"""Accounts as they stand: open one, find them, show one with its moves."""

from typing import Annotated

import typer
from django.utils.translation import gettext

from yika.domain.ledger import actions, queries
from yika.kit import ids
from yika.kit.errors import gettext_noop
from yika.site.cli import frame
from yika.site.cli.desk.staff import signed_in
from yika.site.cli.ledger import options, text

app = frame.group("")


@app.command("open-account", help=gettext_noop("Open an account; with a floor it is a purse."))
def open_account(  # noqa: PLR0913  an account is all of these
    name: options.NewName,
    *,
    issuer: options.Issuer,
    heading: options.Heading,
    unit: options.Unit,
    floor: options.Floor = None,
    ceiling: options.Ceiling = None,
    by: options.By,
    password_stdin: frame.PasswordStdin = False,
    json: frame.Json = False,
) -> None:
    if floor is None and ceiling is not None:
        raise typer.BadParameter(gettext("a ceiling needs a floor"), param_hint="--ceiling")
    actions.open_account(
        issuer=issuer,
        heading=heading,
        unit=unit,
        name=name,
        floor=floor,
        ceiling=ceiling,
        by=signed_in(by, password=frame.password(from_stdin=password_stdin)),
        now=frame.now(),
        request_id=str(ids.new_id()),
    )
    facts = queries.account(name)
    frame.answer(text.account_data(facts), json=json, text=text.account(facts))


@app.command("accounts", help=gettext_noop("List the names of an issuer's accounts, in order."))
def list_accounts(
    *,
    issuer: options.Issuer,
    after: Annotated[str, typer.Option(help=gettext_noop("Go on behind this name."))] = "",
    limit: options.Limit = 50,
    json: frame.Json = False,
) -> None:
    queries.book(issuer)
    found = queries.accounts(issuer, after=after, limit=limit + 1)
    names = found[:limit]
    following = names[-1] if len(found) > limit else None
    data = {"issuer": issuer, "accounts": names, "next": following}
    if names or json:
        frame.answer(data, json=json, text="\n".join(names))
    if following:
        frame.say(gettext_noop("There are more: --after {name}"), name=following)


@app.command("show", help=gettext_noop("Show an account: its limits, holds and its balance now."))
def show(account: options.Account, json: frame.Json = False) -> None:
    facts, holds = queries.account(account), queries.open_holds(account)
    frame.answer(text.account_data(facts, holds), json=json, text=text.account(facts, holds))


@app.command("statement", help=gettext_noop("Show the moves of an account, the newest first."))
def statement(
    account: options.Account,
    *,
    limit: options.Limit = 50,
    before: options.Before = None,
    json: frame.Json = False,
) -> None:
    facts = queries.account(account)
    zone = queries.book(facts.issuer).zone
    carried = facts.floor is not None
    lines, following = queries.statement(account, limit=limit, before=before)
    data = {
        "account": account,
        "zone": zone,
        "moves": text.statement_data(lines, zone, carried=carried),
        "next": following,
    }
    frame.answer(data, json=json, text=text.statement(lines, zone, carried=carried))
    if not carried:
        frame.say(gettext_noop("Moves with an account that has a floor stand at that account."))
    if following:
        frame.say(gettext_noop("There are older ones: --before {move}"), move=following)

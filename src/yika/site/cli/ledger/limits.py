"""What may move at an account: its limits, and whether it is open."""

from typing import Annotated

import typer
from django.utils.translation import gettext

from yika.domain.ledger import actions, queries, rules
from yika.domain.ledger.rules import State
from yika.kit import ids
from yika.kit.errors import gettext_noop
from yika.site.cli import frame
from yika.site.cli.desk.staff import signed_in
from yika.site.cli.ledger import options, text

app = frame.group("")


@app.command("limits", help=gettext_noop("Change how far an account may go; the rest stays."))
def limits(
    account: options.Account,
    *,
    floor: options.Floor = None,
    ceiling: options.Ceiling = None,
    no_ceiling: Annotated[
        bool, typer.Option("--no-ceiling", help=gettext_noop("It may hold any amount."))
    ] = False,
    by: options.By,
    password_stdin: frame.PasswordStdin = False,
    json: frame.Json = False,
) -> None:
    if (floor, ceiling, no_ceiling) == (None, None, False):
        raise typer.BadParameter(gettext("say what to change: --floor, --ceiling or --no-ceiling"))
    if ceiling is not None and no_ceiling:
        raise typer.BadParameter(gettext("say --ceiling or --no-ceiling, not both"))
    before = queries.account(account)
    if before.floor is None:
        raise rules.NoLimits
    kept = None if no_ceiling else before.ceiling
    actions.change_limits(
        account=account,
        floor=before.floor if floor is None else floor,
        ceiling=kept if ceiling is None else ceiling,
        by=signed_in(by, password=frame.password(from_stdin=password_stdin)),
        now=frame.now(),
        request_id=str(ids.new_id()),
    )
    _answer_account(account, json=json)


@app.command("freeze", help=gettext_noop("Let nothing move at an account until it is thawed."))
def freeze(
    account: options.Account,
    *,
    reason: options.Reason,
    by: options.By,
    password_stdin: frame.PasswordStdin = False,
    json: frame.Json = False,
) -> None:
    _set(account, State.FROZEN, reason=reason, by=by, password_stdin=password_stdin)
    _answer_account(account, json=json)


@app.command("thaw", help=gettext_noop("Let a frozen account move again."))
def thaw(
    account: options.Account,
    *,
    reason: options.Reason,
    by: options.By,
    password_stdin: frame.PasswordStdin = False,
    json: frame.Json = False,
) -> None:
    _set(account, State.OPEN, reason=reason, by=by, password_stdin=password_stdin)
    _answer_account(account, json=json)


@app.command("close-account", help=gettext_noop("Close an empty account for good."))
def close_account(
    account: options.Account,
    *,
    reason: options.Reason,
    by: options.By,
    password_stdin: frame.PasswordStdin = False,
    json: frame.Json = False,
) -> None:
    _set(account, State.CLOSED, reason=reason, by=by, password_stdin=password_stdin)
    _answer_account(account, json=json)


def _set(account: str, state: State, *, reason: str, by: str, password_stdin: bool) -> None:
    actions.change_state(
        account=account,
        state=state,
        reason=reason,
        by=signed_in(by, password=frame.password(from_stdin=password_stdin)),
        now=frame.now(),
        request_id=str(ids.new_id()),
    )


def _answer_account(account: str, *, json: bool) -> None:
    facts = queries.account(account)
    frame.answer(text.account_data(facts), json=json, text=text.account(facts))

"""Moves by hand: post one, or take a posting back."""

from collections.abc import Mapping

from yika.domain.ledger import actions, queries
from yika.domain.ledger.posting.items import Outcome
from yika.kit import ids
from yika.kit.errors import gettext_noop
from yika.site.cli import frame
from yika.site.cli.desk.staff import signed_in
from yika.site.cli.ledger import options, text

app = frame.group("")


@app.command("post", help=gettext_noop("Move an amount from one account to another by hand."))
def post(  # noqa: PLR0913  a posting is all of these
    source: options.From,
    target: options.To,
    amount: options.Amount,
    *,
    reason: options.Word,
    way: options.Way = "",
    day: options.OnDay = None,
    by: options.By,
    request: options.Request = None,
    password_stdin: frame.PasswordStdin = False,
    json: frame.Json = False,
) -> None:
    names = {queries.account_id(name): name for name in (source, target)}
    actor = signed_in(by, password=frame.password(from_stdin=password_stdin))
    request = request or _new_request()
    outcome = actions.post_by_hand(
        moves=[(source, target, amount)],
        reason=reason,
        way=way,
        day=day.date() if day else None,
        by=actor,
        now=frame.now(),
        request_id=request,
    )
    _answer(outcome, request, unit=amount.unit, names=names, json=json)


@app.command("reverse", help=gettext_noop("Take back all that a request moved, by its contrary."))
def reverse(
    account: options.Account,
    *,
    original: options.Original,
    reason: options.Word,
    by: options.By,
    request: options.Request = None,
    password_stdin: frame.PasswordStdin = False,
    json: frame.Json = False,
) -> None:
    facts = queries.account(account)
    actor = signed_in(by, password=frame.password(from_stdin=password_stdin))
    request = request or _new_request()
    outcome = actions.reverse(
        account=account,
        original=original,
        reason=reason,
        by=actor,
        now=frame.now(),
        request_id=request,
    )
    _answer(outcome, request, unit=facts.balance.unit, names={facts.id: account}, json=json)


def _new_request() -> str:
    """Told before it is used: whoever is cut off can then ask the very same again."""
    request = str(ids.new_id())
    frame.say(gettext_noop("Repeat it safely with: --request {request}"), request=request)
    return request


def _answer(
    outcome: Outcome, request: str, *, unit: str, names: Mapping[int, str], json: bool
) -> None:
    if outcome.repeated:
        frame.say(gettext_noop("This was answered before. Nothing was moved this time."))
    frame.answer(
        text.outcome_data(outcome, request, unit=unit, names=names),
        json=json,
        text=text.outcome(outcome, unit=unit, names=names),
    )

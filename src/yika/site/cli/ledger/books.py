"""Books and their business days: open, close, trial balance."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Annotated

import typer
from django.utils.translation import gettext

from yika.domain.cards.rules import check_issuer
from yika.domain.ledger import actions, queries, rules
from yika.kit import ids
from yika.kit.actor import Actor
from yika.kit.errors import gettext_noop
from yika.site.cli import frame, troubles
from yika.site.cli.desk.staff import signed_in
from yika.site.cli.ledger import options, text

app = frame.group("")

ONE_DAY = timedelta(days=1)
Closed = dict[str, object]


@app.command("books", help=gettext_noop("Show whose books are kept, and how far they are closed."))
def books(json: frame.Json = False) -> None:
    rows = [
        {
            "issuer": book.code,
            "zone": book.zone,
            "opened_on": book.opened_on.isoformat(),
            "closed_through": text.text_or_none(queries.last_ended_day(book)),
            "last_closed_day": text.text_or_none(queries.last_closed_day(book)),
        }
        for book in queries.books()
    ]
    headings = [
        gettext_noop("Issuer"),
        gettext_noop("Time zone"),
        gettext_noop("First day"),
        gettext_noop("Booking ended through"),
        gettext_noop("Last closed day"),
    ]
    cells = ([fact or text.NOTHING for fact in row.values()] for row in rows)
    frame.answer(rows, json=json, text=frame.table(headings, cells))


@app.command("open-book", help=gettext_noop("Open the books of an issuer."))
def open_book(
    issuer: options.Of,
    *,
    zone: Annotated[
        str, typer.Option(help=gettext_noop("Where its days begin, for life: Asia/Shanghai"))
    ],
    first_day: options.FirstDay = None,
    by: options.By,
    password_stdin: frame.PasswordStdin = False,
    json: frame.Json = False,
) -> None:
    check_issuer(issuer)
    book = actions.open_book(
        code=issuer,
        zone=zone,
        first_day=first_day.date() if first_day else None,
        by=signed_in(by, password=frame.password(from_stdin=password_stdin)),
        now=frame.now(),
        request_id=str(ids.new_id()),
    )
    data = {"issuer": book.code, "zone": book.zone}
    words = gettext_noop("The books of {issuer} are kept by the clock of {zone}.")
    frame.answer(data, json=json, text=frame.worded(words, **data))


@app.command("close", help=gettext_noop("Close the books day after day."))
def close(
    issuer: options.Of,
    *,
    through: options.Through = None,
    by: options.By,
    password_stdin: frame.PasswordStdin = False,
    json: frame.Json = False,
) -> None:
    book = queries.book(issuer)
    last = through.date() if through else rules.day_of(frame.now(), book.zone) - ONE_DAY
    rules.check_day_over(last, zone=book.zone, now=frame.now())
    actor = signed_in(by, password=frame.password(from_stdin=password_stdin))
    before = queries.last_closed_day(book) or book.opened_on - ONE_DAY
    closed: list[Closed] = []
    try:
        with frame.progress(gettext_noop("Closing days"), max((last - before).days, 0)) as report:
            for day in _close(issuer, first=before + ONE_DAY, last=last, by=actor):
                closed.append(day)
                report(1)
    finally:
        # Also when a later day is refused: what was closed stays closed.
        _answer_closed(issuer, closed, json=json)
    if not closed:
        frame.say(gettext_noop("The books are closed through {day} already."), day=before)


@app.command("trial-balance", help=gettext_noop("Show the books at the end of a closed day."))
def trial_balance(issuer: options.Of, day: options.Day, json: frame.Json = False) -> None:
    on = day.date()
    lines = queries.trial_balance(issuer, on)
    sums = text.trial_sums(lines)
    frame.answer(
        text.trial_data(issuer, on, lines, sums),
        json=json,
        text=text.trial_balance(lines, sums),
    )
    if any(line.opening or line.closing for line in sums):
        frame.warn(gettext_noop("The sums are not zero. Run: yika ledger verify"))
        raise typer.Exit(troubles.FAILED)


def _close(issuer: str, *, first: date, last: date, by: Actor) -> Iterator[Closed]:
    """Close each day from the first to the last."""
    request = str(ids.new_id())
    for count in range((last - first).days + 1):
        day, now = first + count * ONE_DAY, frame.now()
        closed = actions.close_day(issuer=issuer, day=day, by=by, now=now, request_id=request)
        yield {"day": closed.day.isoformat(), "moves": closed.moves}


def _answer_closed(issuer: str, closed: list[Closed], *, json: bool) -> None:
    lines = [
        frame.worded(gettext_noop("{day} is closed: {moves} moves."), **each) for each in closed
    ]
    words = "\n".join(lines) if lines else gettext("No day was closed.")
    frame.answer({"issuer": issuer, "closed": closed}, json=json, text=words)

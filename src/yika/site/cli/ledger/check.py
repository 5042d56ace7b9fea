"""Whether the books are whole: verify them, seal them, and accept a clock that was set right."""

from collections.abc import Sequence
from contextlib import closing
from itertools import islice
from typing import Annotated

import typer
from django.utils.translation import gettext

from yika.domain.ledger import actions, verify
from yika.domain.ledger.rules import STREAM
from yika.domain.vault.queries import last_seal as last_seal_of
from yika.domain.vault.rules import WORDINGS, Finding
from yika.kit import ids
from yika.kit.errors import gettext_noop
from yika.site.cli import frame, troubles
from yika.site.cli.desk.staff import signed_in
from yika.site.cli.ledger import options

app = frame.group("")

AnyFault = verify.Fault | Finding


@app.command("verify", help=gettext_noop("Re-check every invariant over all books."))
def verify_books(
    *,
    last_seal: Annotated[
        str,
        typer.Option(help=gettext_noop("A seal kept elsewhere, or the file of such seals.")),
    ] = "",
    limit: options.Limit = 20,
    json: frame.Json = False,
) -> None:
    expected = frame.kept_seal(STREAM, last_seal)
    moves = verify.moves_total()
    with frame.progress(gettext_noop("Checking moves"), moves) as report:
        found = verify.faults(expected=expected, progress=report)
        # Closed, it lets go of the moment of the books that it looks at.
        with closing(found):  # type: ignore[type-var]  # a generator
            faults = list(islice(found, limit + 1))
    _answer_verified(faults, limit, moves, json=json)
    if faults:
        raise typer.Exit(troubles.FAILED)


@app.command("seal", help=gettext_noop("Seal the newest batches now, and show the last seal."))
def seal(json: frame.Json = False) -> None:
    sealed = 0
    while newly := actions.seal_batches(now=frame.now()):
        sealed += newly
    frame.say(gettext_noop("Batches sealed: {count}"), count=sealed)
    last = last_seal_of(STREAM)
    frame.answer(
        {"sealed": sealed, "last_seal": last and str(last)}, json=json, text=str(last or "")
    )


@app.command("accept-clock", help=gettext_noop("Go on after a clock that was ahead was set right."))
def accept_clock(
    *,
    reason: options.Reason,
    by: options.By,
    yes: Annotated[bool, typer.Option("--yes", help=gettext_noop("Do not ask."))] = False,
    password_stdin: frame.PasswordStdin = False,
    json: frame.Json = False,
) -> None:
    if password_stdin and not yes:
        raise typer.BadParameter(gettext("--password-stdin needs --yes: nobody can be asked"))
    now = frame.now()
    question = gettext_noop(
        "Is it {now:%Y-%m-%d %H:%M:%S} (UTC), although the books were written at a later time?"
    )
    frame.confirm(question, yes=yes, now=now)
    actions.accept_clock(
        reason=reason,
        by=signed_in(by, password=frame.password(from_stdin=password_stdin)),
        now=now,
        request_id=str(ids.new_id()),
    )
    words = frame.worded(
        gettext_noop("The books go on from {now:%Y-%m-%d %H:%M:%S} (UTC)."), now=now
    )
    frame.answer({"accepted": now.isoformat()}, json=json, text=words)


def _answer_verified(faults: Sequence[AnyFault], limit: int, moves: int, *, json: bool) -> None:
    last = last_seal_of(STREAM)
    found, lines = frame.first_faults(faults, limit, _worded)
    data = {"moves": moves, "last_seal": last and str(last)} | found
    if not faults:
        words = gettext_noop("The books are whole: {count} moves.")
        lines.append(frame.worded(words, count=moves))
    frame.answer(data, json=json, text="\n".join(lines))


def _worded(fault: AnyFault) -> str:
    wording = (
        verify.WORDINGS[fault.trouble]
        if isinstance(fault, verify.Fault)
        else WORDINGS[fault.trouble]
    )
    return frame.worded(wording, **fault.facts)

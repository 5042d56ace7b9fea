"""The record of what happened, and the outbox: `yika journal …`."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from itertools import islice
from typing import Annotated

import typer
from django.utils.translation import gettext

from yika.domain.journal import actions, queries
from yika.domain.journal.queries import OutboxItem, Record
from yika.domain.journal.rules import NOT_SENT, STREAM, ParcelState
from yika.domain.vault.rules import WORDINGS, Finding
from yika.kit import ids
from yika.kit.errors import gettext_noop
from yika.site.cli import frame

app = frame.group(gettext_noop("The record of every act, and what must still leave."))
outbox = frame.group(gettext_noop("What must leave: messages, web hooks, device lists."))
app.add_typer(outbox, name="outbox")

Limit = Annotated[
    int, typer.Option(min=1, max=100_000, help=gettext_noop("How many to show at most."))
]


@app.command("verify", help=gettext_noop("Check every entry and the chain of seals over them."))
def verify(
    last_seal: Annotated[
        str,
        typer.Option(help=gettext_noop("A seal kept elsewhere, or the file of such seals.")),
    ] = "",
    limit: Limit = 20,
    json: frame.Json = False,
) -> None:
    expected = frame.kept_seal(STREAM, last_seal)
    entries = queries.entries_total()
    with frame.progress(gettext_noop("Checking entries"), entries * 2) as report:
        found = queries.entry_faults(expected=expected, progress=report)
        faults = list(islice(found, limit + 1))
    _answer_verified(faults, limit, entries, json=json)
    if faults:
        raise typer.Exit(1)


@app.command("seal", help=gettext_noop("Seal the newest entries now, and show the last seal."))
def seal(json: frame.Json = False) -> None:
    sealed = 0
    while newly := actions.seal_entries(now=frame.now()):
        sealed += newly
    frame.say(gettext_noop("Entries sealed: {count}"), count=sealed)
    last = queries.last_seal()
    frame.answer(
        {"sealed": sealed, "last_seal": last and str(last)}, json=json, text=str(last or "")
    )


@app.command("list", help=gettext_noop("Show entries, the newest first."))
def list_entries(
    *,
    subject: Annotated[str, typer.Option(help=gettext_noop("Only about this, by its id."))] = "",
    issuer: Annotated[str, typer.Option(help=gettext_noop("Only of this issuer."))] = "",
    event: Annotated[str, typer.Option(help=gettext_noop("Only this event: card.closed"))] = "",
    since: Annotated[
        datetime | None, typer.Option(help=gettext_noop("Only from this time on (UTC)."))
    ] = None,
    before: Annotated[
        str, typer.Option(help=gettext_noop("Go on behind the entry with this id."))
    ] = "",
    limit: Limit = 50,
    json: frame.Json = False,
) -> None:
    found = queries.records(
        subject=subject,
        issuer=issuer,
        event=event,
        since=since and since.replace(tzinfo=UTC),
        before=before,
        limit=limit,
    )
    headings = [
        gettext_noop("Time"),
        gettext_noop("Event"),
        gettext_noop("About"),
        gettext_noop("By"),
        gettext_noop("Entry"),
    ]
    cells = ([_time(one.at), one.event, one.subject, one.by, one.id] for one in found)
    frame.answer([asdict(one) for one in found], json=json, text=frame.table(headings, cells))


@app.command("show", help=gettext_noop("Show all that one entry says."))
def show(
    entry: Annotated[str, typer.Argument(help=gettext_noop("The id of an entry: entry_…"))],
    json: frame.Json = False,
) -> None:
    told = queries.record(entry)
    frame.answer(asdict(told), json=json, text=_told(told))


@outbox.command("list", help=gettext_noop("Show what has not left yet, the oldest first."))
def list_outbox(
    *,
    state: Annotated[
        list[ParcelState] | None, typer.Option(help=gettext_noop("Only in this state."))
    ] = None,
    kind: Annotated[str, typer.Option(help=gettext_noop("Only of this kind."))] = "",
    limit: Limit = 50,
    json: frame.Json = False,
) -> None:
    found = queries.outbox_items(states=tuple(state or NOT_SENT), kind=kind, limit=limit)
    headings = [
        gettext_noop("Parcel"),
        gettext_noop("Kind"),
        gettext_noop("Reference"),
        gettext_noop("State"),
        gettext_noop("Tries"),
        gettext_noop("Next"),
        gettext_noop("Trouble"),
    ]
    frame.answer(
        [asdict(one) for one in found],
        json=json,
        text=frame.table(headings, map(_cells, found)),
    )


@outbox.command("retry", help=gettext_noop("Send again what was given up."))
def retry(
    parcels: Annotated[
        list[str] | None, typer.Argument(help=gettext_noop("The ids of parcels: parcel_…"))
    ] = None,
    every: Annotated[
        bool, typer.Option("--all", help=gettext_noop("Everything that was given up."))
    ] = False,
    json: frame.Json = False,
) -> None:
    if bool(parcels) == every:
        raise typer.BadParameter(gettext("name the parcels, or say --all"))
    chosen = parcels or queries.given_up_parcels()
    request_id = str(ids.new_id())
    for parcel in chosen:
        actions.retry_parcel(
            parcel=parcel, by=frame.OPERATOR, now=frame.now(), request_id=request_id
        )
    words = frame.worded(
        gettext_noop("Parcels that will be sent again: {count}"), count=len(chosen)
    )
    frame.answer({"retried": chosen}, json=json, text=words)


@app.command("work", help=gettext_noop("Show what the worker has to do, the next first."))
def list_work(
    failing: Annotated[
        bool, typer.Option("--failing", help=gettext_noop("Only what has failed last time."))
    ] = False,
    limit: Limit = 50,
    json: frame.Json = False,
) -> None:
    found = queries.work_items(failing=failing, limit=limit)
    headings = [
        gettext_noop("Due"),
        gettext_noop("Kind"),
        gettext_noop("For"),
        gettext_noop("Failed tries"),
        gettext_noop("Trouble"),
    ]
    cells = ([_time(one.due_at), one.kind, one.key, one.attempts, one.last_error] for one in found)
    frame.answer([asdict(one) for one in found], json=json, text=frame.table(headings, cells))


def _answer_verified(faults: Sequence[Finding], limit: int, entries: int, *, json: bool) -> None:
    tail = queries.unsealed_entries(now=frame.now())
    last = queries.last_seal()
    found, lines = frame.first_faults(faults, limit, _worded)
    data = {
        "entries": entries,
        "last_seal": last and str(last),
        "unsealed": {"entries": tail.count, "oldest_seconds": int(tail.age.total_seconds())},
    } | found
    if not faults:
        lines.append(frame.worded(gettext_noop("{count} entries are whole."), count=entries))
    frame.answer(data, json=json, text="\n".join(lines))
    if tail.count:
        frame.say(
            gettext_noop("{count} entries are not sealed yet, the oldest for {age}."),
            count=tail.count,
            age=str(tail.age).partition(".")[0],
        )


def _worded(fault: Finding) -> str:
    return frame.worded(WORDINGS[fault.trouble], **fault.facts)


def _told(told: Record) -> str:
    lines = asdict(told) | {"at": _time(told.at)}
    return "\n".join(f"{name:<11} {value}" for name, value in lines.items())


def _cells(item: OutboxItem) -> Sequence[object]:
    due = _time(item.due_at) if item.due_at else "–"
    return [item.id, item.kind, item.reference, item.state, item.attempts, due, item.last_error]


def _time(at: datetime) -> str:
    return at.isoformat(sep=" ", timespec="seconds")

"""Personal data: how long it is kept, what is over, what is held: `yika data …`."""

from dataclasses import asdict
from datetime import UTC, datetime, time
from typing import Annotated

import typer
from django.conf import settings
from django.utils.translation import gettext

from yika.domain.identity.actions import retention as actions
from yika.domain.identity.queries import retention as queries
from yika.domain.identity.queries.retention import Keeping
from yika.kit import ids
from yika.kit.actor import Actor
from yika.kit.errors import gettext_noop
from yika.site.cli import frame
from yika.site.data.sweeping import Line, sweep_data

app = frame.group(gettext_noop("Personal data: how long it is kept, and what is held."))
hold = frame.group(gettext_noop("Holds: nothing of these people is destroyed."))
app.add_typer(hold, name="hold")

Holder = Annotated[str, typer.Argument(help=gettext_noop("The id of a holder: hld_…"))]
Issuer = Annotated[str, typer.Option(help=gettext_noop("As this issuer has set it."))]


@app.command("plan", help=gettext_noop("Show what is kept about people, why, and how long."))
def plan(issuer: Issuer = "", json: frame.Json = False) -> None:
    found = queries.plan(issuer)
    headings = [
        gettext_noop("Data"),
        gettext_noop("Days"),
        gettext_noop("Since"),
        gettext_noop("Then"),
        gettext_noop("Because"),
        gettext_noop("Code"),
    ]
    cells = (
        [
            gettext(one.kind.name),
            "–" if one.days is None else one.days,
            gettext(one.kind.since),
            one.kind.disposal,
            gettext(one.kind.ground),
            one.kind.code,
        ]
        for one in found
    )
    frame.answer([_told(one) for one in found], json=json, text=frame.table(headings, cells))


@app.command("keep", help=gettext_noop("Set how many days an issuer keeps a class of data."))
def keep(
    issuer: Annotated[str, typer.Argument(help=gettext_noop("The code of an issuer."))],
    kind: Annotated[str, typer.Argument(help=gettext_noop("The code of a class of data."))],
    days: Annotated[int, typer.Argument(min=0, help=gettext_noop("How many days."))],
) -> None:
    actions.set_keeping_time(
        issuer=issuer,
        kind=kind,
        days=days,
        by=frame.OPERATOR,
        now=frame.now(),
        request_id=str(ids.new_id()),
    )
    frame.say(
        gettext_noop("{issuer} keeps {kind} for {days} days."),
        issuer=issuer,
        kind=kind,
        days=days,
    )


@app.command("sweep", help=gettext_noop("Destroy what is over now, or only count it."))
def sweep(
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help=gettext_noop("Change nothing, only count."))
    ] = False,
    json: frame.Json = False,
) -> None:
    report = sweep_data(
        by=frame.OPERATOR, now=frame.now(), request_id=str(ids.new_id()), dry_run=dry_run
    )
    headings = [
        gettext_noop("Data"),
        gettext_noop("Over") if dry_run else gettext_noop("Destroyed"),
        gettext_noop("Oldest"),
        gettext_noop("Code"),
    ]
    swept = [one for one in report.lines if one.portion]
    data = {
        "dry_run": dry_run,
        "held": report.held,
        "faces": report.faces.stored,
        "classes": {one.kind.code: _counted(one) for one in swept},
    }
    frame.answer(data, json=json, text=frame.table(headings, map(_cells, swept)))
    if report.held:
        frame.say(gettext_noop("Held, and so left whole: {count} people."), count=report.held)
    _warn_of_faces()


@app.command("faces", help=gettext_noop("Count the stored pictures that show a face."))
def faces(json: frame.Json = False) -> None:
    found = queries.face_count(alarm_at=settings.CONFIG.face_alarm)
    data = asdict(found) | {"alarms": found.alarms}
    frame.answer(data, json=json, text=str(found.stored))
    _warn_of_faces()


@hold.command("place", help=gettext_noop("Let nothing of a person be destroyed until a day."))
def place(
    holder: Holder,
    *,
    reason: Annotated[str, typer.Option(help=gettext_noop("Why; kept encrypted."))],
    until: Annotated[
        datetime, typer.Option(formats=["%Y-%m-%d"], help=gettext_noop("The last day (UTC)."))
    ],
    issuer: Annotated[
        str, typer.Option(help=gettext_noop("The issuer that asks for it, who then sees it."))
    ] = "",
    json: frame.Json = False,
) -> None:
    made = actions.place_hold(
        holder=holder,
        reason=reason,
        until=datetime.combine(until.date(), time.max, UTC),
        by=_operator(issuer),
        now=frame.now(),
        request_id=str(ids.new_id()),
    )
    frame.answer(asdict(made), json=json, text=made.id)


@hold.command("lift", help=gettext_noop("End a hold before its day."))
def lift(
    hold: Annotated[str, typer.Argument(help=gettext_noop("The id of a hold: dhold_…"))],
) -> None:
    actions.lift_hold(hold=hold, by=frame.OPERATOR, now=frame.now(), request_id=str(ids.new_id()))
    frame.say(gettext_noop("{hold} holds nothing any more."), hold=hold)


@hold.command("list", help=gettext_noop("Show whose data is held, why and until when."))
def list_holds(
    every: Annotated[
        bool, typer.Option("--all", help=gettext_noop("Those that have ended too."))
    ] = False,
    json: frame.Json = False,
) -> None:
    found = queries.holds(by=frame.OPERATOR, now=frame.now(), ended=every)
    headings = [
        gettext_noop("Hold"),
        gettext_noop("Person"),
        gettext_noop("Until"),
        gettext_noop("Reason"),
        gettext_noop("By"),
    ]
    cells = (
        [one.id, one.holder, one.until.date().isoformat(), one.reason, one.placed_by]
        for one in found
    )
    frame.answer([asdict(one) for one in found], json=json, text=frame.table(headings, cells))


def _operator(issuer: str) -> Actor:
    by = frame.OPERATOR
    return Actor(by.kind, by.id, by.channel, issuer=issuer)


def _told(one: Keeping) -> dict[str, object]:
    return asdict(one.kind) | {"days": one.days, "shipped": one.shipped}


def _counted(line: Line) -> dict[str, object]:
    assert line.portion
    return {"count": line.portion.count, "oldest": line.portion.oldest}


def _cells(line: Line) -> list[object]:
    assert line.portion
    oldest = line.portion.oldest
    shown = oldest.date().isoformat() if oldest else "–"
    return [gettext(line.kind.name), line.portion.count, shown, line.kind.code]


def _warn_of_faces() -> None:
    found = queries.face_count(alarm_at=settings.CONFIG.face_alarm)
    if found.alarms:
        frame.warn(
            gettext_noop(
                "{stored} pictures of faces are stored. At {filing} it must be filed with the "
                "authority within 30 working days."
            ),
            stored=found.stored,
            filing=found.filing_at,
        )

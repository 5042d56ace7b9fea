"""Kiosks, counters and readers: `yika machine …`."""

from dataclasses import asdict
from io import StringIO

import segno
from django.conf import settings

from yika.domain.machines import actions, queries
from yika.domain.machines.rules import qr_payload
from yika.kit import ids
from yika.kit.errors import gettext_noop
from yika.site.cli import frame
from yika.site.cli.desk import options, text
from yika.site.cli.desk.outlet import outlet_id

app = frame.group(gettext_noop("Kiosks, counters and readers."))


@app.command("add", help=gettext_noop("Make a machine known, so that it can be paired."))
def add(
    issuer: options.Of,
    name: options.Name,
    *,
    kind: options.Kiosk,
    outlet: options.OutletCode = "",
    json: frame.Json = False,
) -> None:
    added = actions.add_machine(
        issuer=issuer,
        outlet=outlet_id(issuer, outlet),
        kind=kind,
        name=name,
        by=frame.OPERATOR,
        now=frame.now(),
        request_id=str(ids.new_id()),
    )
    frame.answer(asdict(added), json=json, text=f"{added.name}\t{added.id}")


@app.command("pair-code", help=gettext_noop("Show a one-time code, and its QR, to pair a machine."))
def pair_code(machine: options.Machine, json: frame.Json = False) -> None:
    pairing = actions.issue_pairing_code(
        machine=machine, by=frame.OPERATOR, now=frame.now(), request_id=str(ids.new_id())
    )
    payload = qr_payload(url=settings.CONFIG.base_url, code=pairing.code)
    data = {"machine": machine, "code": pairing.code, "qr": payload, "until": pairing.expires_at}
    frame.answer(data, json=json, text=f"{_drawn(payload)}\n{pairing.code}")
    frame.say(
        gettext_noop(
            "Let the machine scan this, or type it there: {address}. It works until {until}."
        ),
        address=settings.CONFIG.base_url,
        until=f"{pairing.expires_at:%H:%M} UTC",
    )


@app.command("revoke", help=gettext_noop("Shut a machine out at once and for good."))
def revoke(machine: options.Machine) -> None:
    actions.revoke_machine(
        machine=machine, by=frame.OPERATOR, now=frame.now(), request_id=str(ids.new_id())
    )
    frame.say(gettext_noop("{machine} is out."), machine=machine)


@app.command("list", help=gettext_noop("Show machines and when they were last seen."))
def list_machines(
    issuer: options.Issuer = "", every: options.Ended = False, json: frame.Json = False
) -> None:
    found = queries.machines(frame.OPERATOR, issuer=issuer or None, revoked=every)
    headings = [
        gettext_noop("Issuer"),
        gettext_noop("Machine"),
        gettext_noop("Kind"),
        gettext_noop("Last seen"),
        gettext_noop("Version"),
        gettext_noop("Id"),
    ]
    cells = (
        [one.issuer, one.name, one.kind, text.moment(one.last_seen_at), one.version, one.id]
        for one in found
    )
    frame.answer([asdict(one) for one in found], json=json, text=frame.table(headings, cells))


def _drawn(payload: str) -> str:
    """The QR in blocks that a terminal shows."""
    blocks = StringIO()
    segno.make(payload, micro=False).terminal(out=blocks, compact=True)
    return blocks.getvalue()

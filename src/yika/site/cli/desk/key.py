"""What programs of an issuer prove themselves with: `yika api-key …`."""

from dataclasses import asdict
from datetime import timedelta
from typing import Annotated

import typer

from yika.domain.machines import actions, queries
from yika.kit import ids
from yika.kit.errors import gettext_noop
from yika.site.cli import frame
from yika.site.cli.desk import options, text

app = frame.group(gettext_noop("What programs of an issuer prove themselves with."))


@app.command("create", help=gettext_noop("Make an API key; it is shown once, on standard output."))
def create(
    issuer: options.Of,
    name: options.Name,
    *,
    scopes: options.Scopes,
    test: Annotated[
        bool, typer.Option("--test", help=gettext_noop("A key for trying out: yk_test_…"))
    ] = False,
    days: Annotated[
        int | None, typer.Option(min=1, max=3650, help=gettext_noop("How long it works, in days."))
    ] = None,
    json: frame.Json = False,
) -> None:
    now = frame.now()
    made = actions.make_key(
        issuer=issuer,
        name=name,
        scopes=scopes,
        test=test,
        expires_at=now + timedelta(days=days) if days else None,
        by=frame.OPERATOR,
        now=now,
        request_id=str(ids.new_id()),
    )
    frame.answer(asdict(made.key) | {"key": made.plain}, json=json, text=made.plain)
    frame.say(
        gettext_noop("This is {key}. Keep it now: nobody can show it again."), key=made.key.id
    )


@app.command("revoke", help=gettext_noop("Make an API key worthless at once and for good."))
def revoke(key: options.Key) -> None:
    actions.revoke_key(key=key, by=frame.OPERATOR, now=frame.now(), request_id=str(ids.new_id()))
    frame.say(gettext_noop("{key} is worthless now."), key=key)


@app.command("list", help=gettext_noop("Show API keys, what they may do, and when they were used."))
def list_keys(
    issuer: options.Issuer = "", every: options.Ended = False, json: frame.Json = False
) -> None:
    found = queries.keys(frame.OPERATOR, issuer=issuer or None, revoked=every)
    headings = [
        gettext_noop("Issuer"),
        gettext_noop("Key"),
        gettext_noop("May"),
        gettext_noop("Last used"),
        gettext_noop("Id"),
    ]
    cells = (
        [one.issuer, one.name, " ".join(one.scopes), text.moment(one.last_used_at), one.id]
        for one in found
    )
    frame.answer([asdict(one) for one in found], json=json, text=frame.table(headings, cells))

"""Logins for those who work here: `yika staff …`."""

from typing import Annotated

import typer

from yika.domain.people import queries, rules
from yika.domain.people.actions.create_login import create_login
from yika.kit import ids
from yika.kit.actor import Actor, ActorKind, Channel
from yika.kit.errors import gettext_noop
from yika.site.cli import frame

app = frame.group(gettext_noop("Logins of the people who work here."))


@app.callback()
def _staff() -> None:
    """Keep `create` a word of its own while it is the only command here."""


@app.command("create", help=gettext_noop("Create a login; the password is asked for."))
def create(
    handle: Annotated[str, typer.Argument(help=gettext_noop("The name to sign in with."))],
    password_stdin: frame.PasswordStdin = False,
    json: frame.Json = False,
) -> None:
    login = create_login(
        handle=handle,
        password=frame.password(from_stdin=password_stdin, twice=True),
        by=frame.OPERATOR,
        now=frame.now(),
        request_id=str(ids.new_id()),
    )
    shown = ids.show("login", login.id)
    frame.answer({"id": shown, "handle": login.handle}, json=json, text=f"{login.handle}\t{shown}")


def signed_in(handle: str, *, password: str) -> Actor:
    """The member of staff who gives a command, proven by the password of the login."""
    login = queries.verified_login(handle, password)
    if login is None:
        raise rules.WrongLogin
    return Actor(ActorKind.STAFF, ids.show("login", login), Channel.COMMAND_LINE)

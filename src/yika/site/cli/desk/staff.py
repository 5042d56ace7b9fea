"""The people who work here: `yika staff …`."""

from dataclasses import asdict
from uuid import UUID

from yika.domain.people import actions as people_actions
from yika.domain.people import queries as people
from yika.domain.people import rules
from yika.domain.staff import actions, queries
from yika.domain.staff.rules import Standing, UnknownStaff
from yika.kit import ids
from yika.kit.actor import Actor, ActorKind, Channel
from yika.kit.errors import gettext_noop
from yika.site.cli import frame
from yika.site.cli.desk import options, text
from yika.site.cli.desk.outlet import outlet_id

app = frame.group(gettext_noop("The people who work here: their logins and roles."))


@app.command("create", help=gettext_noop("Create a login; the password is asked for."))
def create(
    handle: options.Handle,
    password_stdin: frame.PasswordStdin = False,
    json: frame.Json = False,
) -> None:
    login = people_actions.create_login(
        handle=handle,
        password=frame.password(from_stdin=password_stdin, twice=True),
        by=frame.OPERATOR,
        now=frame.now(),
        request_id=str(ids.new_id()),
    )
    shown = ids.show("login", login.id)
    frame.answer({"id": shown, "handle": login.handle}, json=json, text=f"{login.handle}\t{shown}")


@app.command("employ", help=gettext_noop("Create a login with a role; the password is asked for."))
def employ(
    handle: options.Handle,
    role: options.AsRole,
    issuer: options.Of,
    *,
    outlet: options.OutletCode = "",
    password_stdin: frame.PasswordStdin = False,
    json: frame.Json = False,
) -> None:
    standing = people_actions.employ(
        handle=handle,
        password=frame.password(from_stdin=password_stdin, twice=True),
        issuer=issuer,
        role=role,
        outlet=outlet_id(issuer, outlet),
        by=frame.OPERATOR,
        now=frame.now(),
        request_id=str(ids.new_id()),
    )
    _answer(handle, standing, json=json)


@app.command("grant", help=gettext_noop("Let somebody work for an issuer in a role."))
def grant(
    handle: options.Handle,
    role: options.AsRole,
    issuer: options.Of,
    *,
    outlet: options.OutletCode = "",
    json: frame.Json = False,
) -> None:
    standing = actions.grant_role(
        login=_login(handle),
        issuer=issuer,
        role=role,
        outlet=outlet_id(issuer, outlet),
        by=frame.OPERATOR,
        now=frame.now(),
        request_id=str(ids.new_id()),
    )
    _answer(handle, standing, json=json)


@app.command("end-role", help=gettext_noop("Take one role away from somebody, at once."))
def end_role(handle: options.Handle, role: options.AsRole) -> None:
    actions.end_role(
        login=_login(handle),
        role=role,
        by=frame.OPERATOR,
        now=frame.now(),
        request_id=str(ids.new_id()),
    )
    frame.say(gettext_noop("{handle} is no {role} any more."), handle=handle, role=role)


@app.command(
    "reset-second-factor",
    help=gettext_noop("Let somebody who lost app, passkeys and recovery codes begin anew."),
)
def reset_second_factor(handle: options.Handle) -> None:
    people_actions.reset_second_factor(
        login=_login(handle), by=frame.OPERATOR, now=frame.now(), request_id=str(ids.new_id())
    )
    frame.say(
        gettext_noop("{handle} is signed out, and sets up a new app at the next sign-in."),
        handle=handle,
    )


@app.command(
    "reset-password", help=gettext_noop("Give somebody another password; it is asked for.")
)
def reset_password(handle: options.Handle, password_stdin: frame.PasswordStdin = False) -> None:
    people_actions.reset_staff_password(
        login=_login(handle),
        new=frame.password(from_stdin=password_stdin, twice=True),
        by=frame.OPERATOR,
        now=frame.now(),
        request_id=str(ids.new_id()),
    )
    frame.say(gettext_noop("{handle} is signed out and has another password."), handle=handle)


@app.command("end", help=gettext_noop("End all that somebody may do here, at once."))
def end(handle: options.Handle) -> None:
    actions.end_membership(
        login=_login(handle), by=frame.OPERATOR, now=frame.now(), request_id=str(ids.new_id())
    )
    frame.say(gettext_noop("{handle} does not work here any more."), handle=handle)


@app.command("list", help=gettext_noop("Show who works where, and as what."))
def list_staff(
    issuer: options.Issuer = "", every: options.Ended = False, json: frame.Json = False
) -> None:
    found = queries.staff_of(frame.OPERATOR, issuer=issuer or None, ended=every)
    headings = [
        gettext_noop("Issuer"),
        gettext_noop("Login"),
        gettext_noop("Roles"),
        gettext_noop("Since"),
        gettext_noop("Until"),
    ]
    cells = (
        [
            one.standing.issuer,
            one.standing.login,
            " ".join(one.standing.roles),
            text.moment(one.since),
            text.moment(one.ended_at),
        ]
        for one in found
    )
    data = [
        {
            "issuer": one.standing.issuer,
            "login": one.standing.login,
            "outlet": one.standing.outlet,
            "roles": one.standing.roles,
            "since": one.since,
            "ended_at": one.ended_at,
        }
        for one in found
    ]
    frame.answer(data, json=json, text=frame.table(headings, cells))


def signed_in(handle: str, *, password: str) -> Actor:
    """The member of staff who gives a command, proven by the password of the login."""
    login = people.verified_login(handle, password)
    if login is None:
        raise rules.WrongLogin
    return Actor(ActorKind.STAFF, ids.show("login", login), Channel.COMMAND_LINE)


def _answer(handle: str, standing: Standing, *, json: bool) -> None:
    data = asdict(standing) | {"rights": sorted(standing.rights)}
    frame.answer(data, json=json, text=f"{handle}\t{' '.join(standing.roles)}")


def _login(handle: str) -> str:
    found: UUID | None = people.find_login_id(handle)
    if found is None:
        raise UnknownStaff(login=handle)
    return ids.show("login", found)

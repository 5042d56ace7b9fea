"""The audit trail: who did what at this issuer, when, and what it was before and after."""

from collections.abc import Mapping, Sequence
from datetime import datetime, time, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yika.channels.console import words
from yika.channels.console.desk import Desk, open_desk
from yika.channels.console.menu import RIGHTS
from yika.channels.console.tables import Cell, Column, Filter, Listing, to
from yika.domain.journal import queries
from yika.domain.journal.queries import Record
from yika.domain.people.queries import find_login_id
from yika.kit import ids

NOBODY = "nobody"
PAGES = {
    "bat": "batch",
    "card": "card",
    "dlv": "delivery",
    "dev": "machine",
    "imp": "import",
    "apv": "approval",
    "app": "application",
    "enq": "enquiry",
    "out": "outlet",
    "login": "colleague",
}


@require_safe
def audit(request: HttpRequest) -> HttpResponseBase:
    """The newest first; narrowed in the address, and the same as a file."""
    desk = open_desk(request, *RIGHTS["audit"])
    asked = request.GET
    narrowed: dict[str, Any] = {
        "event": asked.get("event", "").strip()[:64],
        "subject": asked.get("subject", "").strip()[:64],
        "actor": _actor(asked.get("who", "").strip()[:64]),
        "since": _day(asked.get("since", "")),
        "until": _day(asked.get("until", ""), after=True),
    }
    return Listing[Record](
        title=_("Audit trail"),
        tab="audit",
        columns=(
            Column(_("When")),
            Column(_("Who")),
            Column(_("What")),
            Column(_("To what")),
            Column(_("Facts")),
        ),
        fetch=lambda limit, behind: queries.audit(desk.by, before=behind, limit=limit, **narrowed),
        cells=lambda found: _rows(desk, found),
        key=lambda one: one.id,
        filters=(
            Filter("event", _("What")),
            Filter("subject", _("To what")),
            Filter("who", _("Who")),
            Filter("since", _("From day"), kind="date"),
            Filter("until", _("To day"), kind="date"),
        ),
        lead=_(
            "Nothing here can be changed or removed. A noun such as card finds all of its kind."
        ),
        empty=_("Nothing of this kind has been recorded."),
    ).answer(desk)


def _actor(typed: str) -> str:
    """Who is meant: by the name he signs in with, or by an id."""
    if not typed or "_" in typed:
        return typed
    found = find_login_id(typed)
    return ids.show("login", found) if found else NOBODY


def _day(text: str, *, after: bool = False) -> datetime | None:
    try:
        day = datetime.fromisoformat(text).date() + timedelta(days=after)
    except (ValueError, OverflowError):
        return None
    return timezone.make_aware(datetime.combine(day, time()))


def _rows(desk: Desk, found: Sequence[Record]) -> list[list[Cell]]:
    actors = [_who(one) for one in found]
    names = desk.names(*(actor for actor, _channel in actors))
    return [
        [
            Cell(words.moment(one.at)),
            Cell(names.get(actor, actor), under=channel),
            Cell(one.event),
            _subject(one),
            Cell(_told(one.facts), under=_change(one)),
        ]
        for one, (actor, channel) in zip(found, actors, strict=True)
    ]


def _who(one: Record) -> tuple[str, str]:
    """The id of who did it, and through which door."""
    _kind, _colon, rest = one.by.partition(":")
    actor, _at, channel = rest.rpartition("@")
    return actor, channel


def _subject(one: Record) -> Cell:
    """What it was about; a purse leads to its card."""
    thing, slash, part = one.subject.partition("/")
    prefix = thing.partition("_")[0]
    if prefix not in PAGES:
        return Cell(one.subject)
    return Cell(f"{prefix} …{thing[-6:]}{slash}{part}", to(PAGES[prefix], thing))


def _told(facts: Mapping[str, object]) -> str:
    return ", ".join(
        f"{name}: {_plain(value)}" for name, value in facts.items() if value not in (None, "")
    )


def _change(one: Record) -> str:
    """Before and after, where something was changed."""
    if not one.before and not one.after:
        return ""
    names = [*one.before, *(name for name in one.after if name not in one.before)]
    before, after = one.before, one.after
    return "; ".join(
        f"{name}: {_plain(before.get(name))} → {_plain(after.get(name))}" for name in names
    )


def _plain(value: object) -> str:
    if value is None:
        return words.NOTHING
    if isinstance(value, list):
        return " ".join(map(_plain, value))
    if isinstance(value, dict):
        return " ".join(f"{name}={_plain(inner)}" for name, inner in value.items())
    return str(value)

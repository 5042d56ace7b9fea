"""What every noun keeps about a holder, as sections of the copy he gets of it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from yika.domain.applications.queries import applications_of
from yika.domain.cards.queries import cards_of, history
from yika.domain.enquiries.queries import enquiries, enquiry
from yika.domain.errands.queries import errands_of
from yika.domain.identity.queries.retention import (
    about_holder,
    document_looks,
    erasures_of,
)
from yika.domain.identity.rules.retention.sections import Row, Section
from yika.domain.journal.queries import records
from yika.domain.messages.queries import deliveries, inbox
from yika.domain.organizations.queries import cards_used_by, organizations_of
from yika.domain.outlets.queries import appointments_of
from yika.domain.people.queries import holder as holder_view
from yika.domain.people.queries import looks, sign_ins_of
from yika.domain.visits.queries import visits_of
from yika.kit.actor import Actor
from yika.kit.errors import gettext_noop

PAGE: Final = 200
ALL: Final = 1_000_000

Labels = Mapping[str, str]

_AT: Final = gettext_noop("Time")
_ISSUER: Final = gettext_noop("Issuer")
_STATE: Final = gettext_noop("State")
_NUMBER: Final = gettext_noop("Number")
_CARD: Final = gettext_noop("Card")
_WHAT: Final = gettext_noop("What")


def sections(holder: str, him: Actor, now: datetime) -> list[Section]:
    """Everything, in the order people look for it. For the holder himself only."""
    return [
        *_person(holder, now),
        *_cards(holder, him),
        *about_holder(holder),
        *_for_others(him, now),
        *_dealings(holder, him, now),
        *_letters(holder, him, now),
        *_traces(holder, him),
    ]


def _person(holder: str, now: datetime) -> Iterator[Section]:
    own = holder_view(holder, now=now)
    labels = {
        "name": gettext_noop("Name"),
        "born_on": gettext_noop("Date of birth"),
        "language": gettext_noop("Language"),
        "phrase": gettext_noop("Your phrase"),
    }
    yield Section("details", gettext_noop("You"), labels, _rows([own], ("id", *labels)))
    labels = {
        "kind": gettext_noop("Kind"),
        "value": gettext_noop("Value"),
        "proven": gettext_noop("Proven"),
    }
    names = ("id", *labels, "usable_from", "leaves_at")
    title = gettext_noop("How you are reached")
    yield Section("contacts", title, labels, _rows(own.contacts, names))


def _cards(holder: str, him: Actor) -> Iterator[Section]:
    cards = cards_of(holder, him)
    labels = {
        "number": _NUMBER,
        "issuer": _ISSUER,
        "product": gettext_noop("Kind of card"),
        "label": gettext_noop("Your name for it"),
        "state": _STATE,
        "activated_at": gettext_noop("Activated"),
        "valid_until": gettext_noop("Valid until"),
    }
    yield Section("cards", gettext_noop("Your cards"), labels, _rows(cards, ("id", *labels)))
    steps = [
        {"card": card.id, "at": step.at, "to": step.after, "reason": step.reason}
        for card in cards
        for step in history(card.id, him)
    ]
    labels = {"at": _AT, "card": _CARD, "to": _STATE, "reason": gettext_noop("Reason")}
    yield Section("card-steps", gettext_noop("What became of your cards"), labels, steps)


def _for_others(him: Actor, now: datetime) -> Iterator[Section]:
    labels = {
        "name": gettext_noop("Organization"),
        "issuer": _ISSUER,
        "role": gettext_noop("As what"),
        "until": gettext_noop("Valid until"),
    }
    title = gettext_noop("Organizations that you act for")
    rows = _rows(organizations_of(him, now=now), ("organization", *labels))
    yield Section("organizations", title, labels, rows)
    labels = {
        "organization_name": gettext_noop("Organization"),
        "card": _CARD,
        "words": gettext_noop("Within what"),
        "since": gettext_noop("Since"),
    }
    title = gettext_noop("Cards of others that you use")
    yield Section("cards-used", title, labels, _rows(cards_used_by(him), ("id", *labels)))


def _dealings(holder: str, him: Actor, now: datetime) -> Iterator[Section]:
    labels = {"case": _NUMBER, "issuer": _ISSUER, "product": _CARD, "state": _STATE}
    rows = _rows(
        applications_of(holder, by=him),
        ("id", *labels, "documents", "submitted_at", "due_at", "ended_at"),
    )
    yield Section("applications", gettext_noop("What you applied for"), labels, rows)

    labels = {"case": _NUMBER, "issuer": _ISSUER, "kind": _WHAT, "state": _STATE}
    found = _paged(lambda after: errands_of(holder, by=him, limit=PAGE, after=after))
    rows = _rows(found, ("id", *labels, "card", "begun_at", "expires_at"))
    yield Section("errands", gettext_noop("What you did, or began"), labels, rows)

    labels = {"number": _NUMBER, "issuer": _ISSUER, "begins_at": _AT, "state": _STATE}
    visits = appointments_of(holder, by=him, now=now)
    rows = _rows(visits, ("id", *labels, "outlet", "service", "booked_at"))
    yield Section("appointments", gettext_noop("Your appointments"), labels, rows)

    labels = {"number": _NUMBER, "issuer": _ISSUER, "begins_at": _AT, "state": _STATE}
    rows = _rows(visits_of(holder, by=him), ("id", *labels, "product", "requested_at", "ended_at"))
    yield Section("visits", gettext_noop("Home visits"), labels, rows)


def _letters(holder: str, him: Actor, now: datetime) -> Iterator[Section]:
    lines = _paged(lambda after: enquiries(by=him, now=now, limit=PAGE, after=after))
    said: list[Row] = [
        {"number": one.number, "issuer": one.issuer, "at": turn.at, "words": turn.words}
        | {"act": turn.act}
        for one in lines
        for turn in enquiry(one.id, by=him, now=now).turns
    ]
    labels = {"number": _NUMBER, "issuer": _ISSUER, "at": _AT, "words": gettext_noop("Words")}
    yield Section("enquiries", gettext_noop("What you asked, and our answers"), labels, said)

    labels = {"at": _AT, "issuer": _ISSUER, "title": gettext_noop("Title"), "body": _WHAT}
    told = _paged(lambda before: inbox(holder, before or None, PAGE))
    rows = _rows(told, ("id", *labels, "read"))
    yield Section("messages", gettext_noop("What we told you"), labels, rows)

    labels = {"at": _AT, "way": gettext_noop("Way"), "to": gettext_noop("To"), "state": _STATE}
    sent = _paged(lambda before: deliveries(him, before=before or None, limit=PAGE))
    rows = _rows(sent, ("id", *labels, "template", "issuer"))
    yield Section("deliveries", gettext_noop("What left by SMS or e-mail"), labels, rows)


def _traces(holder: str, him: Actor) -> Iterator[Section]:
    labels = {
        "at": _AT,
        "issuer": _ISSUER,
        "field": _WHAT,
        "purpose": gettext_noop("Purpose"),
        "by": gettext_noop("By"),
    }
    rows = _rows(looks(holder, limit=ALL), ("id", *labels))
    yield Section("looks", gettext_noop("Who looked at your data"), labels, rows)

    labels = {"at": _AT, "issuer": _ISSUER, "case": _NUMBER, "what": _WHAT, "by": labels["by"]}
    rows = _rows(document_looks(holder), ("id", *labels))
    yield Section("document-looks", gettext_noop("Who looked at your documents"), labels, rows)

    labels = {"begun_at": _AT, "channel": gettext_noop("Way"), "device": gettext_noop("Device")}
    rows = _rows(sign_ins_of(holder), ("id", *labels, "seen_at"))
    yield Section("sign-ins", gettext_noop("Where you signed in"), labels, rows)

    labels = {"at": _AT, "event": _WHAT, "by": gettext_noop("By")}
    acts = _paged(lambda before: records(subject=holder, before=before, limit=PAGE))
    yield Section("acts", gettext_noop("What was done"), labels, _rows(acts, ("id", *labels)))

    labels = {"asked_at": _AT, "state": _STATE}
    wishes = _rows(erasures_of(holder, by=him), ("id", *labels, "ended_at"))
    yield Section("erasures", gettext_noop("Your wishes to be forgotten"), labels, wishes)


def _rows(found: Sequence[object], names: Sequence[str]) -> list[Row]:
    return [{name: getattr(one, name) for name in names} for one in found]


def _paged(page: Callable[[str], Sequence[Any]]) -> list[Any]:
    """All pages of a list that goes on behind the id of its last line."""
    found: list[Any] = []
    while lines := page(found[-1].id if found else ""):
        found += lines
    return found

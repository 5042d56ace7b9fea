"""Guides as every face shows them: what an errand needs, costs and takes, step by step."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from yika.channels.common import words
from yika.channels.common.directory import outlets
from yika.channels.common.directory.outlets import Place
from yika.domain.errands import queries
from yika.domain.errands.rules.guides import PLACES, CardGuide, Guide, GuideStep, Note, Terms
from yika.domain.issuers import queries as issuers
from yika.domain.issuers.rules import Position
from yika.kit.actor import Channel
from yika.kit.errors import gettext_noop

WHERE = {
    Channel.WEB: gettext_noop("On the phone or computer"),
    Channel.KIOSK: gettext_noop("At a kiosk"),
    Channel.COUNTER: gettext_noop("At a counter"),
}
OUTLETS_MAX = 5


@dataclass(frozen=True, slots=True)
class Line:
    """One step in the reader's language; `where` only if it cannot be done everywhere."""

    title: str
    lead: str
    optional: bool
    where: str


@dataclass(frozen=True, slots=True)
class Told:
    """One guide, ready to be read."""

    card: CardGuide
    kind: str
    service: str
    title: str
    name: str
    issuer: str
    hotline: str
    facts: Sequence[tuple[str, str]]
    bring: Sequence[str]
    notes: Sequence[str]
    steps: Sequence[Line]
    care: Sequence[str]
    places: Sequence[Place]
    more: bool


def told(card: CardGuide, kind: str, *, now: datetime, near: Position | None = None) -> Told:
    """One guide with the outlets that serve it, the nearest first where it is known from where."""
    language = get_language() or ""
    guide, issuer = queries.guide(card, kind), issuers.issuer(card.issuer)
    found = issuers.directory(card.issuer, guide.service) if guide.service else []
    found = outlets.nearest(found, near) if near else found
    return Told(
        card=card,
        kind=guide.kind,
        service=guide.service or "",
        title=_(guide.title),
        name=words.in_language(card.name, language),
        issuer=words.in_language(issuer.name, language),
        hotline=issuer.hotline,
        facts=list(_facts(guide)),
        bring=[*map(_, guide.bring), *_documents(guide.terms)],
        notes=[_note(note, language) for note in guide.terms.notes],
        steps=[_line(step) for step in guide.steps],
        care=care(card),
        places=outlets.places(found[:OUTLETS_MAX], now=now),
        more=len(found) > OUTLETS_MAX,
    )


def care(card: CardGuide) -> list[str]:
    """How to keep the card well."""
    return [words.in_language(one, get_language() or "") for one in card.care]


def minutes(guide: Guide) -> str:
    """About how long it takes."""
    count = guide.minutes
    return ngettext("About {count} minute", "About {count} minutes", count).format(count=count)


def where(places: Iterable[Channel]) -> str:
    """Where something can be done."""
    return " · ".join(_(WHERE[place]) for place in places)


def _facts(guide: Guide) -> Iterable[tuple[str, str]]:
    terms = guide.terms
    yield _("Time"), minutes(guide)
    yield _("Fee"), words.amount(terms.fee) if terms.fee else _("Free of charge")
    whole = where(guide.places)
    begin = where(guide.steps[0].places) if guide.steps else ""
    yield (_("Where to go"), whole) if whole else (_("Where to begin"), begin)
    if terms.due:
        yield _("Done after"), words.lasting(terms.due)
    yield _("May rest unfinished"), words.lasting(terms.rests)


def _documents(terms: Terms) -> Iterable[str]:
    """Any one of them will do."""
    if terms.documents:
        one_of = words.listed(map(_, terms.documents))
        yield _("One of: {documents}").format(documents=one_of) if terms.documents[1:] else one_of


def _note(note: Note, language: str) -> str:
    return _(note.words).format(
        time=words.lasting(note.time) if note.time else "",
        who=words.in_language(note.who, language) if note.who else "",
    )


def _line(step: GuideStep) -> Line:
    return Line(
        title=_(step.title),
        lead=_(step.lead),
        optional=step.optional,
        where="" if set(step.places) == set(PLACES) else where(step.places),
    )

"""Turns what is known of a verification into what the pages draw."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from typing import Final

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from yika.channels.common.words import in_language
from yika.channels.review import words
from yika.domain.cards.queries import editions
from yika.domain.identity.rules.checks import Outcome
from yika.domain.identity.rules.documents import FIELDS, Side
from yika.domain.identity.rules.review.asking import HOLDER, thing_of
from yika.domain.identity.rules.review.reasons import reason_words
from yika.domain.identity.rules.review.states import ACT_WORDS, Act
from yika.domain.identity.rules.review.views import (
    CheckView,
    PictureView,
    QueueLine,
    TurnView,
    VerificationView,
)
from yika.products.documents import DOCUMENT_WORDS

FACE: Final = "face"
GOOD = frozenset({Outcome.PASS})
WORST_FIRST = (Outcome.FAIL, Outcome.ERROR, Outcome.WARN, Outcome.NOT_RUN, Outcome.PASS)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the queue."""

    one: QueueLine
    product: str
    document: str
    age: str
    due: str
    mine: bool


@dataclass(frozen=True, slots=True)
class Field:
    """Something that the document says, with what a check has to say about it."""

    label: str
    value: str
    edited: bool
    mark: str
    tone: str


@dataclass(frozen=True, slots=True)
class Check:
    """The outcome of one check."""

    label: str
    outcome: str
    tone: str
    words: str
    engine: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture to look at, with the key that leads to it."""

    id: str
    label: str
    notes: tuple[str, ...]
    given: str
    key: int


@dataclass(frozen=True, slots=True)
class Turn:
    """One thing that happened before."""

    at: str
    what: str
    who: str
    reason: str
    words: str
    remark: str


def product_names(issuer: str) -> dict[str, str]:
    """What the products of an issuer are called, by their codes; newer names win."""
    language = get_language() or ""
    return {one.product.code: in_language(one.product.name, language) for one in editions(issuer)}


def line(one: QueueLine, *, now: datetime, names: Mapping[str, str], mine: bool) -> Line:
    """A line of the queue in words."""
    return Line(
        one=one,
        product=names.get(one.product, one.product),
        document=_(DOCUMENT_WORDS[one.document]),
        age=words.lasting(now - one.submitted_at) if one.submitted_at else "",
        due=words.moment(one.due_at),
        mine=mine,
    )


def fields(view: VerificationView, values: Mapping[str, str]) -> list[Field]:
    """What was given, in the order of the document, each with the worst check about it."""
    marks: dict[str, Outcome] = {}
    for check in view.checks:
        name = words.ABOUT.get(check.name, "")
        if check.outcome not in GOOD and name not in marks:
            marks[name] = check.outcome
    found = []
    for name in FIELDS:
        if name in values:
            outcome = marks.get(name)
            mark, tone = words.OUTCOMES[outcome] if outcome else ("", "")
            value = words.said(words.VALUES, values[name])
            label = words.said(words.FIELDS, name)
            found.append(Field(label, value, name in view.edited, _(mark) if mark else "", tone))
    return found


def plain(values: Mapping[str, str]) -> list[Field]:
    """What a document says, in its order, without anything beside it."""
    return [
        Field(
            label=words.said(words.FIELDS, name),
            value=words.said(words.VALUES, values[name]),
            edited=False,
            mark="",
            tone="",
        )
        for name in FIELDS
        if name in values
    ]


def checks(view: VerificationView) -> dict[str, list[Check]]:
    """What somebody should look at, the worst first, what others' programs hint at, what passed."""
    own = [one for one in view.checks if one.name not in words.HINTS]
    odd = sorted((one for one in own if one.outcome not in GOOD), key=_weight)
    return {
        "doubts": [_check(one) for one in odd],
        "hints": [_check(one) for one in view.checks if one.name in words.HINTS],
        "passed": [_check(one) for one in own if one.outcome in GOOD],
    }


def _weight(one: CheckView) -> int:
    return WORST_FIRST.index(one.outcome)


def _check(one: CheckView) -> Check:
    label, tone = words.OUTCOMES[one.outcome]
    # What another program likes is not yet good: only people say so.
    if one.name in words.HINTS and one.outcome in GOOD:
        label, tone = words.ALIKE if one.name == FACE else label, "quiet"
    said = _(one.words.staff).format_map(_Kept(one.facts)) if one.words else ""
    engine = f"{one.engine} {one.version}".strip()
    return Check(words.said(words.CHECKS, one.name), _(label), tone, said, engine)


class _Kept(dict[str, str]):
    """Facts of a check; what is not there is left out of the words."""

    def __missing__(self, name: str) -> str:
        return "–"


def pictures(found: Iterable[PictureView]) -> list[list[Picture]]:
    """The pictures row by row; a face stands beside the side with the portrait, as a pair."""
    others = [one for one in found if not _is_face(one)]
    faces = [one for one in found if _is_face(one)]
    place = next((i for i, one in enumerate(others) if _bears_portrait(one)), None)
    if place is None:
        rows = [[one] for one in (*others, *faces)]
    else:
        rows = [[one] for one in others]
        rows[place] += faces
    keys = count(1)
    return [[_picture(one, next(keys)) for one in row] for row in rows]


def _is_face(one: PictureView) -> bool:
    return one.side is Side.FACE and one.whose == HOLDER


def _bears_portrait(one: PictureView) -> bool:
    return one.side in {Side.FRONT, Side.DATA} and one.whose == HOLDER


def _picture(one: PictureView, key: int) -> Picture:
    thing = words.thing(thing_of(one.whose, one.side))
    document = words.said(DOCUMENT_WORDS, one.document)
    return Picture(
        id=one.id,
        label=_("Face, as the person sent it") if _is_face(one) else f"{document} · {thing}",
        notes=tuple(words.said(words.NOTES, note) for note in one.notes),
        given=words.moment(one.given_at),
        key=key,
    )


def faces(view: VerificationView) -> Check | None:
    """What a program says about both faces, if it has been asked."""
    return next((_check(one) for one in view.checks if one.name == FACE), None)


def turns(found: Iterable[TurnView], names: Mapping[str, str]) -> list[Turn]:
    """What happened, the newest first."""
    told = [_turn(one, names) for one in found if one.act is not Act.FIELDS_GIVEN]
    return told[::-1]


def _turn(one: TurnView, names: Mapping[str, str]) -> Turn:
    reason = reason_words(one.reason)
    return Turn(
        at=words.moment(one.at),
        what=_(ACT_WORDS[one.act]),
        who=names.get(one.by, ""),
        reason=_(reason.staff) if reason else "",
        words=one.words,
        remark=one.remark,
    )

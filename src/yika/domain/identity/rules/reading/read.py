"""Reads one side of a document: the lines of text on its picture become fields.

Nothing here decides: fields are offered to the person, who confirms or mends them.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from yika.domain.identity.rules.documents import FIELDS, RULES, Fields, NumberRule, Side
from yika.domain.identity.rules.numbers import normal_number
from yika.domain.identity.rules.reading.address import address_of
from yika.domain.identity.rules.reading.boxes import Boxes
from yika.domain.identity.rules.reading.labels import Token, labels_of, tokens_of, values_of
from yika.domain.identity.rules.reading.page import Piece, pages
from yika.domain.identity.rules.reading.values import EIGHTEEN, Teller
from yika.domain.identity.rules.reading.zones import has_zone, read_zone
from yika.products.documents import Document

ALONE: Final = frozenset({NumberRule.CITIZEN, NumberRule.RESIDENCE_PERMIT})
"""Documents whose number nothing else looks like, so that it is found without its label, too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What one side says.

    `unread` are the fields nobody may leave empty that were not found on it. `turned` is by how
    many degrees clockwise the picture must be turned to stand upright: a picture that is turned
    and read again gives more, above all the machine-readable zone.
    """

    fields: Fields = Fields()  # noqa: RUF009  frozen
    unread: tuple[str, ...] = ()
    turned: int = 0

    @property
    def is_bare(self) -> bool:
        """Whether nothing at all was found: it may be another side, or stand on its head."""
        return not self.fields.said()


def read_side(document: Document, side: Side, boxes: Boxes, *, today: date) -> Reading:
    """The fields in these lines of text, held in whichever way says most."""
    teller = Teller(document, today)
    known = RULES[document].sides.get(side, frozenset())
    readings = [
        Reading(fields=_only(_read_page(teller, side, page), known), turned=turned)
        for turned, page in pages(boxes.found)
    ]
    best = max(readings, key=lambda each: len(each.fields.said()), default=Reading())
    missing = (RULES[document].needed & known) - set(best.fields.said())
    return replace(best, unread=tuple(name for name in FIELDS if name in missing))


def _read_page(teller: Teller, side: Side, page: Sequence[Piece]) -> Fields:
    labels = labels_of(teller.document, side)
    tokens = [token for piece in page for token in tokens_of(piece, labels)]
    fields = Fields()
    for field in dict(labels):
        fields = fields.joined(_by_label(teller, field, tokens, page))
    if labels and RULES[teller.document].number in ALONE:
        fields = fields.joined(_unlabeled(teller, page))
    zone = read_zone(page, today=teller.today) if has_zone(teller.document, side) else Fields()
    if zone.number and fields.number and zone.number != fields.number:
        fields, zone = replace(fields, number=""), replace(zone, number="")
    fields = fields.joined(zone)
    return replace(fields, name=fields.name or fields.latin_name)


def _by_label(teller: Teller, field: str, tokens: Sequence[Token], page: Sequence[Piece]) -> Fields:
    """What its labels name, if it can be a value: words of labels are in streets, too."""
    fields = Fields()
    for label in (token for token in tokens if token.field == field):
        texts = address_of(label.piece, page) if field == "address" else values_of(label, tokens)
        told = (teller.tell(field, text) for text in texts)
        fields = fields.joined(next(filter(None, told), Fields()))
    return fields


def _unlabeled(teller: Teller, page: Sequence[Piece]) -> Fields:
    """What glare or blur took the label of, and nothing else looks like: a line of its own."""
    fields = Fields()
    middle = (min(piece.top for piece in page) + max(piece.bottom for piece in page)) / 2
    for piece in page:
        number = normal_number(piece.text)
        if piece.middle < middle:
            fields = fields.joined(teller.find_birth(piece.text) or Fields())
        elif re.fullmatch(EIGHTEEN, number) and teller.is_right(number):
            fields = fields.joined(Fields(number=number))
    return fields


def _only(fields: Fields, known: frozenset[str]) -> Fields:
    """What stands on this side; anything else was somebody's mistake."""
    return Fields.of({name: text for name, text in fields.said().items() if name in known})

"""Which card somebody means who types its number from memory, for this noun only."""

from yika.domain.cards import rules
from yika.domain.cards.models import Card, CardNumber, NumberSeries
from yika.domain.cards.rules import claims, numbers
from yika.kit.errors import Fault, Invalid


def card_claimed(typed: str) -> tuple[str, Card | None]:
    """The number as it is kept, and its card if there is one.

    Refuses what is no number, and one that no card can have, for its own sake alone.
    """
    number = numbers.normal_number(typed)
    if not number or not numbers.is_number(number):
        raise Invalid([Fault("number", "", claims.NUMBER_EXPECTED)])
    found = CardNumber.objects.filter(number=number).values_list("card_id", flat=True).first()
    row = Card.objects.filter(pk=found).first() if found else None
    if row is None:
        _check_possible(number)
    return number, row


def _check_possible(number: str) -> None:
    series = NumberSeries.objects.values_list("series", flat=True)
    try:
        numbers.check_typed(number, map(numbers.Series.parse, series))
    except rules.UnknownCard:
        return

"""Gives out card numbers that no card has, in ascending order."""

from yika.domain.cards import rules
from yika.domain.cards.models import CardNumber, NumberSeries
from yika.domain.cards.rules.numbers import Series


def hold_series(series: Series) -> NumberSeries:
    """The series, held until the transaction ends: nobody else draws from it meanwhile."""
    NumberSeries.objects.get_or_create(series=str(series))
    return NumberSeries.objects.select_for_update().get(series=str(series))


def draw_numbers(held: NumberSeries, series: Series, count: int) -> list[str]:
    """So many numbers behind the last one that was drawn; cards taken over may stand between."""
    drawn: list[str] = []
    while len(drawn) < count:
        missing = count - len(drawn)
        if series.last - held.last < missing:
            left = len(drawn) + series.last - held.last
            raise rules.NumbersUsedUp(prefix=series.prefix, left=left)
        serials = range(held.last + 1, held.last + 1 + missing)
        numbers = [series.number(serial) for serial in serials]
        taken = _taken(numbers[0], numbers[-1])
        drawn += [number for number in numbers if number not in taken]
        held.last = serials[-1]
    held.save(update_fields=["last"])
    return drawn


def _taken(first: str, last: str) -> set[str]:
    between = CardNumber.objects.filter(number__range=(first, last))
    return set(between.values_list("number", flat=True))

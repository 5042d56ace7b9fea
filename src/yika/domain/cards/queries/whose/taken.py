"""Which cards of an import cannot come, because another card has their number."""

from typing import Final

from django.db import connection

from yika.domain.cards.rules.source import Source

_TAKEN: Final = """
    SELECT c.piece FROM ({}) c JOIN cards_cardnumber n
    ON n.number = c.number AND n.card_id <> c.card
"""


def taken_from(source: Source) -> list[int]:
    """The pieces whose numbers other cards have, or are claimed for others, in their order."""
    with connection.cursor() as cursor:
        cursor.execute(_TAKEN.format(source.sql), source.parameters)
        return sorted(piece for (piece,) in cursor.fetchall())

"""The table of moves only ever grows at its end, whatever account a move is of."""

import pytest
from django.db import connection

from yika.domain.ledger.models import Move


@pytest.mark.django_db
def test_no_index_of_the_moves_is_ordered_by_account() -> None:
    with connection.cursor() as cursor:
        found = connection.introspection.get_constraints(cursor, Move._meta.db_table)
    first = {facts["columns"][0] for facts in found.values() if facts["columns"]}
    assert first == {"id", "request", "reverses"}

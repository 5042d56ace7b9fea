"""Locks a person while somebody counts what he has at an issuer."""

from yika.domain.identity.queries.persons import person_indexes, same_person
from yika.domain.identity.verifying.persons import held_places
from yika.kit import ids

UNPROVEN = b"holder"


def hold_person(*, holder: str, issuer: str, product: str) -> frozenset[str]:
    """The accounts of this person at the issuer, held until the caller's transaction ends.

    Two who count for the same person and product do so one after the other. Who has proven
    nothing is the one account that he came with.
    """
    keys = person_indexes(holder, issuer=issuer)
    held_places(keys or [UNPROVEN + ids.read("hld", holder).bytes], issuer, product)
    return same_person(holder, issuer=issuer)

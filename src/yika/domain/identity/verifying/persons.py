"""Finds the same person again by blind indexes, without opening anything."""

import json
from collections.abc import Iterable, Sequence

from django.db.models import Q, QuerySet

from yika.domain.identity.models import PersonPlaces, ProvenIdentity, StaffTie, Verification
from yika.domain.identity.rules.documents import NUMBERED, RULES, Fields
from yika.domain.identity.rules.review.access import Reviewer
from yika.domain.identity.rules.review.reasons import SUSPICIOUS
from yika.domain.identity.rules.review.states import OPEN, State
from yika.domain.identity.verifying.folder import Folder
from yika.domain.identity.verifying.indexes import name_keys, person_keys
from yika.domain.people.queries import find_holder_of_login
from yika.kit import ids
from yika.kit.actor import Actor
from yika.products.documents import DOCUMENTS

__all__ = [
    "held_places",
    "name_keys",
    "other_accounts",
    "person_keys",
    "proof_keys",
    "reviewer",
    "same_name_elsewhere",
    "same_person_elsewhere",
    "was_suspicious",
]


def proof_keys(row: ProvenIdentity) -> frozenset[bytes]:
    """The index of who proved it, under every key at hand: a change of keys hides nobody.

    The country of a passport stands with what was given; once that is gone, as it was stored.
    """
    stored = {bytes(row.person_index)} if row.person_index else set()
    document = next(one for one in DOCUMENTS if one == row.document)
    said: dict[str, str] = json.loads(row.verification.told("fields") or "{}")
    given = Fields(number=row.told("number"), nationality=said.get("nationality", ""))
    if any(not getattr(given, name) for name in NUMBERED & RULES[document].needed):
        return frozenset(stored)
    return frozenset(stored | set(person_keys(document, given)))


def reviewer(by: Actor) -> Reviewer:
    """Who decides, with the person he is and those he is tied to."""
    holder = find_holder_of_login(by.id) or ""
    noted = StaffTie.objects.filter(login=by.id).values_list("person_index", flat=True)
    ties = set(map(bytes, noted))
    if holder:
        proven = ProvenIdentity.objects.filter(holder=ids.read("hld", holder))
        ties |= {one for row in proven.select_related("verification") for one in proof_keys(row)}
    return Reviewer(by, holder, frozenset(ties))


def same_person_elsewhere(folder: Folder, keys: Sequence[bytes]) -> bool:
    """Whether another holder of this issuer showed the same document; others are not told."""
    return bool(keys) and _proven_elsewhere(folder, keys).exists()


def same_name_elsewhere(folder: Folder, keys: Sequence[bytes]) -> bool:
    """Whether another holder of this issuer has the same name and day of birth."""
    row = folder.row
    named = Verification.objects.filter(issuer=row.issuer, name_index__in=keys)
    return bool(keys) and named.exclude(holder=row.holder).exclude(pk=row.pk).exists()


def was_suspicious(folder: Folder, keys: Sequence[bytes]) -> bool:
    """Whether this issuer refused this person, or this holder, for what cannot be mended."""
    row = folder.row
    whose = Q(holder=row.holder) | (Q(person_index__in=keys) if keys else Q())
    refused = Verification.objects.filter(whose, issuer=row.issuer, state=State.REFUSED.value)
    return refused.filter(reason__in=SUSPICIOUS).exclude(pk=row.pk).exists()


def other_accounts(folder: Folder, keys: Sequence[bytes], *, pending: bool = False) -> int:
    """How many other holders this person is here for this product, pending ones too if asked.

    What the holder himself proved before is no other one: cards are counted at their activation.
    """
    row = folder.row
    proven = _proven_elsewhere(folder, keys).filter(verification__product=row.product)
    found = set(proven.values_list("holder", flat=True))
    if pending:
        being = Verification.objects.filter(issuer=row.issuer, person_index__in=keys)
        being = being.filter(product=row.product, state__in=OPEN, submitted_at__isnull=False)
        found |= set(being.exclude(holder=row.holder).values_list("holder", flat=True))
    return len(found)


def held_places(keys: Iterable[bytes], issuer: str, product: str) -> list[PersonPlaces]:
    """The rows of this person under every key at hand, locked in one order."""
    rows = [PersonPlaces(person_index=key, issuer=issuer, product=product) for key in keys]
    PersonPlaces.objects.bulk_create(rows, ignore_conflicts=True)
    held = PersonPlaces.objects.select_for_update().filter(
        person_index__in=[row.person_index for row in rows], issuer=issuer, product=product
    )
    return list(held.order_by("person_index"))


def _proven_elsewhere(folder: Folder, keys: Sequence[bytes]) -> QuerySet[ProvenIdentity]:
    proven = ProvenIdentity.objects.filter(issuer=folder.row.issuer, person_index__in=keys)
    return proven.exclude(lapsed_because="undone").exclude(holder=folder.row.holder)

"""Who is the same person under several accounts, and whether a document is somebody's."""

import hmac
from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q, QuerySet

from yika.domain.identity.models import ProvenIdentity
from yika.domain.identity.rules.numbers.normal import normal_number
from yika.domain.identity.verifying.persons import proof_keys
from yika.kit import ids

UNDONE = "undone"


def person_indexes(holder: str, *, issuer: str = "") -> list[bytes]:
    """The blind indexes of what a holder has proven, at this issuer or anywhere.

    Under every index key at hand, so that a change of keys hides nobody.
    """
    return _indexes(_proofs(holder, issuer))


def same_person(holder: str, *, issuer: str) -> frozenset[str]:
    """The accounts known to this issuer as the same person as this one, itself among them."""
    keys = person_indexes(holder, issuer=issuer)
    rows = ProvenIdentity.objects.filter(person_index__in=keys, issuer=issuer)
    return _holders(holder, rows)


def is_known_at(holder: str, *, level: int, now: datetime) -> bool:
    """Whether anybody knows the holder at this level now."""
    return _standing(holder, level, now).exists()


def same_person_anywhere(holder: str, *, level: int, now: datetime) -> frozenset[str]:
    """The accounts of any issuer that show the same person, for the holder's own pages only.

    Found by what he has proven at this level or above, and by nothing weaker: whoever sent in
    somebody's picture from afar does not become him. How firmly the others are known is no matter.
    """
    keys = _indexes(_standing(holder, level, now))
    return _holders(holder, ProvenIdentity.objects.filter(person_index__in=keys))


def has_document(holder: str, number: str) -> bool:
    """Whether a holder has proven himself with a document of this number, to whomever."""
    typed = normal_number(number).encode()
    told = [normal_number(row.told("number")).encode() for row in _proofs(holder, "")]
    fits = [hmac.compare_digest(one, typed) for one in told if one]
    return bool(typed) and any(fits)


def _proofs(holder: str, issuer: str) -> QuerySet[ProvenIdentity]:
    rows = ProvenIdentity.objects.filter(holder=ids.read("hld", holder))
    rows = rows.select_related("verification").exclude(lapsed_because=UNDONE)
    return rows.filter(issuer=issuer) if issuer else rows


def _standing(holder: str, level: int, now: datetime) -> QuerySet[ProvenIdentity]:
    lasts = Q(verified_until=None) | Q(verified_until__gt=now)
    rows = _proofs(holder, "").filter(lasts, level__gte=level, lapsed_at=None)
    return rows.filter(since__lte=now)


def _indexes(rows: Iterable[ProvenIdentity]) -> list[bytes]:
    found: set[bytes] = set()
    for row in rows:
        if row.person_index:
            found |= proof_keys(row)
    return sorted(found)


def _holders(himself: str, rows: QuerySet[ProvenIdentity]) -> frozenset[str]:
    known = rows.exclude(lapsed_because=UNDONE).values_list("holder", flat=True)
    return frozenset({himself, *(ids.show("hld", one) for one in known.distinct())})

"""Checks of a real name with their pictures, as they stand in the tables once they have ended."""

from datetime import datetime
from uuid import uuid4

from yika.domain.identity.models import Evidence, ProvenIdentity, Verification
from yika.domain.identity.rules.review.states import State
from yika.domain.vault.actions import seal_file
from yika.kit import ids
from yika.kit.actor import Actor

NUMBER = "11010519491231002X"
POLICY = (
    '{"need": "before-service", "level": 1, "documents": ["resident-id"], '
    '"keep": "30 days", "keep_refused": "7 days", "promise": "1 day"}'
)


def verification(
    holder: Actor, at: datetime, *, state: State = State.APPROVED, issuer: str = "harbor"
) -> Verification:
    row = Verification(
        case=f"V{uuid4().hex[:8]}",
        holder=ids.read("hld", holder.id),
        issuer=issuer,
        product="metro",
        edition=1,
        document="resident-id",
        channel="web",
        policy=POLICY,
        state=state,
        begun_at=at,
        submitted_at=at,
        decided_at=at,
        due_at=at,
        person_index=b"person",
        request=uuid4(),
        digest=b"digest",
    )
    row.keep("fields", f'{{"name": "Lin Wan", "number": "{NUMBER}"}}')
    row.save(force_insert=True)
    return row


def picture(
    of: Verification, side: str = "front", *, purge_after: datetime | None = None
) -> Evidence:
    row = Evidence(
        verification=of, document="resident-id", side=side, likeness=b"", given_at=of.begun_at
    )
    row.file = seal_file(
        b"picture", where=row.where("file"), now=of.begun_at, purge_after=purge_after
    )
    row.save(force_insert=True)
    return row


def proven(of: Verification) -> ProvenIdentity:
    row = ProvenIdentity(
        verification=of,
        holder=of.holder,
        issuer=of.issuer,
        level=2,
        document="resident-id",
        person_index=b"person",
        since=of.begun_at,
        verified_at=of.begun_at,
    )
    row.keep("name", "Lin Wan")
    row.keep("number", NUMBER)
    row.save(force_insert=True)
    return row

"""How the issuer knows a person, what is being checked, and what the person agreed to."""

from typing import Annotated

from ninja import Path
from pydantic import Field

from yika.channels.api.shapes.errands import CaseNumber
from yika.channels.api.terms.call import ApiRequest
from yika.channels.api.terms.operations import Resource
from yika.channels.api.terms.shapes import HolderId, Moment, ProductCode, Shape, one_of
from yika.domain.identity import queries
from yika.domain.identity.queries import ProvenView
from yika.domain.identity.queries.consents import consents
from yika.domain.identity.rules.consents import ConsentView, Purpose
from yika.domain.identity.rules.review.states import State
from yika.domain.identity.rules.review.views import QueueLine
from yika.domain.people.queries import seen_holder
from yika.domain.staff.rules import Right
from yika.kit.errors import gettext_noop

resource = Resource(
    "real-names",
    gettext_noop("Real names"),
    gettext_noop(
        "How the issuer knows a person, and what the person agreed to. Names and numbers of "
        "documents are masked, and no picture leaves by this way."
    ),
)
DocumentCode = Annotated[str, Field(examples=["resident-id"])]
VerificationId = Annotated[str, Field(examples=["ver_01kahz4m7qe2v8rtx0c5dnb3wy"])]


class Proof(Shape):
    """A document that the issuer has confirmed, while it counts."""

    level: int = Field(
        description=gettext_noop(
            "1 a document seen from afar, 2 original and face seen by staff, 3 vouched for by an "
            "authority."
        )
    )
    document: DocumentCode
    masked_name: Annotated[str, Field(examples=["林*"])]
    masked_number: Annotated[str, Field(examples=["110************02X"])]
    verification: VerificationId
    verified_at: Moment
    verified_until: Moment | None

    @classmethod
    def of(cls, view: ProvenView) -> "Proof":
        return cls(
            level=view.level,
            document=view.document,
            masked_name=view.name,
            masked_number=view.number,
            verification=view.verification,
            verified_at=view.verified_at,
            verified_until=view.verified_until,
        )


class RealName(Shape):
    """How firmly the issuer knows a person; level 0 when nothing is proven."""

    holder: HolderId
    level: int
    proofs: list[Proof]


class Verification(Shape):
    """One check of a real name, as it stands. Decided by people, by `due_at`."""

    id: VerificationId
    case: CaseNumber
    product: ProductCode
    document: DocumentCode
    state: Annotated[State, one_of(State)]
    attempt: int
    submitted_at: Moment | None
    due_at: Moment | None
    late: bool

    @classmethod
    def of(cls, line: QueueLine) -> "Verification":
        return cls(
            id=line.id,
            case=line.case,
            product=line.product,
            document=line.document,
            state=line.state,
            attempt=line.attempt,
            submitted_at=line.submitted_at,
            due_at=line.due_at,
            late=line.late,
        )


class Verifications(Shape):
    """The newest first."""

    data: list[Verification]


class Consent(Shape):
    """What a person agreed to, in the words that the digest stands for."""

    id: Annotated[str, Field(examples=["con_01kahz4m7qe2v8rtx0c5dnb3wy"])]
    purpose: Annotated[Purpose, one_of(Purpose)]
    version: int
    language: str
    digest: str
    in_force: bool
    given_at: Moment
    channel: str
    withdrawn_at: Moment | None
    replaced_at: Moment | None

    @classmethod
    def of(cls, view: ConsentView) -> "Consent":
        return cls(
            id=view.id,
            purpose=view.purpose,
            version=view.version,
            language=view.language,
            digest=view.digest,
            in_force=view.in_force,
            given_at=view.given_at,
            channel=view.channel,
            withdrawn_at=view.withdrawn_at,
            replaced_at=view.replaced_at,
        )


class Consents(Shape):
    """The newest first; those that have ended are among them, as long as they are kept."""

    data: list[Consent]


@resource.reads(
    "/holders/{holder}/real-name",
    summary=gettext_noop("Get how a holder is known"),
    gives=RealName,
    scope=Right.IDENTITY_VIEW,
)
def get_real_name(request: ApiRequest, holder: Path[HolderId]) -> RealName:
    call = request.call
    person = seen_holder(holder, by=call.by)
    proofs = queries.proven_names(person.id, by=call.by, now=call.now)
    level = max((one.level for one in proofs), default=0)
    return RealName(holder=person.id, level=level, proofs=[Proof.of(one) for one in proofs])


@resource.reads(
    "/holders/{holder}/verifications",
    summary=gettext_noop("List the checks of a holder's real name"),
    gives=Verifications,
    scope=Right.IDENTITY_VIEW,
)
def list_verifications(request: ApiRequest, holder: Path[HolderId]) -> Verifications:
    call = request.call
    person = seen_holder(holder, by=call.by)
    found = queries.verifications(holder=person.id, by=call.by, now=call.now)
    return Verifications(data=[Verification.of(line) for line in found])


@resource.reads(
    "/holders/{holder}/consents",
    summary=gettext_noop("List what a holder agreed to"),
    gives=Consents,
    scope=Right.IDENTITY_VIEW,
)
def list_consents(request: ApiRequest, holder: Path[HolderId]) -> Consents:
    return Consents(data=[Consent.of(one) for one in consents(holder, by=request.call.by)])

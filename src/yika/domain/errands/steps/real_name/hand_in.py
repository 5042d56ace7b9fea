"""Hand in: everything is looked through once more, and given to be checked."""

from collections.abc import Iterator
from typing import Annotated, Literal

from yika.domain.errands.rules.asks import Asked, AskKind, StepForm
from yika.domain.errands.rules.views import Told, Tone
from yika.domain.errands.steps.real_name import papers
from yika.domain.errands.steps.step import Stand, Step, Taken, Way
from yika.domain.identity import actions
from yika.domain.identity.actions import Witness
from yika.domain.identity.queries.consents import check_consent
from yika.domain.identity.rules.consents import Purpose
from yika.domain.identity.rules.names import is_called
from yika.domain.identity.rules.review.known import KNOWN_WORDS, Known
from yika.domain.identity.rules.review.policy import promised
from yika.domain.identity.rules.review.views import VerificationView
from yika.domain.identity.rules.wordings import FIELD_WORDS
from yika.domain.issuers import queries as issuers
from yika.domain.people.queries import name_for
from yika.kit.actor import ActorKind, Channel
from yika.kit.errors import gettext_noop
from yika.products.documents import DOCUMENT_WORDS

SIGNED_WORDS = {
    "pen": gettext_noop("Signed on the customer's screen"),
    "touch": gettext_noop("Confirmed on the customer's screen"),
    "paper": gettext_noop("Signed on paper"),
}
LOOKED_AT = ("name", "latin_name", "number", "born_on", "expires_on")


class Right(StepForm):
    """What stands above the button is what the document says."""

    right: Annotated[
        Literal[True],
        Asked(
            gettext_noop("This is what stands on the document"),
            wrong=gettext_noop("Read it through, and confirm that it is right."),
            kind=AskKind.CONFIRM,
        ),
    ]


class Witnessed(Right):
    """At a counter, with what the member of staff has seen himself."""

    original: Annotated[
        bool,
        Asked(
            gettext_noop("I have the original in my hand"),
            wrong=gettext_noop("Tick it or leave it."),
            kind=AskKind.CONFIRM,
        ),
    ] = False


class Compared(Witnessed):
    """The same where the policy wants the face compared."""

    face: Annotated[
        bool,
        Asked(
            gettext_noop("The face is that of the photograph"),
            hint=gettext_noop("Only if the person agreed to be compared."),
            wrong=gettext_noop("Tick it or leave it."),
            kind=AskKind.CONFIRM,
        ),
    ] = False


class HandIn(Step):
    name = "hand-in"
    of_holder = True
    title = gettext_noop("Check and hand in")
    button = gettext_noop("Hand in")
    elsewhere = papers.ELSEWHERE
    ways = (
        Way(
            Right,
            gettext_noop("Then we check it, and tell you how it was decided."),
            faces=frozenset({Channel.WEB, Channel.API}),
            who=frozenset({ActorKind.HOLDER, ActorKind.API_KEY}),
        ),
        Way(
            Witnessed,
            gettext_noop("Tick only what you have seen yourself. You answer for it."),
            faces=frozenset({Channel.COUNTER}),
            who=papers.CLERK,
        ),
    )

    def known(self, at: Stand) -> bool:
        return papers.is_known(at)

    def forms(self) -> tuple[type[StepForm], ...]:
        return (Right, Witnessed, Compared)

    def form(self, at: Stand, way: Way) -> type[StepForm]:
        compares = way.form is Witnessed and papers.policy(at).face != "none"
        return Compared if compares else way.form

    def tells(self, at: Stand) -> tuple[Told, ...]:
        return tuple(_lines(at))

    def check(self, at: Stand, given: Right) -> Witness:
        if not isinstance(given, Witnessed):
            return Witness()
        face = isinstance(given, Compared) and given.face
        if face:
            check_consent(at.holder, purpose=Purpose.FACE, issuer=at.issuer)
        return Witness(original=given.original, face=face)

    def apply(self, at: Stand, checked: Witness) -> Taken:
        after = actions.submit_verification(
            verification=at.carried[papers.VERIFICATION],
            witness=checked,
            by=at.visit.by,
            now=at.visit.now,
            request_id=f"{at.visit.request_id}:submit",
        )
        return Taken(facts={"attempt": str(after.line.attempt), "state": after.state.value})


def _lines(at: Stand) -> Iterator[Told]:
    seen = papers.under_way(at)
    told = papers.offered(at, seen) or seen.fields
    yield Told(gettext_noop("Document"), DOCUMENT_WORDS[seen.line.document], literal=False)
    for name in LOOKED_AT:
        if name in told:
            yield Told(FIELD_WORDS[name], told[name])
    if _is_called_otherwise(at, seen):
        words = KNOWN_WORDS[Known.ACCOUNT_NAME].holder
        yield Told(gettext_noop("Name"), words, literal=False, tone=Tone.NOTE)
    if seen.signed in SIGNED_WORDS:
        yield Told(
            gettext_noop("Confirmed by the person"), SIGNED_WORDS[seen.signed], literal=False
        )
    due = promised(papers.policy(at), at.visit.now, issuers.issuer(at.issuer).zone)
    yield Told(gettext_noop("Decided by"), due)


def _is_called_otherwise(at: Stand, seen: VerificationView) -> bool:
    """Whether his own account has another name, before himself only."""
    if not papers.is_himself(at):
        return False
    told, called = papers.offered(at, seen), name_for(at.holder, at.visit.by)
    names = [told[one] for one in ("name", "latin_name") if told.get(one)]
    return bool(called and names) and not is_called(called, names)

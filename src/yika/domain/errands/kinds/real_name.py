"""Real name: somebody proves who he is, for a card of his or for a kind of card."""

import re

from yika.domain.cards import queries as cards
from yika.domain.cards.rules import UnknownCard
from yika.domain.errands.kinds.kind import Beginning, Kind
from yika.domain.errands.rules.guides import Note, Terms
from yika.domain.errands.rules.plan import Plan, Planned
from yika.domain.errands.rules.refusals import AlreadyProven, HolderNeeded, NotHere
from yika.domain.errands.steps import step as step_of
from yika.domain.errands.steps.real_name import papers
from yika.domain.errands.steps.step import Stand, Visit
from yika.domain.identity import queries as identity
from yika.domain.identity.rules.review.policy import SEEN
from yika.domain.identity.rules.review.refusals import NotNeeded
from yika.domain.identity.rules.review.times import RESTS_FOR
from yika.domain.issuers.queries import find_issuer
from yika.domain.people import queries as people
from yika.kit import ids
from yika.kit.actor import WORKER, ActorKind
from yika.kit.errors import gettext_noop
from yika.products.documents import DOCUMENT_WORDS
from yika.products.product import CardProduct
from yika.products.tables.real_name import RealName as Policy
from yika.products.tables.span import Span

STEPS = ("consent", "document", "pictures", "face", "details", "hand-in", "decision")
OPTIONAL = frozenset({"face"})
ABOUT = re.compile(r"[a-z0-9-]{1,48}/[a-z0-9-]{1,40}")
LASTS = Span(days=90)
"""Longer than anybody may take to decide. Where the person does nothing, it is given up sooner."""

AT_COUNTER = gettext_noop("At the end, staff at a counter have to see the original and your face.")
HINT = gettext_noop(
    "If you agree, a program compares a picture of your face with your document, as a hint for who "
    "decides. Nobody has to give one."
)
FOR = gettext_noop("It holds for {time}; then it is proven anew.")


class RealName(Kind):
    """It is about a card, or about a kind of card, named `issuer/product`."""

    name = papers.KIND
    title = gettext_noop("Prove who you are")

    def begin(self, subject: str, holder: str, visit: Visit) -> Beginning:
        """Refuse where nothing is asked for, and where it was proven and holds for a while."""
        if visit.by.kind is ActorKind.DEVICE:
            raise NotHere
        if not holder:
            raise HolderNeeded
        of_kind = ABOUT.fullmatch(subject) is not None
        begun = _of_kind(subject, holder, visit) if of_kind else _of_card(subject, holder, visit)
        if visit.by.kind is not ActorKind.HOLDER:
            people.seen_holder(holder, visit.by)
        _check_unproven(_policy(begun.product), holder, begun.issuer, visit)
        return begun

    def issuer_of(self, subject: str) -> str:
        if not ABOUT.fullmatch(subject):
            return super().issuer_of(subject)
        found = find_issuer(subject.partition("/")[0])
        return found.code if found else ""

    def check_holder(self, at: Stand, holder: str) -> None:
        """It was begun for somebody, and for nobody else."""
        if at.holder not in {"", holder}:
            raise HolderNeeded

    def plan(self, product: CardProduct) -> Plan:
        _policy(product)
        wanted = (name for name in STEPS if step_of(name).needed(product))
        return tuple(Planned(name, name in OPTIONAL) for name in wanted)

    def rests(self, product: CardProduct) -> Span:  # noqa: ARG002
        return LASTS

    def terms(self, product: CardProduct) -> Terms:
        policy = _policy(product)
        seen = policy.face == "staff" or policy.level >= SEEN
        notes = [Note(AT_COUNTER)] if seen else []
        if policy.face == "hint":
            notes.append(Note(HINT))
        if policy.recheck:
            notes.append(Note(FOR, time=policy.recheck))
        return Terms(
            rests=Span(days=RESTS_FOR.days),
            documents=tuple(DOCUMENT_WORDS[name] for name in policy.documents),
            due=policy.promise,
            notes=tuple(notes),
        )

    def finish(self, at: Stand) -> None:
        """Nothing more: what was decided stands where it was decided."""


def _of_kind(about: str, holder: str, visit: Visit) -> Beginning:
    issuer, _, product = about.partition("/")
    found = cards.find_edition_in_force(issuer, product, cards.today(issuer, visit.now))
    if found is None:
        raise NotNeeded
    whose = str(ids.request_key(f"{papers.KIND} {about} for {holder}"))
    return Beginning(subject=whose, issuer=issuer, product=found.product)


def _of_card(id: str, holder: str, visit: Visit) -> Beginning:  # noqa: A002
    """Only about a card that is his: who merely knows a number would keep its holder out."""
    card = cards.card(id, WORKER)
    if card.holder != holder or (
        visit.by.kind is not ActorKind.HOLDER and not visit.by.sees(card.issuer)
    ):
        raise UnknownCard
    product = cards.product_of(card)
    return Beginning(subject=card.id, issuer=card.issuer, product=product, card=card.id)


def _check_unproven(policy: Policy, holder: str, issuer: str, visit: Visit) -> None:
    """What holds for a month and more is not proven again, unless he has changed his details."""
    proof = identity.proof_of(holder, issuer, by=visit.by, now=visit.now)
    if proof.covers(policy.level):
        raise AlreadyProven


def _policy(product: CardProduct) -> Policy:
    if product.real_name is None or not papers.is_asked(product):
        raise NotNeeded
    return product.real_name

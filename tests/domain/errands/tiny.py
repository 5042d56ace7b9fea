"""A kind of errand with tiny steps, to try the engine with nothing else around it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any

from yika.domain.cards.queries import edition
from yika.domain.cards.rules import CardBlocked as Stopped
from yika.domain.errands import kinds, steps
from yika.domain.errands.kinds.kind import Beginning, Kind
from yika.domain.errands.rules.asks import Asked, StepForm
from yika.domain.errands.rules.plan import Plan, Planned
from yika.domain.errands.rules.views import Prepared
from yika.domain.errands.steps.step import EVERYWHERE, Sent, Stand, Step, Taken, Visit, Way
from yika.domain.people.rules import WrongCode as Wrong
from yika.kit.actor import Actor, ActorKind, Channel
from yika.products.product import CardProduct
from yika.products.tables.span import Span

__all__ = ["Stopped", "Wrong"]  # any refusal will do

NOW = datetime(2026, 11, 20, 4, 0, tzinfo=UTC)
ISSUER = "harbor"
CARD = "card_01kaf0000000000000000000ca"

LI = Actor(ActorKind.HOLDER, "hld_01kaf0000000000000000000aa", Channel.WEB)
WU = Actor(ActorKind.HOLDER, "hld_01kaf0000000000000000000bb", Channel.WEB)
RIGHTS = frozenset({"errands.serve", "errands.view"})
TELLER = Actor(
    ActorKind.STAFF, "login_01kaf0000000000000000000aa", Channel.COUNTER, ISSUER, "", RIGHTS
)
AUDITOR = Actor(
    ActorKind.STAFF,
    "login_01kaf0000000000000000000bb",
    Channel.CONSOLE,
    ISSUER,
    "",
    frozenset({"errands.view"}),
)
STRANGER = Actor(
    ActorKind.STAFF, "login_01kaf0000000000000000000cc", Channel.COUNTER, "lake", "", RIGHTS
)
KIOSK = Actor(ActorKind.DEVICE, "dev_01kaf0000000000000000000aa", Channel.KIOSK, ISSUER)
OTHER_KIOSK = Actor(ActorKind.DEVICE, "dev_01kaf0000000000000000000bb", Channel.KIOSK, ISSUER)
PROGRAM = Actor(
    ActorKind.API_KEY, "key_01kaf0000000000000000000aa", Channel.API, ISSUER, "", RIGHTS
)


class Word(StepForm):
    word: Annotated[str, Asked("The word", wrong="Enter the word.", hint="It is yes")]
    secret: Annotated[str | None, Asked("A secret", wrong="Enter a secret.", secret=True)] = None


class SendTo(StepForm):
    to: Annotated[str | None, Asked("Where to", wrong="Enter where to.")] = None


class Say(Step):
    """Taken by saying "yes". Keeps an account of what the engine made it do."""

    title = "Say the word"
    ways = (Way(Word, "Say yes."),)

    def __init__(self, name: str, **traits: Any) -> None:
        self.name = name  # type: ignore[misc]
        self.is_known = traits.pop("known", False)
        self.checked = self.applied = self.undone = self.sent = 0
        self.seen: list[Stand] = []
        self.order: list[str] = traits.pop("order", [])
        for trait, value in traits.items():
            setattr(self, trait, value)

    def known(self, at: Stand) -> bool:  # noqa: ARG002
        return self.is_known

    def prepare(self, at: Stand, given: SendTo) -> Sent:
        self.sent += 1
        again = at.visit.now + timedelta(minutes=1)
        told = Prepared(masked=f"to {given.to}", expires_at=again, again_at=again)
        return Sent(told, carry={"code": str(self.sent)})

    def check(self, at: Stand, given: Word) -> str:  # noqa: ARG002
        self.checked += 1
        if given.word != "yes":
            raise Wrong(left=4)
        return given.word

    def apply(self, at: Stand, checked: str) -> Taken:
        self.applied += 1
        self.seen.append(at)
        return Taken(carry={self.name: checked}, facts={"heard": checked})

    def undo(self, at: Stand) -> None:  # noqa: ARG002
        self.undone += 1
        self.order.append(self.name)


class Trial(Kind):
    """An errand of whatever steps one wants to try."""

    name = "trial"
    title = "Try something"

    def __init__(self, steps: Sequence[Planned]) -> None:
        self.steps, self.stopped = tuple(steps), False
        self.due_at: datetime | None = None
        self.ends: list[str] = []

    @property
    def finished(self) -> int:
        return len(self.ends)

    def begin(self, subject: str, holder: str, visit: Visit) -> Beginning:  # noqa: ARG002
        if self.stopped:
            raise Stopped
        sold = edition(ISSUER, "city", 1).product
        return Beginning(subject=subject, issuer=ISSUER, product=sold, due_at=self.due_at)

    def plan(self, product: CardProduct) -> Plan:  # noqa: ARG002
        return self.steps

    def rests(self, product: CardProduct) -> Span:  # noqa: ARG002
        return Span(days=7)

    def finish(self, at: Stand) -> None:
        if self.stopped:
            raise Stopped
        self.ends.append(at.id)


SENDING = {"sends": SendTo}
AT_COUNTER = (Way(Word, "Say yes.", faces=frozenset({Channel.COUNTER})),)
BY_PEOPLE = (Way(Word, "Say yes.", faces=EVERYWHERE, who=frozenset({ActorKind.HOLDER})),)


@contextmanager
def trial(*says: Say, optional: Sequence[str] = ()) -> Iterator[Trial]:
    """An installation that knows these steps, and an errand that consists of them."""
    kind = Trial([Planned(say.name, say.name in optional) for say in says])
    with steps.added(*says), kinds.added(kind):
        yield kind

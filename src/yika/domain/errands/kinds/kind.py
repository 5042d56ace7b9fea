"""What a kind of errand is to the engine: its steps, when it may begin, and what ends it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar

from yika.domain.cards import queries as cards
from yika.domain.errands.rules.guides import Terms
from yika.domain.errands.rules.plan import Plan
from yika.domain.errands.steps.step import Stand, Visit
from yika.kit.actor import WORKER
from yika.kit.errors import NotFound
from yika.products.product import CardProduct
from yika.products.tables.span import Span


@dataclass(frozen=True, slots=True)
class Beginning:
    """What an errand begins with. Only one of a kind is open about the same `subject`."""

    subject: str
    issuer: str
    product: CardProduct
    card: str = ""
    due_at: datetime | None = None


class Kind:
    """A kind of errand. Subclasses say what is theirs; the engine drives all alike."""

    name: ClassVar[str]
    title: ClassVar[str]

    def begin(self, subject: str, holder: str, visit: Visit) -> Beginning:
        """What the errand begins with. `subject` is what was named: a card, or something else
        that this kind can read. Refuses what must not begin, with what to do instead."""
        raise NotImplementedError(self.name)

    def issuer_of(self, subject: str) -> str:
        """Whose business this is, also where it cannot begin; empty where nobody knows."""
        try:
            return cards.card(subject, WORKER).issuer
        except NotFound:
            return ""

    def check_holder(self, at: Stand, holder: str) -> None:  # noqa: ARG002
        """Refuse somebody for whom this must not go on, once it is known who he is."""
        return

    def plan(self, product: CardProduct) -> Plan:
        """The steps, as the product's policy names them."""
        raise NotImplementedError(self.name)

    def rests(self, product: CardProduct) -> Span:
        """How long the errand may rest before it is given up."""
        raise NotImplementedError(self.name)

    def terms(self, product: CardProduct) -> Terms:
        """What its guide tells beside the steps: documents, fee and time, as the policy says."""
        return Terms(rests=self.rests(product))

    def finish(self, at: Stand) -> None:
        """Do what the errand is for, in the transaction of the last step that was needed."""
        raise NotImplementedError(self.name)


def rests_until(now: datetime, span: Span) -> datetime:
    """The same time of day, so many days or months later."""
    return now + timedelta(days=(span.after(now.date()) - now.date()).days)

"""What an operation at the desk is: its letter, its words, who may do it, and when."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from django.urls import reverse
from django.utils.http import urlencode

from yika.channels.counter.desk import SERVING, Desk
from yika.domain.staff.rules import Right


class About(StrEnum):
    """What an operation is done with; its address names that."""

    DESK = "desk"
    CARD = "card"
    PERSON = "person"
    ERRAND = "errand"
    ENQUIRY = "enquiry"
    APPLICATION = "application"


class Dress(StrEnum):
    """How its button stands out: the one that comes next, or one that stops something."""

    PLAIN = ""
    NEXT = "primary"
    STOPS = "danger"


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One thing to do. `name` is also the name of its page, `done` what is said afterwards."""

    name: str
    key: str
    title: str
    done: str = ""
    right: Right
    about: About
    when: Callable[[Desk], bool] = lambda _desk: True
    dress: Dress = Dress.PLAIN

    def address(self, desk: Desk) -> str:
        """Its page for what is on the desk."""
        query = f"?{urlencode({SERVING: desk.serving})}" if desk.serving else ""
        return reverse(f"counter:{self.name}", args=self._named(desk)) + query

    def is_offered(self, desk: Desk) -> bool:
        """Whether it can be done with what is on the desk, and by who sits there."""
        named = self.about is About.DESK or bool(self._named(desk))
        return named and desk.by.may(self.right, desk.by.issuer) and self.when(desk)

    def _named(self, desk: Desk) -> list[str]:
        subject = {
            About.CARD: desk.card,
            About.PERSON: desk.person,
            About.ERRAND: desk.errand,
            About.ENQUIRY: desk.enquiry,
            About.APPLICATION: desk.application,
        }.get(self.about)
        return [subject.id] if subject else []

"""Finds what somebody at the desk has typed or scanned: a card, a person, a case, a ticket."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.http import urlencode

from yika.channels.counter import screen
from yika.domain.cards import queries as cards
from yika.domain.cards.rules import ForeignCode
from yika.domain.enquiries.queries import find_enquiry
from yika.domain.enquiries.rules import UnknownEnquiry
from yika.domain.errands import actions as errands
from yika.domain.errands.queries import find_case
from yika.domain.errands.rules.refusals import UnknownErrand
from yika.domain.errands.rules.tickets import find_token
from yika.domain.outlets import actions
from yika.domain.outlets.rules import PREFIX
from yika.domain.people import queries as people
from yika.domain.people.rules import normal_contact
from yika.domain.staff.rules import Right
from yika.kit.actor import Actor
from yika.kit.errors import Fault, Invalid, Refusal, gettext_noop

NOTHING = gettext_noop(
    "Nothing was found. Type the whole card number, phone number, e-mail address, full name or "
    "case number."
)


@dataclass(frozen=True, slots=True)
class Search:
    """What is looked for, by whom, and who is being served meanwhile."""

    text: str
    serving: str
    by: Actor
    now: datetime
    request_id: str

    def address(self) -> str:
        """The page of what was found.

        Nothing that was typed stands in it. Refused with what is most likely wrong.
        """
        first: Refusal | None = None
        for way in self._ways():
            try:
                return way()
            except Nothing:
                continue
            except Refusal as refusal:
                first = first or refusal
        if first and not self._is_contact:
            raise first
        raise Invalid([Fault("q", "", NOTHING)])

    def _ways(self) -> Iterator[Callable[[], str]]:
        may = self.by.may
        if not self.text:
            return
        if self.text.startswith(PREFIX) and may(Right.QUEUE_SERVE, self.by.issuer):
            yield self._check_in
        if find_token(self.text) and may(Right.ERRANDS_SERVE, self.by.issuer):
            yield self._ticket
        if may(Right.CARDS_VIEW, self.by.issuer):
            yield self._card
        if may(Right.PEOPLE_SEARCH, self.by.issuer):
            yield self._people
        yield self._case
        if may(Right.ENQUIRIES_VIEW, self.by.issuer):
            yield self._enquiry

    @property
    def _is_contact(self) -> bool:
        """Whether it is a phone number, so that nothing is to be said of card numbers."""
        try:
            normal_contact(self.text)
        except Invalid:
            return False
        return True

    def _check_in(self) -> str:
        actions.check_in(ticket=self.text, by=self.by, now=self.now, request_id=self.request_id)
        return reverse("counter:queue")

    def _card(self) -> str:
        try:
            found = cards.find_card(self.text, by=self.by)
        except ForeignCode:
            raise Nothing from None
        return screen.card_address(found, serving=self.serving)

    def _people(self) -> str:
        found = people.search_holders(self.by, self.text)
        if not found:
            raise Nothing
        if len(found) > 1:
            asked = urlencode([("h", one.id) for one in found])
            return f"{reverse('counter:people')}?{asked}"
        own = cards.cards_of(found[0].id, self.by)
        return screen.card_address(own[0]) if own else _person(found[0].id)

    def _case(self) -> str:
        try:
            found = find_case(self.text, by=self.by, now=self.now)
        except UnknownErrand:
            raise Nothing from None
        if found.errand:
            return reverse("counter:errand", args=[found.errand.id])
        assert found.trouble
        return reverse("counter:case", args=[found.trouble.case])

    def _enquiry(self) -> str:
        try:
            found = find_enquiry(self.text, by=self.by, now=self.now)
        except UnknownEnquiry:
            raise Nothing from None
        return reverse("counter:enquiry", args=[found.id])

    def _ticket(self) -> str:
        view = errands.pick_up(
            ticket=self.text, by=self.by, now=self.now, request_id=self.request_id
        )
        return reverse("counter:errand", args=[view.id])


class Nothing(Exception):
    """This way leads to nothing; another may."""


def _person(holder: str) -> str:
    return reverse("counter:person", args=[holder])

"""A campaign to run: cards in use, people who can be reached or not, and the worker's clock."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

from tests.domain.cards.samples import NOW
from tests.domain.cards.town import Shop, active, ask, holder, staff
from tests.domain.people import folks
from yika.domain.campaigns import actions, queries
from yika.domain.campaigns.models import CampaignCard
from yika.domain.campaigns.rules.views import CampaignCardView, CampaignView
from yika.domain.cards.rules import CardView
from yika.domain.journal.actions import deliver_parcel
from yika.domain.journal.models import DueWork
from yika.domain.messages.queries import inbox
from yika.domain.staff.rules import Role
from yika.kit import ids
from yika.kit.actor import WORKER, Actor
from yika.kit.errors import Unavailable
from yika.site.reactions import WORK

REAL_NAME = {
    "need": "above-limits",
    "level": 1,
    "documents": ["resident-id"],
    "keep": "30 days",
    "keep_refused": "7 days",
    "promise": "2 days",
}
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
PLANNED = NOW + 2 * DAY
FIRST = datetime(2027, 1, 1, 2, tzinfo=UTC)  # ten o'clock in Shanghai
SECOND = datetime(2027, 1, 17, 2, tzinfo=UTC)
THIRD = datetime(2027, 1, 28, 2, tzinfo=UTC)
LOADING = datetime(2027, 2, 1, 2, tzinfo=UTC)
SPENDING = datetime(2027, 3, 3, 2, tzinfo=UTC)
WARNINGS = (FIRST, SECOND, THIRD)
PHONES = iter(f"+8613812{number:06}" for number in range(10**6))


class Taken:
    """A provider who takes whatever it is given."""

    def send(self, *, reference: str, payload: Mapping[str, object]) -> None: ...


class Refused:
    """A provider who takes nothing, and never will."""

    def send(self, **_: object) -> None:
        raise Unavailable("no such number", permanent=True)


def reachable(shop: Shop, name: str = "林晚") -> Actor:
    """Somebody with a telephone."""
    person = holder(shop.teller, name)
    folks.proven(person.id, next(PHONES), now=NOW)
    return person


def in_use(shop: Shop, of: Actor) -> CardView:
    return active(shop, of)


def boss(shop: Shop) -> Actor:
    """Another supervisor, for what two have to agree on."""
    return staff(shop.issuer, Role.SUPERVISOR, shop.outlet)


def planned(shop: Shop, by: Actor | None = None, **other: Any) -> CampaignView:
    wanted: dict[str, Any] = {
        "issuer_code": shop.issuer,
        "product": "city",
        "deadline": date(2027, 1, 31),
        "warns": [30, 14, 3],
        "loading_after": 0,
        "spending_after": 30,
    }
    acting = {"now": PLANNED} | {name: other.pop(name) for name in ("now",) if name in other}
    return actions.plan_campaign(**wanted | other, **ask(by or shop.supervisor, **acting))


def started(shop: Shop, **other: Any) -> CampaignView:
    campaign = planned(shop, **other)
    actions.start_campaign(campaign=campaign.id, **ask(boss(shop), now=PLANNED))
    work(PLANNED)
    return queries.campaign(campaign.id, by=WORKER)


def work(now: datetime) -> None:
    """Whatever the worker does about names and campaigns until then."""
    for _ in range(200):
        row = DueWork.objects.filter(due_at__lte=now, kind__in=KINDS).order_by("due_at").first()
        if row is None:
            return
        again = WORK[row.kind](key=row.key, now=now)
        if again is None:
            row.delete()
        else:
            row.due_at = again
            row.save()
    raise AssertionError("the worker finds no end")


KINDS = (
    "campaigns.advance",
    "campaigns.follow_proof",
    "identity.tell_decision",
    "organizations.follow_letter",
)


def post(now: datetime, way: Taken | Refused | None = None) -> None:
    """Whatever stands in the outbox leaves, or is refused for good."""
    while deliver_parcel(kind="sms", way=way or Taken(), clock=lambda: now, chance=lambda: 0.5):
        pass


def warn_all(*, until: int = 3, way: Taken | Refused | None = None) -> None:
    """The warnings of the plan, each as it is due, arriving at once."""
    for at in WARNINGS[:until]:
        work(at)
        post(at, way)


def entry(card: CardView) -> CampaignCardView:
    """How a card stands in the one campaign it is in."""
    row = CampaignCard.objects.get(card=ids.read("card", card.id))
    return queries.campaign_card(str(row), by=WORKER)


def told(of: Actor) -> list[str]:
    """What a holder finds in his inbox about campaigns, the oldest first."""
    notes = inbox(of.id)
    return [one.template for one in reversed(notes) if one.template.startswith("campaign-")]

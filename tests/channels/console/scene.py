"""Something of everything that the console shows, and the addresses where it does."""

import io
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

from django.test import Client

from tests import story
from tests.channels.applying import applied
from yika.channels.console.menu import ASKS_SECOND
from yika.channels.console.pages.cards.deeds import DEEDS
from yika.domain.cards import actions as cards
from yika.domain.cards.rules.numbers import Series
from yika.domain.enquiries.actions import ask_enquiry
from yika.domain.enquiries.rules import Asker, Question
from yika.domain.identity.actions.retention import place_hold
from yika.domain.imports import actions as imports
from yika.domain.imports.rules.states import Mode
from yika.domain.imports.rules.totals import Totals
from yika.domain.imports.rules.views import Order
from yika.domain.issuers.actions import set_special_days
from yika.domain.issuers.rules import Text
from yika.domain.machines import actions as machines
from yika.domain.machines.rules import APPROVAL_KIND, MachineKind, digest_of_key
from yika.domain.outlets.actions import book
from yika.domain.outlets.queries import free_times
from yika.domain.people import actions as people
from yika.domain.staff.actions import ask_approval
from yika.domain.staff.rules import Right, Role
from yika.kit import ids
from yika.kit.actor import WORKER
from yika.products.load import catalogue
from yika.products.product import CardProduct

NAME, PHONE, EMAIL = "Lin Wanqing", "13800001111", "lin.wanqing@example.com"
PERSONAL = (NAME, PHONE, f"+86{PHONE}", EMAIL)

HOLIDAY = (story.moment() + timedelta(days=30)).date()

Rights = tuple[Right, ...]
VIEW: Rights = (Right.CARDS_VIEW,)
OUTLETS: Rights = (Right.OUTLETS_MANAGE, Right.AUDIT_VIEW)
STAFF: Rights = (Right.STAFF_MANAGE, Right.AUDIT_VIEW)
MACHINES: Rights = (Right.MACHINES_MANAGE, Right.AUDIT_VIEW)
KEYS: Rights = (Right.KEYS_MANAGE, Right.AUDIT_VIEW)

LISTS: Mapping[str, Rights] = {
    "/console": VIEW,
    "/console/products": VIEW,
    "/console/batches": VIEW,
    "/console/deliveries": VIEW,
    "/console/stock": VIEW,
    "/console/imports": VIEW,
    "/console/cards": VIEW,
    "/console/search": (Right.CARDS_VIEW, Right.PEOPLE_SEARCH),
    "/console/approvals": ASKS_SECOND,
    "/console/outlets": OUTLETS,
    "/console/appointments": (Right.QUEUE_SERVE, *OUTLETS),
    "/console/visits": (Right.VISITS_SERVE,),
    "/console/visits?state=held": (Right.VISITS_SERVE,),
    "/console/staff": STAFF,
    "/console/machines": MACHINES,
    "/console/keys": KEYS,
    "/console/applications": (Right.APPLICATIONS_VIEW,),
    "/console/enquiries": (Right.ENQUIRIES_VIEW,),
    "/console/real-names": (Right.IDENTITY_VIEW,),
    "/console/campaigns": (Right.IDENTITY_VIEW,),
    "/console/campaigns/new": (Right.CAMPAIGNS_MANAGE,),
    "/console/data": (Right.DATA_MANAGE, Right.AUDIT_VIEW),
    "/console/data/holds": (Right.DATA_MANAGE,),
    "/console/data/holds?state=binding": (Right.DATA_MANAGE,),
    "/console/data/classes/document-pictures/keep": (Right.DATA_MANAGE,),
    "/console/organizations": (Right.PEOPLE_SEARCH,),
    "/console/organizations/new": (Right.PEOPLE_REGISTER,),
    "/console/messages": (Right.MESSAGES_VIEW,),
    "/console/audit": (Right.AUDIT_VIEW,),
    "/console/account": tuple(Right),
    "/console/account/password": tuple(Right),
    "/console/account/recovery-codes": tuple(Right),
    "/console/account/tie": tuple(Right),
    "/console/batches/new": (Right.CARDS_MAKE,),
    "/console/batches/new?product=transit-adult&count=20": (Right.CARDS_MAKE,),
    "/console/imports/new": (Right.CARDS_IMPORT,),
    "/console/outlets/new": (Right.OUTLETS_MANAGE,),
    "/console/outlets/days": OUTLETS,
    "/console/outlets/days/new": (Right.OUTLETS_MANAGE,),
    f"/console/outlets/days/{HOLIDAY}/clear": (Right.OUTLETS_MANAGE,),
    "/console/staff/new": (Right.STAFF_MANAGE,),
    "/console/machines/new": (Right.MACHINES_MANAGE,),
    "/console/keys/new": (Right.KEYS_MANAGE,),
}
"""The pages about nothing in particular, with the rights that open them."""


@dataclass(frozen=True)
class Scene:
    """The city, and what of its first issuer there is to look at."""

    city: story.City
    holder: str
    card: str
    blocked: str
    delivery: str
    differing: str
    imported: str
    approval: str
    colleague: str
    key: str
    enquiry: str
    application: str
    appointment: str
    hold: str

    def of_application(self) -> dict[str, Rights]:
        """The pages about an application."""
        page = f"/console/applications/{self.application}"
        forms = {f"{page}/{deed}": (Right.APPLICATIONS_SERVE,) for deed in DEEDS}
        return {page: (Right.APPLICATIONS_VIEW,), **forms}

    def things(self) -> dict[str, Rights]:
        """The pages about one thing of the first issuer, with the rights that open them."""
        shop = self.city.transit
        kiosk = shop.machines[MachineKind.KIOSK].actor.id
        make, stock = (Right.CARDS_MAKE,), (Right.CARDS_STOCK,)
        return {
            f"/console/cards/{self.card}": VIEW,
            f"/console/cards/{self.card}/block": (Right.CARDS_BLOCK,),
            f"/console/cards/{self.blocked}/unblock": (Right.CARDS_BLOCK,),
            f"/console/holders?ids={self.holder}": (Right.PEOPLE_SEARCH,),
            f"/console/holders/{self.holder}": (Right.PEOPLE_SEARCH,),
            f"/console/holders/{self.holder}/hold": (Right.DATA_MANAGE,),
            f"/console/data/holds/{self.hold}": (Right.DATA_MANAGE,),
            f"/console/data/holds/{self.hold}/lift": (Right.DATA_MANAGE,),
            **self.of_application(),
            f"/console/batches/{shop.batch}": VIEW,
            f"/console/batches/{shop.batch}/send": stock,
            f"/console/batches/{shop.batch}/sheet": make,
            f"/console/deliveries/{self.delivery}": VIEW,
            f"/console/deliveries/{self.delivery}/count": stock,
            f"/console/deliveries/{self.differing}/settle": stock,
            f"/console/imports/{self.imported}": VIEW,
            f"/console/imports/{self.imported}/progress": VIEW,
            f"/console/imports/{self.imported}/refused": VIEW,
            f"/console/imports/{self.imported}/approve": (Right.APPROVALS_DECIDE,),
            f"/console/imports/{self.imported}/cancel": (Right.CARDS_IMPORT,),
            f"/console/imports/{self.imported}/resume": (Right.CARDS_IMPORT,),
            f"/console/outlets/{shop.outlet}": OUTLETS,
            f"/console/outlets/{shop.outlet}/change": (Right.OUTLETS_MANAGE,),
            f"/console/outlets/{shop.outlet}/close": (Right.OUTLETS_MANAGE,),
            f"/console/outlets/{shop.outlet}/offers/loss": (Right.OUTLETS_MANAGE,),
            f"/console/appointments/{self.appointment}/cancel": (Right.QUEUE_SERVE,),
            f"/console/outlets/{shop.outlet}/days/new": (Right.OUTLETS_MANAGE,),
            f"/console/outlets/{shop.outlet}/days/{HOLIDAY}/clear": (Right.OUTLETS_MANAGE,),
            f"/console/staff/{self.colleague}": STAFF,
            **{
                f"/console/staff/{self.colleague}/{what}": (Right.STAFF_MANAGE,)
                for what in ("grant", "end-role", "move", "reset", "end", "tie")
            },
            f"/console/machines/{kiosk}": MACHINES,
            f"/console/machines/{kiosk}/pair": (Right.MACHINES_MANAGE,),
            f"/console/machines/{kiosk}/revoke": (Right.MACHINES_MANAGE,),
            **self.asked(),
            f"/console/keys/{self.key}/revoke": (Right.KEYS_MANAGE,),
            "/console/products/transit-adult/2": VIEW,
            "/console/products/transit-adult/2/approve": (Right.PRODUCTS_APPROVE,),
        }

    def asked(self) -> dict[str, Rights]:
        """The pages about an enquiry."""
        page = f"/console/enquiries/{self.enquiry}"
        doing = ("answer", "take", "hand-over", "escalate", "close")
        return {
            page: (Right.ENQUIRIES_VIEW,),
            **{f"{page}/{what}": (Right.ENQUIRIES_ANSWER,) for what in doing},
        }

    def decisions(self) -> dict[str, Rights]:
        """The pages about what waits for a second person; who asked sees it too."""
        seen = (Right.APPROVALS_DECIDE, Right.AUDIT_VIEW)
        return {
            f"/console/approvals/{self.approval}": seen,
            f"/console/approvals/{self.approval}/decide": (Right.APPROVALS_DECIDE,),
        }


@dataclass
class Browser:
    """A member of staff before the console. He reads English."""

    person: story.Person
    client: Client = field(default_factory=Client)

    def __post_init__(self) -> None:
        story.come_in(self.client, self.person)
        self.client.cookies["yika_language"] = "en"

    def get(self, address: str) -> Any:
        return self.client.get(address)

    def post(self, address: str, **given: Any) -> Any:
        return self.client.post(address, {"request_id": str(ids.new_id())} | given)

    def text(self, address: str) -> str:
        found = self.get(address)
        assert found.status_code == 200, (address, found.status_code)
        return str(found.content.decode())


def set_scene(city: story.City) -> Scene:
    """Let something of everything happen at the first issuer."""
    shop = city.transit
    operator, teller = shop.staff[Role.OPERATOR].actor, shop.staff[Role.TELLER].actor
    holder = people.register_holder(
        name=NAME, language="en", phone=PHONE, email=EMAIL, **story.asking(teller)
    )
    card, blocked = shop.card_ids[:2]
    cards.give_card_to(card=card, holder=holder, **story.asking(teller))
    cards.activate_card(card=card, holder=holder, **story.asking(teller))
    cards.block_card(card=blocked, reason="suspicion", **story.asking(teller))
    delivery, differing = send(shop, 5), send(shop, 6)
    cards.count_delivery(delivery=differing, counted=4, **story.asking(teller))
    propose(shop)
    close_on_holiday(city)
    leaver = people.employ(
        handle="zhou.jie",
        password=story.PASSWORD,
        issuer=shop.code,
        role=Role.TELLER,
        **story.asking(),
    )
    return Scene(
        city=city,
        holder=holder,
        card=card,
        blocked=blocked,
        delivery=delivery,
        differing=differing,
        imported=bring(shop),
        approval=ask_for_key(shop),
        enquiry=ask(shop, holder),
        application=applied(shop, holder=holder).id,
        appointment=expect(shop, holder),
        hold=held(shop, holder),
        colleague=leaver.login,
        key=machines.make_key(
            issuer=shop.code, name="partner", scopes=["cards.view"], **story.asking(operator)
        ).key.id,
    )


def held(shop: story.Shop, holder: str) -> str:
    """The holder's data is held, by somebody else than who looks at it."""
    until = story.moment() + timedelta(days=100)
    by = replace(shop.staff[Role.SUPERVISOR].actor, id="login_another")
    return place_hold(holder=holder, reason="Case 17", until=until, **story.asking(by)).id


def expect(shop: story.Shop, holder: str) -> str:
    """A time that is kept for the holder."""
    story.receive(shop)
    tomorrow = (story.moment() + timedelta(days=1)).date()
    free = free_times(shop.outlet, "loss", tomorrow, now=story.moment())
    what = {"outlet": shop.outlet, "service": "loss", "begins_at": free[-1].begins_at}
    return book(**what, holder=holder, **story.asking(shop.staff[Role.TELLER].actor)).id


def ask(shop: story.Shop, holder: str) -> str:
    """Something that the holder complains of."""
    question = Question(kind="complaint", topic="machine", words="The reader is dead.")
    teller = story.asking(shop.staff[Role.TELLER].actor)
    asker = Asker(holder=holder)
    return ask_enquiry(issuer=shop.code, question=question, asker=asker, **teller).id


def close_on_holiday(city: story.City) -> None:
    """The first issuer is closed on a day, and its outlet says so itself; the other one too."""
    for issuer, outlet in (
        (city.transit.code, city.transit.outlet),
        (city.transit.code, ""),
        (city.campus.code, ""),
    ):
        set_special_days(
            issuer=issuer,
            outlet=outlet,
            first=HOLIDAY,
            last=HOLIDAY,
            hours="",
            words=Text("Holiday", "假日"),
            **story.asking(),
        )


def send(shop: story.Shop, count: int) -> str:
    """Cards on their way to the outlet."""
    operator = shop.staff[Role.OPERATOR].actor
    batch = cards.make_batch(
        issuer=shop.code, product="transit-adult", count=count, **story.asking(operator)
    )
    return cards.send_cards(batch=batch.id, outlet=shop.outlet, **story.asking(operator)).id


def propose(shop: story.Shop) -> None:
    """An edition that waits for a second person, and allows less than the one in force."""
    written = catalogue()["transit-adult"].model_dump(by_alias=True)
    main = written["purse"][0] | {"balance_max": "500.00 CNY"}
    changed = written | {"edition": 2, "purse": [main, *written["purse"][1:]]}
    cards.propose_edition(
        issuer=shop.code,
        product=CardProduct.model_validate(changed),
        effective_on=(story.moment() + timedelta(days=2)).date(),
        **story.asking(shop.staff[Role.OPERATOR].actor),
    )


def serial(number: int) -> str:
    """A card number that no batch of the story reaches."""
    policy = catalogue()["transit-adult"].number
    assert policy
    return Series.of(policy).number(900_000 + number)


def file(*lines: str) -> bytes:
    """A file that brings balances."""
    return "\r\n".join(("card number,state,balance", *lines)).encode() + b"\r\n"


def bring(shop: story.Shop) -> str:
    """An import with balances and a refused line, read, waiting for a second person."""
    operator = shop.staff[Role.OPERATOR].actor
    lines = [f"{serial(place)},in stock,10.00" for place in range(3)]
    content = file(*lines, f"{serial(0)},in stock,10.00")
    typed = Totals(count=4, sums={"main": 4000})
    order = Order(shop.code, "transit-adult", Mode.PER_LINE, typed=typed)
    found = imports.receive_import(
        order=order, file=io.BytesIO(content), name="cards.csv", **story.asking(operator)
    )
    while not found.rests:
        found = imports.advance_import(import_id=found.id, **story.asking(WORKER))
    return found.id


def ask_for_key(shop: story.Shop) -> str:
    """A request of the operator for a key that may do more than he."""
    asked = {"issuer": shop.code, "name": "app", "scopes": ["errands.serve"], "test": True}
    return ask_approval(
        kind=APPROVAL_KIND,
        subject=shop.code,
        issuer=shop.code,
        digest=digest_of_key(**asked),
        content=asked,
        **story.asking(shop.staff[Role.OPERATOR].actor),
    ).id

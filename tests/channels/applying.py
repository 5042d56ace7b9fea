"""Applications in every state, for tests of the faces."""

from tests import story
from yika.domain.applications import actions
from yika.domain.applications.rules import ApplicationView, Receipt, Way
from yika.domain.applications.rules.states import Act
from yika.domain.cards.queries import find_card
from yika.domain.errands.rules.cases import new_case
from yika.domain.people import actions as people
from yika.domain.staff.rules import Role
from yika.kit import ids

PRODUCTS = {"rivertown-transit": "transit-adult", "south-lake-university": "campus-student"}
HOME = {"addressee": "Lin Wan", "address": "8 Quay Road, 430000 Rivertown", "phone": "13800000001"}
SENT = (Act.SENT, Act.DELIVERED, Act.UNDELIVERABLE)


def applied(
    shop: story.Shop, upto: Act = Act.SUBMITTED, *, sent: bool | None = None, holder: str = ""
) -> ApplicationView:
    """An application of this shop that has come so far."""
    sent = upto in SENT if sent is None else sent
    teller = shop.staff[Role.TELLER].actor
    holder = holder or people.register_holder(name="Lin Wan", language="en", **story.asking(teller))
    receipt = (
        Receipt(way=Way.SEND, **HOME) if sent else Receipt(way=Way.COLLECT, outlet=shop.outlet)
    )
    view = actions.submit_application(
        errand=ids.show("err", ids.new_id()),
        case=new_case(),
        about=f"{shop.code}/{PRODUCTS[shop.code]}",
        holder=holder,
        receipt=receipt,
        **story.asking(),
    )
    return _onward(view, shop, upto)


def _onward(view: ApplicationView, shop: story.Shop, upto: Act) -> ApplicationView:
    teller = shop.staff[Role.TELLER].actor
    if upto is Act.SUBMITTED:
        return view
    if view.state == "submitted":
        view = actions.accept_application(application=view.id, **story.asking(teller))
    if upto is Act.ACCEPTED:
        return view
    card = find_card(shop.stock[0].number, by=teller)
    view = actions.assign_card(application=view.id, card=card.number, **story.asking(teller))
    if upto is Act.READIED:
        return actions.ready_to_collect(application=view.id, **story.asking(teller))
    if upto in SENT:
        view = actions.send_card(
            application=view.id, carrier="SF", tracking="SF 1234", **story.asking(teller)
        )
    if upto is Act.UNDELIVERABLE:
        view = actions.note_undeliverable(
            application=view.id, reason="address-unknown", **story.asking(teller)
        )
    return view

"""Somebody comes for the holder to a counter: both show their papers, both are photographed."""

import pytest

from tests.domain.cards.samples import NOW
from tests.domain.cards.town import holder
from tests.domain.errands.proving import begun, card, give, opened
from tests.domain.identity.verifying import desk
from yika.domain.errands.rules.views import ErrandView
from yika.domain.identity.queries import verification, verifications
from yika.kit.actor import WORKER
from yika.kit.errors import Invalid

AGENT = {
    "agent_document": "passport",
    "agent_name": "Wu Fang",
    "agent_number": "E12345678",
    "agent_nationality": "chn",
}


def label(view: ErrandView) -> str:
    assert view.next
    return view.next.asks[0].label


def test_both_papers_are_photographed_one_after_the_other(db: None) -> None:
    shop = opened(agents=True, agent_pictures=True, front_only=["resident-id"])
    lin, teller = holder(shop.teller), shop.teller
    view = give(begun(teller, holder=lin.id), "consent", teller, agree=True)
    with pytest.raises(Invalid):
        give(view, "document", teller, document="resident-id", role="agent")
    stateless = AGENT | {"agent_nationality": ""}
    with pytest.raises(Invalid):
        give(view, "document", teller, document="resident-id", role="agent", **stateless)
    view = give(view, "document", teller, document="resident-id", role="agent", **AGENT)
    assert label(view) == "Picture of the front"
    view = give(view, "pictures", teller, picture=desk.picture(1))
    assert label(view) == "His own document: picture of the page with the photograph"
    view = give(view, "pictures", teller, picture=desk.picture(2))
    view = give(view, "details", teller, **card())
    give(view, "hand-in", teller, right=True, original=True)
    [line] = verifications(holder=lin.id, by=WORKER, now=NOW)
    seen = verification(line.id, by=WORKER, now=NOW)
    assert {(one.whose, one.side.value) for one in seen.pictures} == {
        ("holder", "front"),
        ("agent", "data"),
    }


def test_the_holder_himself_needs_no_other_paper(db: None) -> None:
    shop = opened(agents=True, agent_pictures=True, front_only=["resident-id"])
    lin, teller = holder(shop.teller), shop.teller
    view = give(begun(teller, holder=lin.id), "consent", teller, agree=True)
    view = give(view, "document", teller, document="resident-id", role="")
    view = give(view, "pictures", teller, picture=desk.picture(1))
    assert view.next
    assert view.next.name == "details"

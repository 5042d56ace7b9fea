"""How somebody proves who he is by an errand, step by step."""

from datetime import datetime, timedelta
from typing import Any

from tests.domain.cards import town
from tests.domain.cards.samples import NOW
from tests.domain.cards.town import Shop
from tests.domain.errands.walking import fresh
from tests.domain.identity.verifying import desk
from yika.domain.errands import actions, queries
from yika.domain.errands.rules.asks import AskKind
from yika.domain.errands.rules.views import ErrandView
from yika.kit.actor import Actor

ABOUT = "harbor/city"
RULE = {
    "need": "before-activation",
    "level": 1,
    "documents": ["resident-id", "passport"],
    "keep": "30 days",
    "keep_refused": "7 days",
    "promise": "2 days",
}
LATER = NOW + timedelta(seconds=30)


def card(**other: str) -> Any:
    return desk.card(1, **other)


def opened(**rule: Any) -> Shop:
    place = town.open_town()
    town.sell("harbor", town.city_card(2, **{"real-name": RULE | rule}))
    return place.harbor


def begun(by: Actor, about: str = ABOUT, **more: Any) -> ErrandView:
    return actions.begin_errand(
        kind="real-name", about=about, by=by, now=NOW, request_id=fresh(), **more
    )


def brought_back(view: ErrandView) -> dict[str, object]:
    """What the form of a page carries beside what is typed: which texts stood there."""
    asks = view.next.asks if view.next else ()
    return {ask.name: ask.value for ask in asks if ask.kind is AskKind.HIDDEN}


def give(
    view: ErrandView, step: str, by: Actor, *, now: datetime = NOW, **given: object
) -> ErrandView:
    return actions.take_step(
        errand=view.id,
        step=step,
        given=brought_back(view) | given,
        version=view.version,
        by=by,
        now=now,
        request_id=fresh(),
    )


def photographed(view: ErrandView, by: Actor, first: int = 1) -> ErrandView:
    """Every side, one after the other."""
    seed = first
    while view.next and view.next.name == "pictures":
        view = give(view, "pictures", by, picture=desk.picture(seed))
        seed += 1
    return view


def up_to(step: str, by: Actor, **more: Any) -> ErrandView:
    """The errand when this step comes next."""
    view = begun(by, **more)
    deeds = {
        "consent": lambda view: give(view, "consent", by, agree=True),
        "document": lambda view: give(view, "document", by, document="resident-id"),
        "pictures": lambda view: photographed(view, by),
        "details": lambda view: give(view, "details", by, **card()),
        "hand-in": lambda view: give(view, "hand-in", by, right=True),
    }
    while view.next and view.next.name != step:
        view = deeds[view.next.name](view)
    return view


def verification_of(view: ErrandView, by: Actor) -> str:
    told = [facts.get("verification") for facts in queries.evidence(view.id, by=by).values()]
    return next(one for one in told if one)


def next_of(view: ErrandView) -> str:
    return view.next.name if view.next else ""


def look(view: ErrandView, by: Actor, now: datetime = LATER) -> ErrandView:
    return queries.errand(view.id, by=by, now=now)

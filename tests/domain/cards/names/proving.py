"""People who prove to an issuer who they are, at its counter or from afar."""

from datetime import datetime, timedelta
from typing import Any

from tests.domain.cards.samples import NOW
from tests.domain.cards.town import Shop, ask, city_card, sell
from tests.domain.identity.verifying import desk
from tests.domain.people.folks import ADDRESS, PHONE, code_of, proven, send
from yika.domain.cards import actions
from yika.domain.identity import actions as identity
from yika.domain.people.queries import holder as look
from yika.domain.people.rules import Purpose
from yika.kit.actor import Actor

BEFORE = NOW - timedelta(days=2)
RULE: dict[str, Any] = {
    "need": "before-activation",
    "level": 2,
    "face": "staff",
    "documents": ["resident-id"],
    "front_only": ["resident-id"],
    "decide": "counter",
    "cards_per_person": 2,
    "keep": "30 days",
    "keep_refused": "7 days",
    "promise": "2 days",
}
LOOSE = RULE | {"level": 1, "face": "none", "decide": "review"}


def named_card(edition: int, **rule: Any) -> None:
    """The next edition at both issuers, with a policy of names."""
    table = {name: value for name, value in (RULE | rule).items() if value is not None}
    for issuer in ("harbor", "campus"):
        sell(issuer, city_card(edition, **{"real-name": table}))


def prove(
    holder: Actor, shop: Shop, *, serial: int = 1, afar: bool = False, now: datetime = BEFORE
) -> str:
    """The holder begins; he is seen at the counter, unless he sends it in from afar."""
    rule = LOOSE if afar else RULE
    found = identity.begin_verification(
        holder=holder.id,
        issuer=shop.issuer,
        product="city",
        edition=1,
        real_name=desk.policy(**rule),
        document="resident-id",
        **ask(holder, now=now),
    )
    by = holder if afar else shop.teller
    about = {"verification": found.id}
    picture = desk.picture(serial)
    identity.add_picture(**about, side="front", content=picture, **ask(by, now=now))
    identity.give_fields(**about, fields=desk.card(serial), **ask(by, now=now))
    witness = desk.NOBODY if afar else desk.SEEN
    done = identity.submit_verification(**about, witness=witness, **ask(by, now=now))
    if done.line.state != "approved":  # from afar, or a person who is known here already
        done = desk.approve(found.id, shop.reviewer, now, remark="seen")
    assert done.line.state == "approved"
    return found.id


def reach(holder: Actor, phone: str = PHONE) -> str:
    """The holder has proven a phone long ago."""
    proven(holder.id, phone, now=BEFORE)
    return phone


def stepped_up(holder: Actor, *, now: datetime = NOW) -> str:
    """He has used a code a moment ago."""
    contact = next(iter(_contacts(holder)))
    sent = send(Purpose.STEP_UP, holder=holder.id, contact_id=contact, by=holder, now=now)
    return actions.step_up(
        proof=sent.id, code=code_of(sent), address=ADDRESS, **ask(holder, now=now)
    )


def _contacts(holder: Actor) -> list[str]:
    return [one.id for one in look(holder.id, now=NOW).contacts if one.proven]

"""Puts something to review before the reviewers of a world that runs, told as JSON."""

import json
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import django

PEOPLE = 6
LOOKED_AT = 3
A_MINUTE = timedelta(minutes=1)


def main() -> None:
    django.setup()
    from yika.site.cli import install

    install.set_up()
    home = Path(sys.argv[1]).parent
    city = json.loads((home / "city.json").read_text(encoding="utf-8"))
    by = reviewer(city["transit"]["staff"]["supervisor"]["actor"])
    found = {
        "waiting": [submitted(place, four_eyes=place == PEOPLE - 1) for place in range(PEOPLE)],
        "appeal": appealed(PEOPLE, by),
        "second": [confirmed(PEOPLE + 1 + place, by) for place in range(LOOKED_AT)],
    }
    Path(sys.argv[1]).write_text(json.dumps(found), encoding="utf-8")


def reviewer(told: dict[str, Any]) -> Any:
    """The member of staff whose decisions others look at."""
    from yika.kit.actor import Actor, ActorKind, Channel

    rights = frozenset(told["rights"])
    issuer = told["issuer"]
    return Actor(ActorKind.STAFF, told["id"], Channel.REVIEW, issuer=issuer, rights=rights)


def submitted(place: int, **rule: Any) -> str:
    """What somebody gave, waiting for a reviewer."""
    from tests import story
    from tests.domain.identity.verifying.desk import card, policy
    from yika.domain.identity import actions

    by = holder(place)
    begun = actions.begin_verification(
        holder=by.id,
        issuer="rivertown-transit",
        product="transit-adult",
        edition=1,
        real_name=policy(**rule),
        document="resident-id",
        **story.asking(by),
    )
    about = {"verification": begun.id}
    for _, side in begun.missing:
        content = looks_of(place, side)
        actions.add_picture(**about, side=side, content=content, **story.asking(by))
    fields = card(place + 1, expires_on="2026-12-01" if place else "2040-01-01")
    actions.give_fields(**about, fields=fields, **story.asking(by))
    actions.submit_verification(**about, **story.asking(by))
    return begun.id


def appealed(place: int, by: Any) -> str:
    """What was refused, and its holder wants somebody else to look."""
    from tests import story
    from yika.domain.identity import actions

    found, before = submitted(place), story.moment() - A_MINUTE  # what is fresh can be undone
    seen = actions.take_up(verification=found, **story.asking(by, before))
    about = {"verification": found, "version": seen.version, "reason": "altered"}
    actions.refuse(**about, **story.asking(by, before))
    actions.appeal(verification=found, words="It is mine.", **story.asking(holder(place)))
    return found


def confirmed(place: int, by: Any) -> str:
    """What was confirmed and drawn for a second look."""
    from tests import story
    from yika.domain.identity import actions

    found = submitted(place, second_look=100)
    seen = actions.take_up(verification=found, **story.asking(by))
    actions.approve(verification=found, version=seen.version, **story.asking(by))
    actions.draw_second_look(key=found, now=story.moment())
    return found


def holder(place: int) -> Any:
    """Somebody who proves who he is; asked again, the same."""
    from django.db import transaction

    from tests import story

    if place not in KNOWN:
        with transaction.atomic():  # before the worker of this world sends the code off
            KNOWN[place] = story.holder(f"1387777{place:04d}").actor
    return KNOWN[place]


KNOWN: dict[int, Any] = {}


def looks_of(place: int, side: str) -> bytes:
    """A specimen, where the machine can draw one."""
    from tests.domain.identity.verifying.desk import picture
    from yika.connectors.printer import fonts
    from yika.site.demo import specimens

    if fonts.chinese() is None:
        return picture(place * 2 + len(side))
    drawn = [one for one in specimens.people().values() if one.kind == "resident-id"]
    return specimens.as_jpeg(specimens.draw(drawn[place % len(drawn)], side))


if __name__ == "__main__":
    main()

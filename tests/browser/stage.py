"""Sets the stage for a browser: a database of its own with the small city in it, told as JSON."""

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

import django

OWNED = 12


def owner(city: Any) -> dict[str, Any]:
    """Somebody with a proven phone and many cards in use, the last of those handed out."""
    from tests import story
    from yika.domain.cards.actions import activate_card

    person = story.holder("13899990001")
    handed = range(len(city.transit.cards))[-OWNED:]
    for place in handed:
        card = city.transit.card_ids[place]
        activate_card(card=card, **story.asking(person.actor))
    told = rights(person)
    cards = [
        {"id": city.transit.card_ids[place], "number": city.transit.cards[place].number}
        for place in handed
    ]
    return {"token": person.token, "phone": person.phone, "cards": cards} | told


def rights(person: Any) -> dict[str, str]:
    """What he agreed to, a proof that an issuer has of him, and a check that went against him."""
    from tests import story
    from tests.domain.identity.rights import kept
    from yika.domain.identity.actions.consents import give_consent
    from yika.domain.identity.rules.review.states import State

    house, now = "rivertown-transit", story.moment()
    about = {"holder": person.actor.id, "issuer": house, "version": 1, "language": "zh-hans"}
    for purpose in ("real-name", "face"):
        given = give_consent(purpose=purpose, **about, **story.asking(person.actor))
    kept.proven(kept.verification(person.actor, now, issuer=house))
    refused = kept.verification(person.actor, now, state=State.REFUSED, issuer=house)
    return {"consent": given.id, "refused": str(refused)}


def specimens() -> list[str]:
    """Both sides of a drawn card, and what the reader of this site finds on them."""
    from django.conf import settings

    from yika.connectors.ocr.fake import digest_of
    from yika.kit.pictures import clean
    from yika.site.demo.specimens import known, person
    from yika.site.reactions import SPECIMENS

    drawn, folder, answers = person("li-qingshan"), settings.YIKA_HOME / "demo", {}
    folder.mkdir()
    for side in ("front", "back"):
        picture = known.picture(drawn, side)
        (folder / f"{side}.jpg").write_bytes(picture)
        answers[digest_of(clean(picture).jpeg)] = known.rows(drawn, side)
    told = json.dumps({"answers": answers}, ensure_ascii=False)
    (settings.YIKA_HOME / SPECIMENS).write_text(told, encoding="utf-8")
    return [str(folder / f"{side}.jpg") for side in ("front", "back")]


def main() -> None:
    django.setup()
    from tests import story
    from yika.site.cli import install

    install.set_up()
    made = story.city(count=150)
    story.receive(made.transit)
    city = asdict(made) | {"owner": owner(made) | {"specimens": specimens()}}
    told = json.dumps(city, default=lambda value: sorted(map(str, value)))
    Path(sys.argv[1]).write_text(told, encoding="utf-8")


if __name__ == "__main__":
    main()

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
    cards = [
        {"id": city.transit.card_ids[place], "number": city.transit.cards[place].number}
        for place in handed
    ]
    return {"token": person.token, "phone": person.phone, "cards": cards}


def main() -> None:
    django.setup()
    from tests import story
    from yika.site.cli import install

    install.set_up()
    made = story.city(count=150)
    story.receive(made.transit)
    city = asdict(made) | {"owner": owner(made)}
    told = json.dumps(city, default=lambda value: sorted(map(str, value)))
    Path(sys.argv[1]).write_text(told, encoding="utf-8")


if __name__ == "__main__":
    main()

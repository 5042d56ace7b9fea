"""Plans a home visit in a world that runs, an hour from now, told as JSON."""

import json
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import django

HOUSE = "rivertown-transit"
LASTS = timedelta(minutes=40)
NAME, ADDRESS, PHONE = "林晚秋", "江边路 77 号 5 门 302", "027-8765 9911"


def main() -> None:
    django.setup()
    from tests import story
    from yika.connectors.printer import fonts
    from yika.domain.identity.actions.consents import give_consent
    from yika.domain.people.rules import totp
    from yika.domain.visits import actions
    from yika.domain.visits.rules.wishes import Door
    from yika.site.cli import install
    from yika.site.demo import specimens

    install.set_up()
    told = Path(sys.argv[1])
    city = json.loads((told.parent / "city.json").read_text(encoding="utf-8"))["transit"]
    person = story.holder("13866660001")
    for purpose in ("home-visit", "real-name", "face"):
        give_consent(
            holder=person.actor.id,
            issuer=HOUSE,
            purpose=purpose,
            version=1,
            language="en",
            **story.asking(person.actor),
        )
    now = story.moment()
    visit = actions.request_visit(
        holder=person.actor.id,
        about=f"{HOUSE}/transit-adult",
        outlet=city["outlet"],
        door=Door(name=NAME, address=ADDRESS, phone=PHONE),
        days=[now.date() + timedelta(days=2)],
        part="any",
        **story.asking(person.actor),
    )
    begins = story.in_an_hour(LASTS)
    first, second = (city["staff"][role]["actor"]["id"] for role in ("teller", "supervisor"))
    actions.schedule_visit(
        visit=visit.id,
        begins_at=begins,
        ends_at=begins + LASTS,
        first=first,
        second=second,
        **story.asking(),
    )
    secret = totp.read(city["staff"]["supervisor"]["secret"].replace(" ", ""))
    code = totp.code_of(secret, totp.step_at(now) + 1)
    pictures = _pictures(told.parent, specimens, drawn=fonts.chinese() is not None)
    facts: dict[str, Any] = {"visit": visit.id, "code": code, "pictures": pictures}
    told.write_text(json.dumps(facts), encoding="utf-8")


def _pictures(home: Path, specimens: Any, *, drawn: bool) -> list[str]:
    """Both sides of a specimen card, as files that a camera might have made."""
    from tests.domain.identity.verifying.desk import picture

    person = next(one for _, one in specimens.people().items() if one.kind == "resident-id")
    found = []
    for place, side in enumerate(("front", "back")):
        content = specimens.as_jpeg(specimens.draw(person, side)) if drawn else picture(place + 1)
        file = home / f"{side}.jpg"
        file.write_bytes(content)
        found.append(str(file))
    return found


if __name__ == "__main__":
    main()

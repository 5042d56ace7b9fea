"""The steps of seeding, in order. Every one may be repeated: what is there stays as it is."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path

from django.conf import settings

from yika.domain.journal.actions import seal_entries
from yika.domain.ledger.actions import seal_batches
from yika.kit.errors import Refusal, gettext_noop
from yika.site import reactions
from yika.site.demo import books, cast, holders, houses, stock
from yika.site.demo.life import applications, appointments, directory, enquiries, stops
from yika.site.demo.life.names import campaigns, organizations, real_names, visits
from yika.site.demo.specimens import NoFont, known

DAYS = 28  # that the issuers have been in business already
STEPS = (0, 1, 3, 9)  # how far those went who activate a card by themselves

GOING_ON = (
    appointments,
    applications,
    enquiries,
    stops,
    real_names,
    organizations,
    campaigns,
    visits,
)
FINISHED = "cards.json"  # what is left for the desk last

Progress = Callable[[int], None]


class NotForProduction(Refusal):
    code = "site.demo_in_production"
    wording = gettext_noop("The demo is not for production: it would mix with true data.")


def check_allowed() -> None:
    if settings.CONFIG.production:
        raise NotForProduction


def seed(
    *,
    now: datetime,
    days: int = DAYS,
    people: int = holders.IN_USE,
    progress: Progress = lambda _: None,
) -> None:
    """Play a few weeks of business up to now. A seeding that was cut off goes on where it was.

    `people` is how many use a card of each kind.
    """
    check_allowed()
    if houses.kept(FINISHED):
        return
    began_at = _beginning(settings.YIKA_HOME / "demo-began", now - timedelta(days=days))
    shelves = []
    for issuer, about in cast.ISSUERS.items():
        house = houses.build(issuer, now=began_at)
        for product in about.products:
            shelves.append(stock.fill(house, product, now=began_at))
            progress(1)
    used = _give_away(shelves, people, began_at=began_at, now=now, progress=progress)
    books.fill_books(
        used,
        first_day=cast.day(began_at),
        days=days,
        by=houses.OPERATOR,
        now=now,
        progress=progress,
    )
    _go_about(shelves, now=now, progress=progress)
    holders.deliver_all(reactions.tray("sms"), now)
    _seal(now)
    _leave_for_the_desk(shelves, people, now)


def total() -> int:
    """How many pieces `seed` will report."""
    kinds = sum(len(about.products) for about in cast.ISSUERS.values())
    return 2 * kinds + DAYS + len(cast.ISSUERS)


def _give_away(
    shelves: list[stock.Shelf],
    people: int,
    *,
    began_at: datetime,
    now: datetime,
    progress: Progress,
) -> list[books.Used]:
    """Cards to people: most at the counter, a few activate theirs by themselves."""
    used: list[books.Used] = []
    for place, shelf in enumerate(shelves):
        in_use = holders.give_away(shelf, people, known=place * people, began_at=began_at, now=now)
        used.append((shelf.house.code, shelf.product, in_use))
        progress(1)
    if houses.kept("holders.json"):
        return used
    named, numbers, found = cast.names("demo:alone"), count(9001), []
    for place, steps in enumerate(STEPS):
        for shelf in shelves:
            name, phone = next(named), cast.phone(next(numbers))
            piece = people + holders.UNUSED + place
            at = now - timedelta(hours=len(STEPS) - place)
            holders.activate_alone(shelf, piece, phone=phone, name=name, steps=steps, now=at)
            found.append({"phone": phone, "name": name})
    houses.keep("holders.json", found[-len(shelves) :][:6])  # whose cards are in use
    return used


def _go_about(shelves: list[stock.Shelf], *, now: datetime, progress: Progress) -> None:
    """What people come for besides: the outlets open to them, and they ask, apply and lose."""
    found = {shelf.house.code: shelf.house for shelf in shelves}
    for house in found.values():
        directory.fill(house, now=now)
    for house in found.values():
        for noun in GOING_ON:
            noun.fill(house, now=now)
        progress(1)


def _leave_for_the_desk(shelves: list[stock.Shelf], people: int, now: datetime) -> None:
    """What whoever tries the demo wants to know: cards to activate, kiosks to pair."""
    rows = [
        {
            "name": shelf.product,
            "number": row.number,
            "code": row.code,
        }
        for shelf in shelves
        for row in shelf.rows[people : people + holders.UNUSED]
    ]
    tested = {shelf.house.code: shelf.house for shelf in shelves}
    machines = [one for house in tested.values() for one in houses.add_machines(house, now=now)]
    houses.keep("machines.json", machines)
    with suppress(NoFont):
        known.write_answers(settings.YIKA_HOME / reactions.SPECIMENS)
        known.write_faces(settings.YIKA_HOME / reactions.SPECIMEN_FACES)
    houses.keep(FINISHED, rows)


def _seal(now: datetime) -> None:
    """Put everything into its chain at once, as a worker does over time."""
    for seal_some in (seal_entries, seal_batches):
        while seal_some(now=now):
            pass


def _beginning(file: Path, began_at: datetime) -> datetime:
    """The first day of the demo, kept, so that a repeated seeding asks for the very same."""
    if not file.exists():
        file.write_text(began_at.isoformat(), encoding="utf-8")
    return datetime.fromisoformat(file.read_text(encoding="utf-8"))

"""People who prove from home who they are, and what became of it: a desk full of work."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from yika.connectors.face.simulator import SimulatedMatcher
from yika.domain.cards.queries import edition_in_force, today
from yika.domain.identity import actions
from yika.domain.identity.actions.consents import give_consent
from yika.domain.identity.queries import verification
from yika.domain.identity.rules import consents
from yika.domain.identity.rules.consents import Purpose
from yika.domain.identity.rules.documents import Side
from yika.domain.identity.rules.review.reasons import Again, Refused
from yika.domain.identity.rules.review.states import State
from yika.domain.identity.rules.review.views import VerificationView
from yika.domain.people import actions as people
from yika.domain.staff.rules import Role
from yika.kit.actor import WORKER, Actor, ActorKind, Channel
from yika.kit.pictures import clean
from yika.products.tables.real_name import RealName
from yika.site.demo import cast
from yika.site.demo.houses import House
from yika.site.demo.life import SAID
from yika.site.demo.life.names import proving
from yika.site.demo.life.names.proving import DOCUMENT, Clock
from yika.site.demo.specimens import Person, known

DAY: Final = timedelta(days=1)
HOUR: Final = timedelta(hours=1)
FIRST_PLACE: Final = 600  # far from the others, so that nobody has the number of somebody else
FIRST_PHONE: Final = 6000
HOME: Final = "zh-hans"


@dataclass(frozen=True, slots=True)
class Story:
    """How long ago somebody submitted, with which mishap, and what the desk made of it."""

    ago: timedelta
    spoiled: tuple[str, ...] = ()
    ended: str = ""
    name_differs: bool = False


STORIES: Final = (
    Story(6 * DAY),
    Story(26 * HOUR, ("glare",)),
    Story(3 * HOUR, name_differs=True),
    Story(HOUR / 2),
    Story(2 * DAY, ("glare-on-number",), "again"),
    Story(3 * DAY, (), "refused"),
    Story(5 * DAY, (), "appealed"),
    Story(4 * DAY, (), "approved"),
    Story(7 * DAY, (), "approved"),
)
ELSEWHERE: Final = 2  # stories of a house whose desk nobody looks at first


@dataclass(frozen=True, slots=True)
class Play:
    """One story with all who have a part in it."""

    story: Story
    house: House
    product: str
    edition: int
    policy: RealName
    place: int
    name: str

    @property
    def holder_request(self) -> str:
        return f"demo:real-name:{self.house.code}:{self.place}"


def fill(house: House, *, now: datetime) -> None:
    """Some people of the house prove from home who they are. Safe to repeat."""
    found = _asks(house, now)
    if found is None:
        return
    product, edition, policy = found
    stories = STORIES if house.code == cast.BUSIEST else STORIES[1 : 1 + ELSEWHERE]
    begin = list(cast.ISSUERS).index(house.code) * len(STORIES)
    named = cast.names(f"demo:real-name:{house.code}")
    for place, (story, name) in enumerate(zip(stories, named, strict=False), start=begin):
        _play(Play(story, house, product, edition, policy, place, name), now=now)


def _asks(house: House, now: datetime) -> tuple[str, int, RealName] | None:
    """The first of its products that asks for a name, with the edition that is sold."""
    for product in cast.ISSUERS[house.code].products:
        sold = edition_in_force(house.code, product, today(house.code, now)).product
        if sold.real_name is not None and sold.real_name.need != "never":
            return product, sold.edition, sold.real_name
    return None


def _play(play: Play, *, now: datetime) -> None:
    at = Clock(play.holder_request, now - play.story.ago - HOUR)
    holder = people.register_holder(
        name=play.name,
        language=HOME,
        phone=cast.phone(FIRST_PHONE + play.place),
        **at.asking(play.house.teller),
    )
    by = Actor(ActorKind.HOLDER, holder, Channel.WEB)
    found = _begin(play, by, at)
    if found.line.state == State.COLLECTING:
        found = _submit(play, found, by, at)
        AFTERWARDS.get(play.story.ended, _leave)(play, found, at)


def _begin(play: Play, by: Actor, at: Clock) -> VerificationView:
    about: Mapping[str, Any] = {"holder": by.id, "issuer": play.house.code}
    faces = [Purpose.FACE] if play.policy.face == "hint" else []
    for purpose in (Purpose.REAL_NAME, *faces):
        text = consents.current(purpose)
        give_consent(
            **about,
            purpose=text.purpose.value,
            version=text.version,
            language=HOME,
            **at.asking(by),
        )
    return actions.begin_verification(
        **about,
        product=play.product,
        edition=play.edition,
        real_name=play.policy,
        document=DOCUMENT,
        **at.asking(by),
    )


def _submit(play: Play, found: VerificationView, by: Actor, at: Clock) -> VerificationView:
    shown = proving.document(play.name, FIRST_PLACE + play.place)
    about: dict[str, Any] = {"verification": found.id}
    for place, (_, side) in enumerate(found.missing):
        spoiled = play.story.spoiled if not place else ()
        content = proving.picture(shown, side, *spoiled)
        actions.add_picture(**about, side=side, content=content, **at.asking(by))
    if play.policy.face == "hint":
        content = proving.face(shown)
        actions.add_picture(**about, side=Side.FACE.value, content=content, **at.asking(by))
    typed = dict(proving.fields(shown))
    if play.story.name_differs:
        typed["address"] = typed["address"][:-4]
    actions.give_fields(**about, fields=typed, **at.asking(by))
    found = actions.submit_verification(**about, **at.asking(by))
    return _compared(found, shown, at) if play.policy.face == "hint" else found


def _compared(found: VerificationView, shown: Person, at: Clock) -> VerificationView:
    """What the program of the demo says about both faces, without waiting for the worker."""
    portrait = clean(proving.picture(shown, found.sides[0][1])).jpeg
    told = known.likeness(portrait, clean(proving.face(shown)).jpeg)
    own = max(told.values())
    way = actions.FaceComparing(SimulatedMatcher(dict.fromkeys(told, own)), clock=lambda: at.now)
    payload = {"verification": found.id, "attempt": found.line.attempt}
    way.send(reference=found.id, payload=payload)
    return verification(found.id, by=WORKER, now=at.now)


def _taken(play: Play, found: VerificationView, role: Role, at: Clock) -> dict[str, Any]:
    """A colleague takes it up; answers what his decision needs."""
    by = play.house.staff[role]
    seen = actions.take_up(verification=found.id, **at.asking(by))
    return {"verification": found.id, "version": seen.version, **at.asking(by)}


def _leave(play: Play, found: VerificationView, at: Clock) -> None:
    """It waits at the desk."""


def _ask_again(play: Play, found: VerificationView, at: Clock) -> None:
    side = found.sides[0][1]
    taken = _taken(play, found, Role.REVIEWER, at)
    actions.ask_again(thing=side, reason=Again.GLARE.value, **taken)


def _refuse(play: Play, found: VerificationView, at: Clock) -> None:
    taken = _taken(play, found, Role.REVIEWER, at)
    actions.refuse(reason=Refused.DOES_NOT_AGREE.value, **taken)


def _refuse_and_appeal(play: Play, found: VerificationView, at: Clock) -> None:
    _refuse(play, found, at)
    by = Actor(ActorKind.HOLDER, found.line.holder, Channel.WEB)
    at.now += HOUR
    actions.appeal(verification=found.id, words=SAID["appeal"]["words"], **at.asking(by))


def _approve(play: Play, found: VerificationView, at: Clock) -> None:
    for role in (Role.REVIEWER, Role.SUPERVISOR):
        by = play.house.staff[role]
        if verification(found.id, by=by, now=at.now).line.state == State.IN_REVIEW:
            actions.approve(**_taken(play, found, role, at))


AFTERWARDS: Final[Mapping[str, Callable[[Play, VerificationView, Clock], None]]] = {
    "again": _ask_again,
    "refused": _refuse,
    "appealed": _refuse_and_appeal,
    "approved": _approve,
}

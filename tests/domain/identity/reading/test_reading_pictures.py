"""Pictures are read while nobody waits: killed in the middle, nothing is lost and nothing stuck."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest

from tests.domain.identity.reading.recorded import PEOPLE, boxes
from tests.domain.identity.verifying.conftest import *  # noqa: F403  the same people
from tests.domain.identity.verifying.desk import acting, filled, work
from tests.domain.people.folks import NOW
from yika.connectors.ocr.absent import AbsentReader
from yika.domain.identity import actions, queries
from yika.domain.identity.actions import PictureReading
from yika.domain.identity.models import Evidence, Verification
from yika.domain.identity.provider import NotRun
from yika.domain.identity.rules.reading.boxes import Boxes
from yika.domain.identity.rules.review.states import State
from yika.domain.identity.verifying.checking import read_fields
from yika.domain.identity.verifying.folder import open_folder
from yika.domain.journal.actions import Delivery, deliver_parcel, do_due_work
from yika.domain.journal.models import DueWork, Parcel
from yika.kit.actor import WORKER, Actor
from yika.kit.errors import Unavailable

FRONT, BACK = "resident-id.front.huang.", "resident-id.back.huang.clean"
LEASE = timedelta(minutes=5)


@dataclass
class Script:
    """A reader that gives these answers in turn; one that is an error is raised."""

    answers: list[Boxes | NotRun | BaseException]
    pictures: list[bytes] = field(default_factory=list)

    def read(self, picture: bytes) -> Boxes | NotRun:
        self.pictures.append(picture)
        answer = self.answers.pop(0)
        if isinstance(answer, BaseException):
            raise answer
        return answer


def asked(holder: Actor) -> str:
    found = filled(holder.id, holder, front_only=[])
    actions.ask_reader(verification=found, **acting(holder))
    done = do_due_work(
        handlers={"identity.read": actions.hand_to_reader}, now=NOW, chance=lambda: 0
    )
    assert done
    assert done.trouble is None
    return found


def deliver(script: Script | AbsentReader, now: datetime = NOW) -> Delivery | None:
    clock: Callable[[], datetime] = lambda: now  # noqa: E731
    way = PictureReading(script, clock)
    return deliver_parcel(kind="identity.read", way=way, clock=clock, chance=lambda: 0)


def both() -> list[Boxes | NotRun | BaseException]:
    return [boxes(f"{FRONT}clean"), boxes(BACK)]


def test_what_is_found_is_kept_for_the_person_to_confirm(holder: Actor) -> None:
    found = asked(holder)
    deliver(Script(both()))
    seen = queries.verification(found, by=holder, now=NOW)
    assert seen.line.state is State.COLLECTING
    assert seen.fields["name"] == "林晚"  # what he gave stands, whatever was read
    assert "name" in seen.edited
    assert Verification.objects.get().reader == "rapidocr 3.10.0"


def test_a_worker_that_dies_in_the_middle_leaves_the_pictures_to_the_next_one(
    holder: Actor,
) -> None:
    found = asked(holder)
    with pytest.raises(KeyboardInterrupt):
        deliver(Script([boxes(f"{FRONT}clean"), KeyboardInterrupt()]))
    assert queries.verification(found, by=holder, now=NOW).line.state is State.READING
    assert deliver(Script([])) is None  # claimed until the lease is over

    late = NOW + LEASE
    deliver(Script(both()), late)
    assert queries.verification(found, by=holder, now=late).line.state is State.COLLECTING
    assert Evidence.objects.filter(replaced_at=None).count() == 2


def test_a_reader_that_was_killed_is_asked_again_later(holder: Actor) -> None:
    found = asked(holder)
    first = deliver(Script([Unavailable("the reading process ended")]))
    assert first
    assert isinstance(first.trouble, Unavailable)
    assert queries.verification(found, by=holder, now=NOW).line.state is State.READING
    due = Parcel.objects.get(kind="identity.read").due_at
    assert due
    deliver(Script(both()), due)
    assert queries.verification(found, by=holder, now=due).line.state is State.COLLECTING


def test_a_picture_nobody_can_read_goes_to_the_person(holder: Actor) -> None:
    found = asked(holder)
    deliver(Script([Unavailable("too large", permanent=True), boxes(BACK)]))
    read = read_fields(open_folder(found, by=WORKER)) or {}
    assert {side.value: bool(fields.said()) for side, fields in read.items()} == {
        "front": False,
        "back": True,
    }
    assert reading_of(found, holder) == ("error", "reader_trouble")


def test_a_worker_killed_again_and_again_keeps_nobody_waiting(holder: Actor) -> None:
    found = asked(holder)
    for killed in range(3):
        with pytest.raises(KeyboardInterrupt):
            deliver(Script([KeyboardInterrupt()]), NOW + killed * LEASE)
    work(NOW + 2 * LEASE)
    assert queries.verification(found, by=holder, now=NOW).state is State.READING
    work(NOW + 3 * LEASE)
    assert queries.verification(found, by=holder, now=NOW).state is State.COLLECTING

    assert reading_of(found, holder) == ("error", "reader_trouble")
    late = Script([])
    deliver(late, NOW + 3 * LEASE)
    assert late.pictures == []
    assert Parcel.objects.get(kind="identity.read").state == "sent"


def test_what_is_read_again_waits_its_own_time(holder: Actor) -> None:
    found = asked(holder)
    deliver(AbsentReader())
    later = NOW + 2 * LEASE
    actions.ask_reader(verification=found, **acting(holder, later))
    work(NOW + 3 * LEASE)
    assert queries.verification(found, by=holder, now=later).state is State.READING
    work(later + 3 * LEASE)
    assert queries.verification(found, by=holder, now=later).state is State.COLLECTING


def reading_of(verification: str, holder: Actor) -> tuple[str, str]:
    """The answer of the check named reading, once it is handed in."""
    actions.submit_verification(verification=verification, **acting(holder))
    checks = queries.verification(verification, by=WORKER, now=NOW).checks
    [found] = [one for one in checks if one.name == "reading"]
    return found.outcome.value, found.reason


def test_without_a_reader_nothing_was_read_and_the_person_goes_on(holder: Actor) -> None:
    found = asked(holder)
    deliver(AbsentReader())
    assert read_fields(open_folder(found, by=WORKER)) is None
    assert queries.verification(found, by=holder, now=NOW).line.state is State.COLLECTING
    assert reading_of(found, holder) == ("not_run", "not_read")


def test_a_picture_on_its_head_is_turned_and_read_once_more(holder: Actor) -> None:
    found = asked(holder)
    how = "resident-id.front.li.upside-down"
    script = Script([boxes(how), boxes(f"{how}-then-turned"), boxes(BACK)])
    deliver(script)
    assert len({*script.pictures}) == 3
    assert what_was_read(found).items() >= PEOPLE["li"].items()


def test_a_picture_that_lies_on_its_side_is_set_upright(holder: Actor) -> None:
    found = asked(holder)
    lying = boxes("resident-id.front.wei.rot180")  # without the sex
    script = Script([lying, boxes("resident-id.front.wei.clean"), boxes(BACK)])
    deliver(script)
    assert what_was_read(found).items() >= PEOPLE["wei"].items()


def test_a_picture_with_nothing_on_it_is_not_read_for_ever(holder: Actor) -> None:
    found = asked(holder)
    nothing = Boxes(engine="rapidocr", version="3.10.0")
    script = Script([nothing] * 4)
    deliver(script)
    assert len(script.pictures) == 4  # each of both sides, and on its head
    assert what_was_read(found) == {}


def what_was_read(verification: str) -> dict[str, str]:
    read = read_fields(open_folder(verification, by=WORKER)) or {}
    return {name: text for one in read.values() for name, text in one.said().items()}


def test_who_withdrew_is_not_read_any_more(holder: Actor) -> None:
    found = asked(holder)
    actions.withdraw_verification(verification=found, **acting(holder))
    script = Script([])
    deliver(script)
    assert script.pictures == []


def test_what_was_read_stands_in_no_parcel_and_no_work(holder: Actor) -> None:
    asked(holder)
    deliver(Script(both()))
    assert not DueWork.objects.filter(kind="identity.read").exists()
    parcel = Parcel.objects.get(kind="identity.read")
    assert parcel.payload is None
    assert PEOPLE["huang"]["number"] not in f"{parcel.reference}{parcel.last_error}"

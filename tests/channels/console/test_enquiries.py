"""Enquiries at the console: the late ones alarm, each has an owner, and each is answered."""

import re

from tests import story
from tests.channels.console.scene import Browser, Scene, ask
from yika.domain.enquiries import queries
from yika.domain.enquiries.actions import look_after_enquiry
from yika.domain.enquiries.rules import EnquiryView, State
from yika.domain.staff.rules import Role


def seen(enquiry: str) -> EnquiryView:
    return queries.enquiry(enquiry, by=story.OPERATOR, now=story.moment())


def test_it_is_taken_on_answered_and_closed(scene: Scene, supervisor: Browser) -> None:
    found = ask(scene.city.transit, scene.holder)
    page = f"/console/enquiries/{found}"
    assert "The reader is dead." in supervisor.text(page)
    assert supervisor.post(f"{page}/take").status_code == 303
    shown = supervisor.text(f"{page}/answer")
    version = re.search(r'name="version" value="(\d+)"', shown)
    assert version
    assert supervisor.post(f"{page}/answer", words=" ", version=version[1]).status_code == 422
    answered = supervisor.post(f"{page}/answer", words="It is mended.", version=version[1])
    assert answered.headers["Location"] == page
    assert "It is mended." in supervisor.text(page)
    assert supervisor.post(f"{page}/close").status_code == 303
    assert seen(found).state is State.CLOSED


def test_nobody_answers_what_he_has_not_read(scene: Scene, supervisor: Browser) -> None:
    page = f"/console/enquiries/{ask(scene.city.transit, scene.holder)}"
    refused = supervisor.post(f"{page}/answer", words="It is mended.", version="0")
    assert refused.status_code == 409
    assert "It is mended." in refused.content.decode()


def test_it_is_handed_to_a_colleague_who_may_answer(scene: Scene, supervisor: Browser) -> None:
    shop = scene.city.transit
    found = ask(shop, scene.holder)
    page = f"/console/enquiries/{found}"
    teller, auditor = shop.staff[Role.TELLER], shop.staff[Role.AUDITOR]
    shown = supervisor.text(f"{page}/hand-over")
    assert teller.actor.id in shown
    assert auditor.actor.id not in shown
    refused = supervisor.post(f"{page}/hand-over", to=auditor.actor.id, reason="Holidays.")
    assert refused.status_code == 422
    assert "Holidays." in refused.content.decode()
    supervisor.post(f"{page}/hand-over", to=teller.actor.id, reason="Holidays.")
    assert seen(found).owner == teller.actor.id
    assert teller.handle in supervisor.text(page)


def test_a_late_one_alarms_on_the_overview_and_rises(scene: Scene, supervisor: Browser) -> None:
    found = ask(scene.city.transit, scene.holder)
    late = seen(found).due_at
    before = supervisor.text("/console")
    assert "nobody’s yet" in before
    look_after_enquiry(key=f"{found}:1", now=late)
    assert seen(found).level == 1
    assert "Level 1" in supervisor.text(f"/console/enquiries/{found}")


def test_a_teller_escalates_and_can_answer_it_no_more(scene: Scene, db: None) -> None:
    teller = Browser(scene.city.transit.staff[Role.TELLER])
    found = ask(scene.city.transit, scene.holder)
    page = f"/console/enquiries/{found}"
    assert teller.post(f"{page}/escalate", reason=" ").status_code == 422
    assert teller.post(f"{page}/escalate", reason="He is very angry.").status_code == 303
    assert teller.post(f"{page}/answer", words="Sorry.", version="9").status_code == 403
    assert f"{page}/answer" not in teller.text(page)


def test_the_list_is_narrowed_and_found_by_number(scene: Scene, supervisor: Browser) -> None:
    number = seen(scene.enquiry).number
    assert number in supervisor.text("/console/enquiries?state=open&owner=nobody&kind=complaint")
    assert number not in supervisor.text("/console/enquiries?state=closed")
    assert number not in supervisor.text("/console/enquiries?overdue=yes")
    assert number in supervisor.text(f"/console/holders/{scene.holder}")
    found = supervisor.post("/console/search", typed=number.lower())
    assert found.headers["Location"] == f"/console/enquiries/{scene.enquiry}"

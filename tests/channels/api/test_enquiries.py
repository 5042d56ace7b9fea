"""Enquiries through the API: taken in, followed up, answered once they are read."""

from tests import story
from tests.channels.api.conftest import Program, with_scopes
from yika.domain.enquiries import actions
from yika.domain.staff.rules import Role

ASKED = {"kind": "complaint", "topic": "machine", "words": "Gate 3 is broken."}


def ask(program: Program, **other: str) -> dict:
    given = ASKED | {"contact": "13900000001", "language": "en"} | other
    answer = program.post("/enquiries", given)
    assert answer.status == 201, answer.json
    found: dict = answer.json
    return found


def test_it_is_asked_followed_up_answered_and_closed(program: Program) -> None:
    found = ask(program)
    assert (found["state"], found["asker"], found["holder"]) == ("open", "139 **** 0001", None)
    page = f"/enquiries/{found['id']}"
    added = program.post(f"{page}/add", {"words": "And gate 4."}).json
    late = program.post(f"{page}/answer", {"words": "Mended.", "version": found["version"]})
    assert (late.status, late.code) == (409, "enquiry.added_meanwhile")
    answered = program.post(f"{page}/answer", {"words": "Mended.", "version": added["version"]})
    assert answered.json["state"] == "answered"
    assert answered.headers["ETag"] == '"3"'
    assert [turn["words"] for turn in program.get(page).json["turns"]] == [
        "Gate 3 is broken.",
        "And gate 4.",
        "Mended.",
    ]
    assert program.post(f"{page}/close").json["state"] == "closed"
    assert program.post(f"{page}/escalate", {"reason": "No."}).code == "enquiry.closed"


def test_what_is_asked_must_be_whole(program: Program) -> None:
    for wrong in ({"kind": "praise"}, {"topic": "weather"}, {"words": " "}, {"contact": "x"}):
        assert program.post("/enquiries", ASKED | {"contact": "13900000001"} | wrong).status == 422
    assert program.post("/enquiries", ASKED).code == "enquiry.contact_needed"
    assert program.post("/enquiries", ASKED | {"words": "x" * 2001}).status == 422


def test_a_repeat_is_the_same_enquiry(program: Program) -> None:
    given = ASKED | {"contact": "13900000001"}
    first = program.post("/enquiries", given, key="one").json

    assert program.post("/enquiries", given, key="one").json["id"] == first["id"]
    assert len(program.get("/enquiries?state=open&kind=complaint").json["data"]) == 1
    assert program.get("/enquiries?overdue=true").json["data"] == []


def test_an_escalated_one_is_for_people(program: Program, shop: story.Shop) -> None:
    found = ask(program)
    raised = program.post(f"/enquiries/{found['id']}/escalate", {"reason": "Press."}).json
    assert raised["level"] == 1
    answer = {"words": "Sorry.", "version": raised["version"]}
    refused = program.post(f"/enquiries/{found['id']}/answer", answer)
    assert (refused.status, refused.json["facts"]) == (403, {"right": "approvals.decide"})
    boss = shop.staff[Role.SUPERVISOR].actor
    taken = actions.take_enquiry(enquiry=found["id"], **story.asking(boss))
    assert taken.owner == boss.id


def test_who_only_looks_changes_nothing(program: Program, shop: story.Shop) -> None:
    found, looks = ask(program), with_scopes(shop, "enquiries.view")
    assert looks.get(f"/enquiries/{found['id']}").status == 200
    assert looks.post(f"/enquiries/{found['id']}/add", {"words": "x"}).status == 403

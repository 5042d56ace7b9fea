"""A reviewer takes one up, looks, and decides; the pages say who has what, and undo in time."""

from io import BytesIO

import pytest
from PIL import Image

from tests import story
from tests.channels.review.conftest import Desk, submitted, text
from tests.domain.identity.verifying.desk import citizen
from yika.domain.identity import actions, queries
from yika.domain.identity.models import CheckResult, Evidence, Verification
from yika.domain.identity.rules.review.states import State
from yika.domain.journal.models import Entry


def state(found: str, desk: Desk) -> State:
    return queries.verification(found, by=desk.person.actor, now=story.moment()).state


def looks() -> int:
    return Entry.objects.filter(event="identity.looked").count()


def test_the_queue_is_oldest_first_and_next_takes_the_first(shop, reviewer):
    first, second = submitted(shop), submitted(shop, 2)
    page = reviewer.get("/review")
    assert [line.one.id for line in page.context["lines"]] == [first, second]
    assert "Take the next one" in text(page)

    assert reviewer.post("/review/next").headers["Location"] == f"/review/{first}"
    assert "Go on with yours" in text(reviewer.get("/review"))
    assert reviewer.post("/review/next").headers["Location"] == f"/review/{first}"


def test_next_goes_past_what_a_colleague_has_and_says_when_nothing_is_left(
    shop, reviewer, supervisor
):
    first, second = submitted(shop), submitted(shop, 2)
    reviewer.takes(first)
    assert supervisor.post("/review/next").headers["Location"] == f"/review/{second}"
    supervisor.does(second, "approve")
    page = supervisor.post("/review/next")
    assert "Nothing waits that you could take up now." in text(page)
    assert "With a colleague" in text(page)


def test_the_queue_is_narrowed_by_what_is_chosen(shop, reviewer):
    submitted(shop)
    for query, many in (
        ("", 1),
        ("?document=passport", 0),
        ("?document=resident-id&product=transit-adult", 1),
        ("?only=late", 0),
        ("?only=appealed", 0),
        ("?only=second", 0),
        ("?only=raised", 0),
        ("?only=nonsense", 1),
    ):
        assert len(reviewer.get(f"/review{query}").context["lines"]) == many, query
    assert reviewer.get("/review?after=nonsense").status_code == 404


def test_before_it_is_taken_up_everything_is_covered(shop, reviewer):
    found = submitted(shop)
    page = reviewer.get(f"/review/{found}")
    assert citizen() not in text(page)
    assert "/review/pictures/" not in text(page)
    assert looks() == 0

    reviewer.takes(found)
    page = reviewer.get(f"/review/{found}")
    assert citizen() in text(page)
    assert "You have taken this up" in text(page)
    assert page.headers["Cache-Control"] == "no-store"
    assert looks() == 1


def test_who_may_look_at_any_time_does_so_on_purpose_and_it_is_written_down(shop, supervisor):
    found = submitted(shop)
    assert "Look, and have it written down" in text(supervisor.get(f"/review/{found}"))
    assert citizen() in text(supervisor.get(f"/review/{found}?look=yes"))
    assert looks() == 1


def test_a_picture_bears_who_looks_and_is_kept_nowhere(shop, reviewer):
    found = submitted(shop)
    reviewer.takes(found)
    row = Evidence.objects.order_by("id").first()
    answer = reviewer.get(f"/review/pictures/{row}")
    assert (answer.headers["Content-Type"], answer.headers["Cache-Control"]) == (
        "image/jpeg",
        "no-store",
    )
    with Image.open(BytesIO(answer.content)) as shown:
        assert shown.height > 420  # with a band below
    plain = actions.show_picture(picture=str(row), **story.asking(reviewer.person.actor))
    assert answer.content != plain
    assert looks() == 2


def test_what_was_confirmed_can_be_undone_from_the_queue(shop, reviewer):
    found = submitted(shop)
    reviewer.takes(found)
    onward = reviewer.does(found, "approve").headers["Location"]
    assert state(found, reviewer) is State.APPROVED
    page = reviewer.get(onward)
    assert f"/review/{found}/undo" in text(page)

    assert reviewer.post(f"/review/{found}/undo").headers["Location"] == f"/review/{found}"
    assert state(found, reviewer) is State.IN_REVIEW
    assert "You have taken this up" in text(reviewer.get(f"/review/{found}"))


def test_nobody_else_is_offered_to_undo_it(shop, reviewer, supervisor):
    found = submitted(shop)
    reviewer.takes(found)
    reviewer.does(found, "approve")
    assert "/undo" not in text(supervisor.get(f"/review?did={found}"))
    assert "/undo" not in text(supervisor.get(f"/review/{found}"))
    assert supervisor.post(f"/review/{found}/undo").status_code == 409
    assert reviewer.get("/review?did=nonsense").status_code == 200


def test_it_is_refused_for_a_listed_reason_which_the_page_keeps_open_until_then(shop, reviewer):
    found = submitted(shop)
    reviewer.takes(found)
    page = reviewer.does(found, "refuse", reason="glare", words="Come by.")
    assert page.status_code == 422
    assert "Choose one of the listed reasons." in text(page)
    assert "Come by." in text(page)

    done = reviewer.does(found, "refuse", reason="altered", remark="The font is wrong.")
    assert done.status_code == 303
    assert state(found, reviewer) is State.REFUSED
    assert "The font is wrong." in text(reviewer.get(f"/review/{found}"))


def test_one_thing_is_asked_for_again(shop, reviewer):
    found = submitted(shop)
    reviewer.takes(found)
    reviewer.does(found, "again", thing="back", reason="glare")
    assert state(found, reviewer) is State.WAITING_FOR_PERSON
    assert "Asked for again: Back" in text(reviewer.get(f"/review/{found}"))


def test_it_is_passed_on_with_a_remark_or_put_back(shop, reviewer):
    found = submitted(shop)
    reviewer.takes(found)
    assert reviewer.does(found, "escalate", remark=" ").status_code == 422
    reviewer.does(found, "escalate", remark="Odd.")
    [line] = reviewer.get("/review?only=raised").context["lines"]
    assert line.one.id == found

    reviewer.takes(found)
    assert reviewer.does(found, "put-back").status_code == 303
    assert "You have taken this up" not in text(reviewer.get(f"/review/{found}"))


def test_against_a_failed_check_he_has_to_say_why(shop, reviewer):
    found = submitted(shop, minors=18, four_eyes=True)
    reviewer.takes(found)
    page = text(reviewer.get(f"/review/{found}"))
    assert "Agree, as the first of two" in page
    reviewer.does(found, "approve")
    assert state(found, reviewer) is State.IN_REVIEW
    assert reviewer.takes(found).status_code == 422


def test_the_lock_is_renewed_by_the_page_and_told_when_it_is_lost(shop, reviewer, supervisor):
    found = submitted(shop)
    reviewer.takes(found)
    version = reviewer.get(f"/review/{found}").context["view"].version
    assert "until" in reviewer.post(f"/review/{found}/keep").json()
    assert reviewer.get(f"/review/{found}").context["view"].version == version
    lost = supervisor.post(f"/review/{found}/keep")
    assert (lost.status_code, lost.json()["lost"]) == (
        409,
        ["A colleague is looking at this now. Take another one."],
    )


def test_one_is_found_by_its_number_which_gets_into_no_address(shop, reviewer):
    found = submitted(shop)
    case = reviewer.get(f"/review/{found}").context["view"].line.case
    assert reviewer.post("/review/find", case=case.lower()).headers["Location"].endswith(found)
    assert reviewer.post("/review/find", case="ABCDE").status_code == 404


def test_the_figures_are_drawn_and_told_as_tables(shop, reviewer):
    first, _second = submitted(shop), submitted(shop, 2)
    reviewer.takes(first)
    reviewer.does(first, "refuse", reason="altered")
    page = reviewer.get("/review/figures")
    found = page.context["found"]
    assert (found.waiting, found.refused, page.context["came"]) == (1, 1, 2)
    assert [bar.name for bar in page.context["people"]] == [reviewer.person.handle]
    assert page.context["age_rows"][0] == ("under 1 hour", 1)
    assert "The document looks altered" in text(page)
    assert reviewer.get("/review/figures?days=7").context["days"] == 7


def test_what_a_register_says_is_shown_as_a_hint_with_its_words(shop, reviewer) -> None:
    found = submitted(shop)
    about = {"verification": Verification.objects.get(), "attempt": 1, "at": story.moment()}
    CheckResult.objects.create(
        **about, name="registry", outcome="pass", engine="simulator", engine_version="1"
    )
    reviewer.takes(found)
    page = reviewer.get(f"/review/{found}")
    [hint] = page.context["hints"]
    assert (hint.label, hint.outcome, hint.tone) == ("Register of the authority", "Passed", "quiet")
    assert "A hint only" in text(page)
    assert "registry" not in str(page.context["passed"])
    assert "Checks of numbers only find typing errors." in text(page)


@pytest.mark.parametrize(("level", "offered"), [(1, True), (2, False)])
def test_what_nobody_may_confirm_from_afar_is_not_offered(
    shop: story.Shop, reviewer: Desk, level: int, offered: bool
) -> None:
    found = submitted(shop, level=level, face="staff")
    reviewer.takes(found)
    page = text(reviewer.get(f"/review/{found}"))
    assert (f'action="/review/{found}/approve"' in page) == offered
    assert f'action="/review/{found}/refuse"' in page

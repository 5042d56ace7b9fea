"""The console plans campaigns for cards in use, and shows how far they have come."""

from datetime import date, timedelta

import pytest

from tests import story
from tests.channels.console.scene import Browser, Scene
from yika.domain.campaigns.actions import advance_campaign, start_campaign
from yika.domain.campaigns.models import Campaign, CampaignCard
from yika.domain.campaigns.queries import campaigns
from yika.domain.campaigns.rules.states import State
from yika.domain.journal.models import DueWork
from yika.domain.staff.actions import decide_approval
from yika.domain.staff.rules import Role
from yika.kit import ids
from yika.kit.actor import WORKER

pytestmark = pytest.mark.django_db
NEW = "/console/campaigns/new"


def given() -> dict[str, str]:
    last = story.moment().date() + timedelta(days=90)
    return {
        "product": "transit-adult",
        "deadline": last.isoformat(),
        "warns": "30 14 3",
        "loading_after": "0",
        "spending_after": "",
    }


def test_one_plans_another_starts_and_it_shows_how_far_it_is(
    scene: Scene, supervisor: Browser
) -> None:
    made = supervisor.post(NEW, **given())
    assert made.status_code == 303
    page = made.headers["Location"]
    assert "transit-adult" in supervisor.text("/console/campaigns")
    assert f"{page}/start" not in supervisor.text(page)
    assert supervisor.post(f"{page}/start").status_code == 422

    [campaign] = campaigns(WORKER)
    start_campaign(campaign=campaign.id, **story.asking())
    work = DueWork.objects.get(kind="campaigns.advance")
    advance_campaign(key=work.key, now=story.moment())
    told = supervisor.text(page)
    assert "Asked to prove the name" in told
    assert "As a table" in told

    CampaignCard.objects.update(state="unreached")
    entry = str(CampaignCard.objects.filter(holder__isnull=False).earliest("id"))
    warning = f"/console/campaigns/cards/{entry}/warn"
    assert warning in supervisor.text(page)
    assert supervisor.post(warning).status_code == 303

    leave_alone(scene, supervisor, entry)
    assert supervisor.post(f"{page}/end").status_code == 303
    assert campaigns(WORKER)[0].state is State.ENDING


def leave_alone(scene: Scene, supervisor: Browser, entry: str) -> None:
    """One asks for an exception, another agrees, and the first puts it into force."""
    last = (story.moment() + timedelta(days=20)).date().isoformat()
    spare = f"/console/campaigns/cards/{entry}/except"
    for wrong in ({"why": "because", "until": last}, {"why": "away", "until": "never"}):
        assert supervisor.post(spare, **wrong).status_code == 422
    asked = supervisor.post(spare, why="away", until=last).headers["Location"]
    approval = asked.rpartition("/")[2]
    reviewer = scene.city.transit.staff[Role.REVIEWER].actor
    decide_approval(approval=approval, approve=True, **story.asking(reviewer))
    now = f"{spare}?approval={approval}"
    Campaign.objects.update(state=State.RUNNING.value)
    assert supervisor.post(now, note="").status_code == 303
    assert CampaignCard.objects.filter(state="excepted").count() == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"product": "nothing"},
        {"deadline": ""},
        {"deadline": "2026-02-30"},
        {"warns": "soon"},
        {"warns": "3"},
        {"loading_after": "x"},
        {"loading_after": ""},
        {"loading_after": "-1"},
        {"warns": "9" * 5000},
    ],
)
def test_a_plan_that_cannot_be_is_refused(
    scene: Scene, supervisor: Browser, wrong: dict[str, str]
) -> None:
    assert supervisor.post(NEW, **given() | wrong).status_code in {404, 422}
    assert not Campaign.objects.exists()


def test_what_another_issuer_plans_does_not_exist_here(scene: Scene, supervisor: Browser) -> None:
    other = Campaign.objects.create(
        issuer=scene.city.campus.code,
        product="campus-student",
        level=1,
        deadline=date(2030, 1, 1),
        warns=[14, 3],
        loading_after=0,
        zone="Asia/Shanghai",
        planned_at=story.moment(),
        planned_by="login_0",
        planned_by_request=ids.new_id(),
    )
    for page in ("", "/start", "/end"):
        assert supervisor.get(f"/console/campaigns/{other}{page}").status_code == 404
    assert supervisor.get("/console/campaigns/cards/cmpc_nothing/warn").status_code == 404

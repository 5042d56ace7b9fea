"""`yika issuer …` and `yika outlet …`"""

import json

import pytest

from tests.site.cli.conftest import Yika
from tests.site.cli.desk.opening import ISSUER, OUTLET
from yika.domain.issuers import queries

pytestmark = pytest.mark.django_db


def test_an_issuer_is_opened_and_listed(yika: Yika) -> None:
    opened = yika(*ISSUER, "--json")

    assert opened.code == 0
    assert json.loads(opened.out)["name_zh"] == "江港交通"
    assert json.loads(yika("issuer", "list", "--json").out) == [json.loads(opened.out)]
    assert "江 江港交通 · Harbor Transit" in yika("issuer", "list").out


def test_a_taken_code_is_a_conflict(yika: Yika) -> None:
    yika(*ISSUER)
    again = yika(*ISSUER)
    assert (again.code, again.out) == (4, "")
    assert "issuer.code_taken" in again.err


@pytest.mark.parametrize(
    ("option", "wrong", "told"),
    [
        ("--zone", "Nowhere", "time zone"),
        ("--seal", "江港", "one character"),
        ("--hotline", "call us", "telephone"),
        ("--kind", "circus", "circus"),
    ],
)
def test_what_cannot_be_shown_is_wrong_use(yika: Yika, option: str, wrong: str, told: str) -> None:
    arguments = list(ISSUER)
    arguments[arguments.index(option) + 1] = wrong

    outcome = yika(*arguments)

    assert outcome.code == 2
    assert told in outcome.err
    assert queries.issuers() == []


def test_an_outlet_is_opened_and_listed_with_its_hours(yika: Yika) -> None:
    yika(*ISSUER)

    opened = yika(*OUTLET, "--phone", "027-8765 0001", "--json")

    assert opened.code == 0
    told = json.loads(opened.out)
    assert (told["issuer"], told["code"], told["phone"]) == ("harbor", "pier-one", "027-8765 0001")
    assert told["hours"]["sat"] == "09:00-12:00"
    assert json.loads(yika("outlet", "list", "--issuer", "harbor", "--json").out) == [told]
    assert json.loads(yika("outlet", "list", "--issuer", "other", "--json").out) == []
    assert "mon-fri 08:30-17:00; sat 09:00-12:00" in yika("outlet", "list", "--all").out


def test_hours_that_cannot_be_read_are_wrong_use(yika: Yika) -> None:
    yika(*ISSUER)
    outcome = yika(*OUTLET[:-1], "all day long")
    assert outcome.code == 2
    assert "mon-fri 08:30-17:00" in outcome.err
    assert "Traceback" not in outcome.err


def test_an_outlet_of_nobody_is_not_found(yika: Yika) -> None:
    outcome = yika(*OUTLET)
    assert outcome.code == 3
    assert "issuer.unknown" in outcome.err


def test_an_outlet_says_what_it_offers_and_for_whom_it_acts(yika: Yika) -> None:
    yika(*ISSUER)
    yika(*ISSUER[:2], "eastgate", *ISSUER[3:])
    more = ("--service", "loss", "--service", "top-up", "--step-free", "--position", "30.5, 114.3")
    told = json.loads(yika(*OUTLET, *more, "--json").out)
    assert (told["services"], told["step_free"]) == (["loss", "top-up"], True)
    assert told["position"] == "30.50000, 114.30000"

    acting = yika("outlet", "act-for", "harbor", "pier-one", "--for", "eastgate", "--json")
    assert json.loads(acting.out)["issuers"] == ["harbor", "eastgate"]
    ended = yika("outlet", "act-for", "harbor", "pier-one")
    assert ended.out.split() == ["harbor"]
    assert yika("outlet", "act-for", "harbor", "pier-two").code == 3
    assert yika(*OUTLET, "--service", "haircut").code == 2

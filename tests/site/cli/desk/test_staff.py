"""`yika staff …`"""

import json

import pytest

from tests.site.cli.conftest import Yika
from tests.site.cli.desk.opening import ISSUER, OUTLET
from yika.domain.people.models import Login
from yika.domain.people.rules import WrongLogin
from yika.site.cli.desk.staff import signed_in

PASSWORD = "river-lantern-42"

pytestmark = pytest.mark.django_db


def test_a_login_is_made_with_a_password_from_standard_input(yika: Yika) -> None:
    made = yika("staff", "create", "lin.wan", "--password-stdin", "--json", typed=f"{PASSWORD}\n")
    assert made.code == 0
    assert json.loads(made.out)["handle"] == "lin.wan"
    assert PASSWORD not in made.out + made.err
    assert signed_in("lin.wan", password=PASSWORD).id == json.loads(made.out)["id"]


def test_a_taken_name_is_a_conflict(yika: Yika) -> None:
    yika("staff", "create", "lin.wan", "--password-stdin", typed=PASSWORD)
    again = yika("staff", "create", "lin.wan", "--password-stdin", typed=PASSWORD)
    assert (again.code, again.out) == (4, "")
    assert "people.handle_taken" in again.err


def test_a_weak_password_makes_no_login(yika: Yika) -> None:
    weak = yika("staff", "create", "lin.wan", "--password-stdin", typed="123456\n")
    assert weak.code == 2
    assert "12 characters" in weak.err
    assert not Login.objects.exists()


def test_a_wrong_password_proves_nobody(yika: Yika) -> None:
    yika("staff", "create", "lin.wan", "--password-stdin", typed=PASSWORD)
    with pytest.raises(WrongLogin):
        signed_in("lin.wan", password="wrong")


@pytest.fixture
def lin(yika: Yika) -> str:
    yika(*ISSUER)
    yika(*OUTLET)
    made = yika("staff", "create", "lin.wan", "--password-stdin", "--json", typed=PASSWORD)
    return str(json.loads(made.out)["id"])


def test_somebody_is_given_a_role_at_an_outlet_and_listed(yika: Yika, lin: str) -> None:
    granted = yika(
        *("staff", "grant", "lin.wan", "teller", "harbor", "--outlet", "pier-one"), "--json"
    )

    assert granted.code == 0
    told = json.loads(granted.out)
    assert (told["login"], told["roles"]) == (lin, ["teller"])
    assert "cards.hand_out" in told["rights"]
    [listed] = json.loads(yika("staff", "list", "--json").out)
    assert (listed["login"], listed["outlet"]) == (lin, told["outlet"])


def test_who_leaves_is_listed_only_if_asked_for(yika: Yika, lin: str) -> None:
    yika("staff", "grant", "lin.wan", "teller", "harbor")

    assert yika("staff", "end", "lin.wan").code == 0

    assert json.loads(yika("staff", "list", "--json").out) == []
    assert lin in yika("staff", "list", "--all").out


def test_a_login_that_is_not_there_is_not_found(yika: Yika, lin: str) -> None:
    assert yika("staff", "end", "nobody").code == 3
    assert yika("staff", "grant", "nobody", "teller", "harbor").code == 3
    assert yika("staff", "grant", "lin.wan", "teller", "nobody").code == 3


def test_somebody_is_employed_with_one_command(yika: Yika) -> None:
    yika(*ISSUER)
    yika(*OUTLET)
    employed = yika(
        *("staff", "employ", "zhou", "teller", "harbor", "--outlet", "pier-one"),
        *("--password-stdin", "--json"),
        typed=PASSWORD,
    )

    assert employed.code == 0
    told = json.loads(employed.out)
    assert (told["issuer"], told["roles"]) == ("harbor", ["teller"])
    assert signed_in("zhou", password=PASSWORD).id == told["login"]


def test_nobody_is_employed_where_there_is_no_issuer(yika: Yika) -> None:
    refused = yika(
        "staff", "employ", "zhou", "teller", "nobody", "--password-stdin", typed=PASSWORD
    )
    assert refused.code == 3
    assert not Login.objects.exists()


def test_one_role_ends_and_the_others_stay(yika: Yika, lin: str) -> None:
    yika("staff", "grant", "lin.wan", "teller", "harbor")
    yika("staff", "grant", "lin.wan", "operator", "harbor")

    assert yika("staff", "end-role", "lin.wan", "teller").code == 0

    [listed] = json.loads(yika("staff", "list", "--json").out)
    assert listed["roles"] == ["operator"]


def test_a_second_factor_is_reset_for_who_works_here(yika: Yika, lin: str) -> None:
    assert yika("staff", "reset-second-factor", "lin.wan").code == 3
    yika("staff", "grant", "lin.wan", "teller", "harbor")

    done = yika("staff", "reset-second-factor", "lin.wan")

    assert done.code == 0
    assert "new app" in done.err


def test_a_forgotten_password_is_replaced(yika: Yika, lin: str) -> None:
    yika("staff", "grant", "lin.wan", "teller", "harbor")
    reset = yika("staff", "reset-password", "lin.wan", "--password-stdin", typed="harbor-window-73")

    assert reset.code == 0
    assert signed_in("lin.wan", password="harbor-window-73").id == lin

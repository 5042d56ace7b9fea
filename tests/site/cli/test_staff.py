"""`yika staff …`"""

import json

import pytest

from tests.site.cli.conftest import Yika
from yika.domain.people.models import Login
from yika.domain.people.rules import WrongLogin
from yika.site.cli.staff import signed_in

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

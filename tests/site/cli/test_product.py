"""`yika product`: from a file on disk to an edition in force, each step with its exit code."""

import json
from datetime import date
from pathlib import Path

import pytest

from tests.site.cli.conftest import Yika
from yika.domain.cards.queries import PurseEffect
from yika.domain.ledger.queries import LimitEffect
from yika.domain.people.actions.create_login import create_login
from yika.kit.money import Money
from yika.products.load import CATALOG, catalogue
from yika.products.schema import schema
from yika.site.cli import frame, product_text

PASSWORD = "correct horse battery"
TRANSIT = CATALOG / "transit-adult.toml"


@pytest.fixture
def people(db: None) -> None:
    for handle in ("lin", "wang"):
        create_login(
            handle=handle,
            password=PASSWORD,
            by=frame.OPERATOR,
            now=frame.now(),
            request_id=f"login-{handle}",
        )


@pytest.fixture
def tighter(tmp_path: Path) -> Path:
    """A second edition of the transit card that holds less."""
    text = TRANSIT.read_text(encoding="utf-8")
    file = tmp_path / TRANSIT.name
    text = text.replace("edition = 1", "edition = 2").replace("1000.00 CNY", "800.00 CNY")
    file.write_text(text, encoding="utf-8")
    return file


def propose(yika: Yika, file: Path = TRANSIT, *, by: str = "lin", typed: str = PASSWORD):
    today = frame.now().date().isoformat()
    who = ["--issuer", "harbor", "--by", by, "--password-stdin"]
    return yika("product", "apply", str(file), "--effective-on", today, *who, typed=typed)


def approve(yika: Yika, edition: int = 1, *, by: str = "wang", typed: str = PASSWORD):
    who = ["--issuer", "harbor", "--by", by, "--password-stdin"]
    return yika("product", "approve", "transit-adult", "--edition", str(edition), *who, typed=typed)


def test_the_shipped_products_are_well(yika: Yika) -> None:
    checked = yika("product", "check")

    assert (checked.code, checked.out, checked.err) == (0, "", "11 products are well.\n")


def test_a_folder_of_products_is_checked_for_programs_too(yika: Yika) -> None:
    checked = yika("product", "check", str(CATALOG), "--json")

    assert json.loads(checked.out) == {"products": sorted(catalogue()), "faults": []}


def test_every_fault_of_every_file_is_told_and_the_check_fails(yika: Yika, tmp_path: Path) -> None:
    text = TRANSIT.read_text(encoding="utf-8")
    one, two = tmp_path / "one.toml", tmp_path / "two.toml"
    one.write_text(text.replace("edition", "editon", 1), encoding="utf-8")
    two.write_text(text.replace("8.00 CNY", "8 CNY").replace("10 years", "10"), encoding="utf-8")

    checked = yika("product", "check", str(one), str(two))

    assert checked.code == 1
    assert not checked.out
    assert [line.split(": ")[:2] for line in checked.err.splitlines()] == [
        [str(one), "editon"],
        [str(two), "validity.lasts"],
        [str(two), "purse.main.overdraft_max"],
    ]
    told = json.loads(yika("product", "check", str(one), "--json").out)
    assert told["faults"] == [
        {"where": str(one), "key": "editon", "expected": "no such key; did you mean `edition`?"}
    ]


def test_a_product_is_shown_with_its_purses_in_spending_order(yika: Yika) -> None:
    shown = yika("product", "show", "campus-student")

    assert shown.code == 0
    assert "Student card, cohort of 2029, 学生卡（2029 届）" in shown.out
    assert "Valid: until 2029-07-15" in shown.out
    rows = [line.split() for line in shown.out.splitlines()[-2:]]
    assert [(row[0], row[-5]) for row in rows] == [("subsidy", "1"), ("main", "2")]


def test_a_product_without_purses_shows_none(yika: Yika) -> None:
    shown = yika("product", "show", "resident-e-id")

    assert "At most" not in shown.out
    assert json.loads(yika("product", "show", "resident-e-id", "--json").out)["purses"] == []


def test_what_is_not_spent_says_so(yika: Yika) -> None:
    shown = json.loads(yika("product", "show", "transit-adult", "--json").out)

    assert [(purse["name"], purse["spent"]) for purse in shown["purses"]] == [
        ("main", 1),
        ("deposit", None),
    ]
    assert shown["purses"][0]["floor"] == "-8.00 CNY"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "arguments",
    [
        ["show", "no-such"],
        ["show", "transit-adult", "--issuer", "harbor"],
        ["show", "transit-adult", "--issuer", "harbor", "--edition", "1"],
    ],
)
def test_what_does_not_exist_is_not_found(yika: Yika, arguments: list[str]) -> None:
    assert yika("product", *arguments).code == 3


def test_an_edition_of_nobody_is_wrong_use(yika: Yika) -> None:
    asked = yika("product", "show", "transit-adult", "--edition", "1")

    assert asked.code == 2
    assert "--issuer" in asked.err


def test_the_schema_is_printed_for_editors(yika: Yika) -> None:
    assert json.loads(yika("product", "schema").out) == schema()


def test_one_proposes_another_approves_and_it_is_in_force(yika: Yika, people: None) -> None:
    proposed = propose(yika)
    approved = approve(yika)
    shown = json.loads(yika("product", "show", "transit-adult", "--issuer", "harbor", "--json").out)

    assert (proposed.code, approved.code) == (0, 0)
    assert "waits for a second person" in proposed.out
    assert "cards are sold under edition 1 of transit-adult" in approved.out
    assert shown["stored"]["approved_by"] != shown["stored"]["proposed_by"]
    assert shown["product"] == "transit-adult"


def test_an_edition_that_waits_is_shown_by_its_number(yika: Yika, people: None) -> None:
    propose(yika)

    shown = yika("product", "show", "transit-adult", "--issuer", "harbor", "--edition", "1")

    assert "Approved: not yet" in shown.out


def test_each_refusal_has_its_exit_code(yika: Yika, people: None) -> None:
    propose(yika)

    again = propose(yika)
    same_person = approve(yika, by="lin")
    unknown = approve(yika, edition=9)

    assert (again.code, same_person.code, unknown.code) == (4, 5, 3)
    assert "Ask a second person" in same_person.err


@pytest.mark.parametrize("act", [propose, approve])
def test_a_wrong_password_changes_nothing(yika: Yika, people: None, act) -> None:
    propose(yika) if act is approve else None

    refused = act(yika, typed="wrong")

    assert refused.code == 5
    assert "people.wrong_login" in refused.err


def test_a_file_with_faults_is_neither_planned_nor_proposed(
    yika: Yika, people: None, tmp_path: Path
) -> None:
    file = tmp_path / "broken.toml"
    file.write_text("edition = 0", encoding="utf-8")

    planned = yika("product", "plan", str(file), "--issuer", "harbor")

    assert planned.code == propose(yika, file).code == 2
    assert "edition: expected 1 or more" in planned.err


@pytest.mark.django_db
def test_the_plan_of_a_first_edition_says_that_all_is_new(yika: Yika) -> None:
    planned = yika("product", "plan", str(TRANSIT), "--issuer", "harbor")

    assert (planned.code, planned.out) == (0, "All of it would be new: none is in force.\n")


def test_a_plan_shows_what_changes_and_what_it_would_have_met(
    yika: Yika, people: None, tighter: Path
) -> None:
    propose(yika)
    approve(yika)

    planned = yika("product", "plan", str(tighter), "--issuer", "harbor")
    data = json.loads(yika("product", "plan", str(tighter), "--issuer", "harbor", "--json").out)

    assert "purse.main.balance_max  1000.00 CNY  800.00 CNY  tighter" in planned.out
    assert "main, -8.00 CNY to 800.00 CNY: of 0 purses" in planned.out
    assert [change["key"] for change in data["changes"]] == ["edition", "purse.main.balance_max"]
    assert [effect["purse"] for effect in data["effects"]] == ["main"]


def test_a_plan_without_changes_says_so(yika: Yika, people: None) -> None:
    propose(yika)
    approve(yika)

    assert yika("product", "plan", str(TRANSIT), "--issuer", "harbor").out == "Nothing changes.\n"


def test_the_effect_is_told_in_one_sentence_a_purse() -> None:
    counts = LimitEffect(
        purses=900, purses_above=12, purses_below=3, moves=5000, moves_above=40, moves_below=7
    )
    effect = PurseEffect("main", Money(-400, "CNY"), Money(80_000, "CNY"), counts)

    assert product_text.effects([effect], date(2026, 8, 1)) == (
        "main, -4.00 CNY to 800.00 CNY: of 900 purses 3 are below and 12 above; "
        "of 5000 moves since 2026-08-01 7 would have been refused below and 40 above."
    )


def test_a_step_that_is_none_is_a_fault_of_the_product(yika: Yika, tmp_path: Path) -> None:
    written = (CATALOG / "transit-adult.toml").read_text(encoding="utf-8")
    file = tmp_path / "transit-adult.toml"
    file.write_text(written.replace('"possession"', '"posession"'), encoding="utf-8")

    done = yika("product", "check", str(file))

    assert done.code != 0
    assert "posession" in done.err
    assert "possession" in done.err

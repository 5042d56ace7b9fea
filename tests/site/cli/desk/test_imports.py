"""`yika import …`"""

import json
from datetime import datetime
from pathlib import Path

import pytest

from tests.domain.imports.conftest import open_harbor
from tests.domain.imports.samples import ISSUER, TRANSIT, number, plain, receive, table
from tests.site.cli.conftest import Outcome, Yika
from yika.domain.cards.models import Card
from yika.domain.imports.models import Import
from yika.domain.imports.rules.refused_file import BOM
from yika.domain.imports.rules.states import State
from yika.domain.imports.rules.totals import Totals
from yika.kit.actor import WORKER
from yika.site.cli import frame
from yika.site.reactions import APPROVAL_EVERY, WORK

PASSWORD = "river-lantern-42"

pytestmark = pytest.mark.django_db


@pytest.fixture
def now() -> datetime:
    """Commands go by the clock on the wall."""
    return frame.now()


@pytest.fixture
def harbor(now: datetime) -> None:
    open_harbor(now)


@pytest.fixture
def second(harbor: None, yika: Yika) -> str:
    """Somebody who may agree to balances."""
    yika("staff", "create", "wang", "--password-stdin", typed=PASSWORD)
    yika("staff", "grant", "wang", "supervisor", ISSUER)
    return "wang"


def file_of(folder: Path, text: str) -> str:
    path = folder / "cards.csv"
    path.write_bytes(text.encode())
    return str(path)


def take(yika: Yika, path: str, *more: str, typed: str = "") -> Outcome:
    return yika(
        "import", "cards", path, "--issuer", ISSUER, "--product", TRANSIT, *more, typed=typed
    )


def rich(cards: int) -> str:
    rows = ((number(n), "active", "5.00") for n in range(cards))
    return table(*rows, header="number,state,main")


def test_a_file_is_taken_over_in_one_go(yika: Yika, harbor: None, tmp_path: Path) -> None:
    done = take(yika, file_of(tmp_path, plain(3)))

    assert done.code == 0
    assert "Taken over: 3" in done.out
    assert "--resume imp_" in done.err
    assert Card.objects.count() == 3


def test_programs_get_data(yika: Yika, harbor: None, tmp_path: Path) -> None:
    data = json.loads(take(yika, file_of(tmp_path, plain(3)), "--json").out)

    assert (data["state"], data["applied"], data["refused"]) == ("done", 3, 0)
    assert (data["issuer"], data["product"], data["edition"]) == (ISSUER, TRANSIT, 1)
    assert data["found"] == {"count": 3, "sums": {}}


def test_a_dry_run_fails_when_it_finds_faults_and_changes_nothing(
    yika: Yika, harbor: None, tmp_path: Path
) -> None:
    path = file_of(tmp_path, table((number(1), ""), ("x", "gone")))

    tried = take(yika, path, "--dry-run")

    assert tried.code == 1
    assert "Line 3, card number: A card number has digits only." in tried.out
    assert not Card.objects.exists()
    assert take(yika, file_of(tmp_path, plain(1)), "--dry-run").code == 0


def test_a_wrong_line_refuses_the_whole_file_unless_told_otherwise(
    yika: Yika, harbor: None, tmp_path: Path
) -> None:
    path = file_of(tmp_path, table((number(1), ""), ("x", "")))

    whole = take(yika, path)
    by_line = take(yika, path, "--per-line")

    assert (whole.code, by_line.code) == (5, 0)
    assert "import.lines_refused" in whole.err
    assert Card.objects.count() == 1


def test_refused_lines_are_written_to_a_file_or_printed(
    yika: Yika, harbor: None, tmp_path: Path
) -> None:
    report = tmp_path / "refused.csv"
    path = file_of(tmp_path, table((number(1), ""), ("=x", "")))

    take(yika, path, "--per-line", "--refused-to", str(report))

    text = report.read_bytes().decode()
    assert text.startswith(BOM)
    assert "3,card number,'=x,number-form,A card number has digits only." in text
    printed = yika("import", "refused", str(Import.objects.get()))
    assert printed.out.replace("\r", "") == text.replace("\r", "")


def test_balances_wait_for_a_second_person_and_are_then_booked(
    yika: Yika, second: str, tmp_path: Path
) -> None:
    path = file_of(tmp_path, rich(3))

    waiting = take(yika, path, "--count", "3", "--total", "main=15")
    row = str(Import.objects.get())
    done = yika(
        "import", "cards", "--resume", row, "--approved-by", second, "--password-stdin",
        typed=PASSWORD,
    )  # fmt: skip

    assert waiting.code == done.code == 0
    assert f"yika import cards --resume {row} --approved-by LOGIN" in waiting.err
    assert "main 15.00 CNY" in waiting.out
    assert "Taken over: 3" in done.out
    booked = yika("ledger", "show", f"{ISSUER}/opened/CNY", "--json")
    assert json.loads(booked.out)["balance"] == "-15.00 CNY"


def test_the_second_person_may_stand_by_from_the_start(
    yika: Yika, second: str, tmp_path: Path
) -> None:
    path = file_of(tmp_path, rich(2))
    totals = ["--count", "2", "--total", "main=10.00"]
    by = ["--approved-by", second, "--password-stdin"]

    assert take(yika, path, *totals, *by, typed="wrong").code == 5
    assert not Import.objects.exists()
    assert "Taken over: 2" in take(yika, path, *totals, *by, typed=PASSWORD).out


def test_who_may_not_decide_cannot_approve(yika: Yika, harbor: None, tmp_path: Path) -> None:
    yika("staff", "create", "li", "--password-stdin", typed=PASSWORD)
    totals = ["--count", "2", "--total", "main=10.00"]

    refused = take(
        yika, file_of(tmp_path, rich(2)), *totals, "--approved-by", "li", "--password-stdin",
        typed=PASSWORD,
    )  # fmt: skip

    assert refused.code in {3, 5}
    assert not Card.objects.exists()


@pytest.mark.parametrize(
    ("totals", "code"),
    [
        ([], "import.totals_missing"),
        (["--count", "2", "--total", "main=10.01"], "import.totals_differ"),
    ],
)
def test_control_totals_must_agree(
    yika: Yika, harbor: None, tmp_path: Path, totals: list[str], code: str
) -> None:
    refused = take(yika, file_of(tmp_path, rich(2)), *totals)

    assert refused.code == 5
    assert code in refused.err


@pytest.mark.parametrize(
    ("more", "code"),
    [
        (["--total", "main=1"], 2),
        (["--count", "x"], 2),
        (["--count", "2", "--total", "bonus=1"], 2),
        (["--product", "no-such"], 3),
        (["--issuer", "nobody"], 3),
    ],
)
def test_wrong_use_has_its_exit_code(
    yika: Yika, harbor: None, tmp_path: Path, more: list[str], code: int
) -> None:
    assert take(yika, file_of(tmp_path, plain(1)), *more).code == code


def test_a_file_or_an_import_must_be_named(yika: Yika, harbor: None, tmp_path: Path) -> None:
    assert yika("import", "cards").code == 2
    assert yika("import", "cards", file_of(tmp_path, plain(1))).code == 2
    assert yika("import", "cards", "--resume", "imp_1").code == 3
    assert take(yika, str(tmp_path / "missing.csv")).code == 1
    assert take(yika, str(tmp_path)).code == 1


def test_imports_are_listed_shown_and_cancelled(yika: Yika, harbor: None, now: datetime) -> None:
    view = receive(plain(2), now)

    listed = yika("import", "list", "--issuer", ISSUER)
    cancelled = yika("import", "cancel", view.id)
    shown = yika("import", "show", view.id, "--json")

    assert view.id in listed.out
    assert cancelled.code == 0
    assert json.loads(shown.out)["state"] == "cancelled"


def test_what_was_cut_off_goes_on(yika: Yika, harbor: None, now: datetime) -> None:
    view = receive(plain(2), now)

    resumed = yika("import", "cards", "--resume", view.id)

    assert "Taken over: 2" in resumed.out


def test_the_worker_does_the_same_piece_by_piece(harbor: None, now: datetime) -> None:
    view = receive(plain(2), now, background=True)
    handler = WORK["imports.advance"]

    again_at: datetime | None = now
    for _ in range(20):
        again_at = handler(key=view.id, now=now)
        if again_at is None:
            break

    assert Import.objects.get().state == State.DONE.value
    assert Card.objects.count() == 2


def test_the_worker_looks_now_and_then_whether_somebody_has_approved(
    harbor: None, now: datetime
) -> None:
    view = receive(rich(2), now, typed=Totals(2, {"main": 1000}), by=WORKER)
    handler = WORK["imports.advance"]

    while (again_at := handler(key=view.id, now=now)) == now:
        pass

    assert again_at == now + APPROVAL_EVERY
    assert Import.objects.get().state == State.CHECKED.value

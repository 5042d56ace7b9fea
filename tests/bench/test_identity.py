"""What the benchmark of real names makes and looks for is right, in small."""

import pytest

from bench.identity import cipher, persons, pictures, submissions
from bench.identity.here import Times
from yika.domain.identity.models import ProvenIdentity, Verification
from yika.domain.identity.rules.numbers import citizen

ONCE = Times(1, 1)
PERSONS, LOOKED_FOR = 400, 10


def test_everybody_has_a_right_number_of_his_own() -> None:
    numbers = [submissions.citizen(serial) for serial in range(500)]
    assert len(set(numbers)) == 500
    assert all(citizen.check_character(one[:-1]) == one[-1] for one in numbers)


def test_pictures_are_compared_with_the_same_pictures() -> None:
    bare, cleaned, judged = pictures.compared("card", [pictures.drawn("resident-id")], ONCE)
    assert [bare.key, cleaned.key, judged.key] == ["pillow.card", "clean.card", "judge.card"]
    assert not bare.ratios
    assert len(cleaned.ratios) == len(judged.ratios) == 1


def test_fields_and_pictures_are_compared_with_the_bare_cipher() -> None:
    found = {one.key: len(one.ratios) for one in cipher.figures(ONCE)}
    assert found.pop("aes.field") == found.pop("aes.picture") == 0
    assert set(found.values()) == {1}


@pytest.mark.django_db
def test_those_who_are_there_are_found_and_nobody_else() -> None:
    persons.fill(PERSONS, LOOKED_FOR)

    assert ProvenIdentity.objects.count() == PERSONS
    assert Verification.objects.count() == PERSONS // persons.PROOFS_EACH
    assert persons.find(PERSONS, LOOKED_FOR)["faults"] == []
    assert persons.seek(PERSONS)["faults"] == []
    too_few = f"{PERSONS} persons, expected {PERSONS + 1}"
    assert persons.find(PERSONS + 1, LOOKED_FOR)["faults"] == [too_few]


@pytest.mark.django_db
def test_the_bare_rows_are_all_that_handing_in_writes() -> None:
    submissions.open_bench()
    submissions.fill_in(2)
    first = Verification.objects.order_by("id").first()
    assert first is not None

    statements = submissions.statements(first)
    first.refresh_from_db()
    assert first.submitted_at is None

    tables = {sql.split('"')[1] for sql, _ in statements}
    assert {"identity_verification", "identity_verificationturn", "identity_checkresult"} <= tables
    assert submissions.submit(2)["faults"] == []

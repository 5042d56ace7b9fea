"""What roles may do, told without a database."""

import pytest

from yika.domain.staff.rules import (
    IN_PERSON,
    ROLES,
    VIEWING,
    AuditorsOnlyLook,
    Right,
    Role,
    check_roles,
    digest,
    rights_of,
)


def test_every_right_is_held_by_some_role() -> None:
    assert rights_of(Role) == {right.value for right in Right}


def test_every_role_is_given_rights() -> None:
    assert set(ROLES) == set(Role)
    assert all(ROLES.values())


def test_auditors_hold_no_right_that_changes_anything() -> None:
    assert ROLES[Role.AUDITOR] <= VIEWING


def test_a_supervisor_may_do_all_that_a_teller_may() -> None:
    assert ROLES[Role.TELLER] < ROLES[Role.SUPERVISOR]


def test_who_makes_cards_neither_sees_whose_they_are_nor_hands_them_out() -> None:
    for right in (Right.PEOPLE_SEARCH, Right.PEOPLE_REVEAL, Right.CARDS_HAND_OUT):
        assert right not in ROLES[Role.OPERATOR]


@pytest.mark.parametrize("role", Role)
def test_nobody_both_proposes_a_product_and_approves_it(role: Role) -> None:
    assert not {Right.PRODUCTS_PROPOSE, Right.PRODUCTS_APPROVE} <= ROLES[role]


def test_what_only_a_person_may_do_is_never_just_looking() -> None:
    assert not IN_PERSON & VIEWING


def test_a_right_reads_like_what_it_lets_somebody_do() -> None:
    for right in Right:
        noun, verb = right.value.split(".")
        assert noun.isalpha()
        assert verb.replace("_", "").isalpha()
        assert right.name.endswith(verb.upper())


def test_an_auditor_has_no_other_role() -> None:
    check_roles([Role.AUDITOR])
    check_roles([Role.TELLER, Role.OPERATOR])
    with pytest.raises(AuditorsOnlyLook):
        check_roles([Role.AUDITOR, Role.TELLER])


def test_the_digest_stands_for_the_content_whatever_its_order() -> None:
    asked = {"cards": ["card_b", "card_a"], "reason": "damaged"}

    assert digest(asked) == digest(dict(reversed(asked.items())))
    assert digest(asked) != digest(asked | {"cards": ["card_a", "card_b"]})
    assert len(digest({})) == 64

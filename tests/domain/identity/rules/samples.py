"""Documents of people who do not exist, and the checks of them."""

from collections.abc import Mapping
from datetime import date, timedelta

from tests.domain.identity.rules.numbers import TODAY, citizen
from yika.domain.identity.rules.checks import Check, CheckName, Outcome, Policy, run
from yika.domain.identity.rules.documents import RULES, Fields, Sex, Side
from yika.domain.identity.rules.reasons import Reason
from yika.products.documents import Document

YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
CARD = Fields(
    name="张三",
    number=citizen(),
    sex=Sex.MALE,
    born_on=date(1990, 3, 7),
    ethnic_group="汉",
    address="湖南省长沙市岳麓区某街1号",
    authority="长沙市公安局岳麓分局",
    issued_on=date(2020, 5, 6),
    expires_on=date(2040, 5, 6),
)
BOOK = Fields(
    name="ZHANG SAN",
    number="E12345678",
    sex=Sex.FEMALE,
    born_on=date(1990, 3, 7),
    nationality="CHN",
    issued_on=date(2021, 1, 2),
    expires_on=date(2031, 1, 1),
)
PASS, WARN, FAIL, NOT_RUN = Outcome.PASS, Outcome.WARN, Outcome.FAIL, Outcome.NOT_RUN


def checked(
    given: Fields,
    document: Document = "resident-id",
    *,
    read: Mapping[Side, Fields] | None = None,
    policy: Policy | None = None,
) -> Mapping[CheckName, Check]:
    found = run(document, given, read=read, policy=policy or Policy(), today=TODAY)
    assert [each.name for each in found] == list(dict.fromkeys(each.name for each in found))
    assert {each.name for each in found} == set(CheckName)
    return {each.name: each for each in found}


def answer(
    name: CheckName,
    given: Fields,
    document: Document = "resident-id",
    *,
    read: Mapping[Side, Fields] | None = None,
    policy: Policy | None = None,
) -> tuple[Outcome, Reason | None]:
    check = checked(given, document, read=read, policy=policy)[name]
    return check.outcome, check.reason


def sides(given: Fields) -> dict[Side, Fields]:
    """What a reader would see of a card: each side what stands on it."""
    said = given.said()
    return {
        side: Fields.of({name: text for name, text in said.items() if name in names})
        for side, names in RULES["resident-id"].sides.items()
    }

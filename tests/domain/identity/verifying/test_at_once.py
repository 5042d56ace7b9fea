"""Several people decide in the same moment: one does, and each decision is whole."""

from collections.abc import Iterator
from functools import partial

import pytest
from pytest_django import DjangoDbBlocker

from tests.domain.enquiries.conftest import employed
from tests.domain.identity.verifying.desk import acting, begun, submitted, taken
from tests.domain.issuers.samples import harbor
from tests.domain.journal.shared_database import shared_database
from tests.domain.people.at_once import at_once
from tests.domain.people.folks import NOW, himself, registered
from yika.domain.identity import actions
from yika.domain.identity.models import ProvenIdentity, Verification
from yika.domain.identity.rules.review import refusals
from yika.domain.identity.rules.review.states import State
from yika.domain.staff.rules import Role

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("shared")]


@pytest.fixture(scope="module")
def shared(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[None]:
    with django_db_blocker.unblock(), shared_database(tmp_path_factory.mktemp("shared")):
        yield


def test_at_once_one_takes_up_and_each_is_confirmed_once():
    harbor(NOW)
    desk = [employed(Role.REVIEWER, "rui.one"), employed(Role.REVIEWER, "rui.two")]
    lin = himself(registered())

    begun_once = at_once([partial(begun, lin.id, lin, subject="one") for _ in range(3)])
    assert len({view.id for view in begun_once}) == 1

    found = [submitted(lin.id, lin, subject=subject) for subject in ("a", "b")]
    answers = at_once([partial(taken, found[0], by) for by in desk])
    assert sum(isinstance(answer, refusals.LockedByOther) for answer in answers) == 1
    [mine] = [by for by, answer in zip(desk, answers, strict=True) if hasattr(answer, "version")]
    [other] = [by for by in desk if by is not mine]
    taken(found[1], other)

    approvals = [partial(_approve, one, by) for one, by in zip(found, (mine, other), strict=True)]
    answers = at_once([*approvals, approvals[0]])
    assert sum(hasattr(answer, "state") for answer in answers) == 2
    assert ProvenIdentity.objects.count() == 2
    assert Verification.objects.filter(state=State.APPROVED.value).count() == 2


def _approve(found, by):
    version = Verification.objects.get(pk=_key(found)).version
    return actions.approve(verification=found, version=version, **acting(by))


def _key(found):
    return next(row.pk for row in Verification.objects.all() if str(row) == found)

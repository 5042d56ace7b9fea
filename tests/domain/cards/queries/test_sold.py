"""An approved edition is read once; one that is not yet approved, every time."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.domain.cards.samples import approve, propose
from yika.domain.cards import rules
from yika.domain.cards.models import ProductEdition
from yika.domain.cards.queries import Sold, forget_products, product_sold

pytestmark = pytest.mark.django_db

CITY = Sold("harbor", "city", 1)


def test_an_approved_edition_is_read_once():
    propose()
    approve()
    assert asked() == 1
    assert asked() == 0


def test_a_proposed_edition_is_read_every_time():
    propose()
    assert asked() == 1
    assert asked() == 1


def test_after_forgetting_it_is_read_and_checked_anew():
    propose()
    approve()
    first = product_sold(CITY)
    ProductEdition.objects.update(content="another")
    assert product_sold(CITY) == first
    forget_products()
    with pytest.raises(rules.ContentChanged):
        product_sold(CITY)


def test_an_unknown_edition_is_refused():
    with pytest.raises(rules.UnknownEdition):
        product_sold(Sold("harbor", "city", 9))


def asked() -> int:
    """How many questions the database is asked for one product."""
    with CaptureQueriesContext(connection) as questions:
        product_sold(CITY)
    return len(questions)

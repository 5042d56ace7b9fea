"""The vault's columns give back on every engine what was put in."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from django.core import serializers
from django.db import connection, models
from django.db.models import Max
from django.test.utils import isolate_apps

from tests.domain.vault.shelf.models import Drawer, Page, write_leaf, write_pages
from yika.domain.vault.fields import NO_DATE, SealedRow

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shelf", "keyring_file")]

CHINA = timezone(timedelta(hours=8))
MOMENT = datetime(2026, 11, 20, 12, 0, 0, 123_456, tzinfo=CHINA)


def test_a_moment_comes_back_in_utc_to_the_microsecond() -> None:
    drawer = Drawer.objects.create(opened_at=MOMENT)
    drawer.refresh_from_db()
    assert drawer.opened_at == MOMENT
    assert drawer.opened_at.tzinfo is UTC


def test_moments_are_found_by_comparing() -> None:
    first = Drawer.objects.create(opened_at=MOMENT)
    second = Drawer.objects.create(opened_at=MOMENT + timedelta(microseconds=1))
    nothing = Drawer.objects.create(opened_at=None)
    assert Drawer.objects.get(opened_at=MOMENT) == first
    assert Drawer.objects.get(opened_at__gt=MOMENT) == second
    assert Drawer.objects.get(opened_at__in=[MOMENT]) == first
    assert Drawer.objects.get(opened_at__lt=MOMENT + timedelta(microseconds=1)) == first
    assert Drawer.objects.get(opened_at=None) == nothing
    assert Drawer.objects.aggregate(last=Max("opened_at"))["last"] == second.opened_at


@pytest.mark.parametrize("wrong", [datetime(2026, 11, 20), 5, MOMENT.date()])  # noqa: DTZ001
def test_only_a_moment_with_its_zone_is_kept(wrong: object) -> None:
    with pytest.raises((ValueError, TypeError), match="expected a"):
        Drawer.objects.create(opened_at=wrong)


def test_days_come_back_and_are_found_by_comparing() -> None:
    first = Drawer.objects.create(opened_on=date(2026, 11, 20))
    second = Drawer.objects.create(opened_on=date(2026, 11, 21))
    first.refresh_from_db()
    assert first.opened_on == date(2026, 11, 20)
    assert Drawer.objects.get(opened_on=date(2026, 11, 20)) == first
    assert Drawer.objects.get(opened_on__gt=date(2026, 11, 20)) == second
    assert Drawer.objects.aggregate(last=Max("opened_on"))["last"] == second.opened_on


@pytest.mark.parametrize("wrong", [MOMENT, 5])
def test_only_a_day_is_kept_as_a_day(wrong: object) -> None:
    with pytest.raises(TypeError, match="expected a date"):
        Drawer.objects.create(opened_on=wrong)


def test_what_is_no_date_at_all_can_still_be_read() -> None:
    Drawer.objects.create(opened_at=MOMENT, opened_on=MOMENT.date())
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE shelf_drawer SET opened_at = 9223372036854775807, opened_on = 2147483647"
        )
    drawer = Drawer.objects.get()
    assert (drawer.opened_at, drawer.opened_on) == (NO_DATE, NO_DATE.date())


def test_moments_and_blobs_survive_an_export() -> None:
    for opened_at in (MOMENT.replace(microsecond=0), None):
        opened_on = opened_at and opened_at.date()
        drawer = Drawer.objects.create(opened_at=opened_at, opened_on=opened_on, secret=b"\x00\xff")
        text = serializers.serialize("json", [drawer])
        (again,) = serializers.deserialize("json", text)
        assert again.object.opened_at == opened_at
        assert again.object.opened_on == opened_on
        assert bytes(again.object.secret) == b"\x00\xff"


def test_bytes_come_back_as_bytes() -> None:
    drawer = Drawer.objects.create(secret=b"\x00\xff")
    drawer.refresh_from_db()
    assert type(drawer.secret) is bytes
    assert Drawer.objects.values_list("secret", flat=True).get() == b"\x00\xff"
    assert Drawer.objects.create(secret=b"").secret == b""
    assert Drawer.objects.create().secret is None


def test_rows_begin_unsealed() -> None:
    (page,) = write_pages("one")
    leaf = write_leaf(MOMENT)
    for row in (page, leaf):
        row.refresh_from_db()
        assert row.seal is None
        assert len(row.mac) == 32


def test_a_table_without_the_index_to_seal_by_is_told() -> None:
    with isolate_apps("yika.domain.vault"):

        class Bare(SealedRow):
            class Meta:
                app_label = "vault"

            id = models.BigAutoField(primary_key=True)

            def __str__(self) -> str:
                return "bare"

        told = [message.id for message in Bare.check()]
    assert told == ["vault.E001"]
    assert not [message for message in Page.check() if message.id == "vault.E001"]

"""Health: what is wrong is named with its remedy, and nothing is told to the outside."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client, override_settings

from yika.domain.journal.actions import beat, send_later
from yika.kit.keyring import Keyring
from yika.site import health


def finding(name: str) -> health.Finding:
    return next(one for one in health.findings() if one.name == name)


@pytest.mark.django_db
def test_a_sound_installation_has_nothing_to_mend() -> None:
    beat(host="here", now=datetime.now(UTC))
    unwell = {one.name: one for one in health.findings() if not one.well}
    unwell.pop("durability", None)  # the test database lives in memory
    assert unwell == {}


@pytest.mark.django_db
def test_a_worker_never_seen_or_silent_is_told(django_assert_max_num_queries: object) -> None:
    assert "yika worker" in finding("worker").remedy
    beat(host="here", now=datetime.now(UTC) - timedelta(minutes=5))
    assert "stands still" in finding("worker").remedy or "停" in finding("worker").remedy


@pytest.mark.django_db
def test_a_keyring_that_others_may_read_is_told(tmp_path: Path) -> None:
    file = tmp_path / "keyring.toml"
    Keyring.generate().save(file)
    file.chmod(0o644)
    with override_settings(YIKA_KEYRING_FILE=file):
        told = finding("keyring")
    assert not told.well


@pytest.mark.django_db
@pytest.mark.parametrize("content", [None, "no toml at all ["])
def test_a_missing_or_damaged_keyring_is_told_and_stops_no_other_check(
    tmp_path: Path, content: str | None
) -> None:
    file = tmp_path / "keyring.toml"
    if content:
        file.write_text(content, encoding="utf-8")
        file.chmod(0o600)
    with override_settings(YIKA_KEYRING_FILE=file):
        told = list(health.findings())
    assert len(told) == len(health.CHECKS)
    assert [one.name for one in told if "keyring" in one.name and one.well] == []


@pytest.mark.django_db
def test_a_home_that_is_not_there_is_told(tmp_path: Path) -> None:
    with override_settings(YIKA_HOME=tmp_path / "nowhere"):
        assert not finding("disk").well


@pytest.mark.django_db
def test_messages_that_nothing_takes_away_are_told(settings: Any) -> None:
    now = datetime.now(UTC)
    send_later("sms", reference="a", payload={}, now=now)
    assert finding("outbox").well
    settings.CONFIG = replace(settings.CONFIG, environment="production")
    told = finding("outbox")
    assert told.detail == "sms"
    assert "YIKA_SMS_PROVIDER" in told.remedy


@pytest.mark.django_db
def test_a_faulty_file_of_texts_is_told(settings: Any, tmp_path: Path) -> None:
    file = tmp_path / "texts.toml"
    file.write_text("[zh-hans", encoding="utf-8")
    send_later("sms", reference="a", payload={}, now=datetime.now(UTC))
    settings.CONFIG = replace(settings.CONFIG, sms_provider="aliyun", sms_texts_file=file)
    assert "texts.toml" in finding("outbox").detail


@pytest.mark.django_db
def test_ready_means_that_a_worker_is_seen_too(client: Client) -> None:
    assert client.get("/readyz").status_code == 503
    beat(host="here", now=datetime.now(UTC))
    response = client.get("/readyz")
    assert (response.status_code, response.content) == (200, b"ready\n")


def test_alive_asks_nobody(client: Client) -> None:
    response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok\n")
    assert "no-store" in response.headers["Cache-Control"]

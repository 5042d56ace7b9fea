"""The tables of home visits: what was asked for, who goes, and what was taken along."""

import json
from datetime import date, datetime, timedelta
from typing import Any

from django.db import models
from django.db.models import F, Q

from yika.domain.vault.fields import BytesField, SealedField
from yika.domain.vault.queries import keyring
from yika.domain.visits.rules.states import OPEN, State
from yika.domain.visits.rules.wishes import Door
from yika.kit import envelope, ids

NUMBER_MAX = 11
_OPEN = [state.value for state in OPEN]


class HomeVisit(models.Model):
    """A visit at the home of a holder.

    What is sealed names the door and the words said at it; it is dropped when the visit has ended.
    """

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    number = models.CharField(max_length=NUMBER_MAX, unique=True)
    holder = models.UUIDField()
    issuer = models.CharField(max_length=48)
    product = models.CharField(max_length=40)
    purpose = models.CharField(max_length=16)
    state = models.CharField(max_length=12, default=State.REQUESTED.value)
    days = models.JSONField()
    part = models.CharField(max_length=12)
    door = SealedField(null=True)
    outlet = models.UUIDField()
    begins_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(null=True)
    first = models.CharField(max_length=64, blank=True)
    second = models.CharField(max_length=64, blank=True)
    times = models.PositiveSmallIntegerField(default=0)
    verification = models.CharField(max_length=40, blank=True)
    troubles = models.JSONField(default=list)
    requested_at = models.DateTimeField()
    requested_by_request = models.UUIDField(unique=True, editable=False)
    scheduled_by_request = models.UUIDField(null=True, editable=False)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["holder", "issuer"],
                condition=Q(ended_at__isnull=True),
                name="visit_one_open",
            ),
            models.CheckConstraint(
                name="visit_two_go",
                condition=~Q(state__in=[State.SCHEDULED.value, State.PACKED.value])
                | (~Q(first="") & ~Q(second="") & ~Q(first=F("second"))),
            ),
            models.CheckConstraint(
                name="visit_open_or_ended",
                condition=Q(state__in=_OPEN, ended_at__isnull=True)
                | (~Q(state__in=_OPEN) & Q(ended_at__isnull=False, door__isnull=True)),
            ),
        ]
        indexes = [
            models.Index(fields=["issuer", "state", "id"], name="visit_by_issuer"),
            models.Index(fields=["first", "begins_at"], name="visit_by_first"),
            models.Index(fields=["second", "begins_at"], name="visit_by_second"),
        ]

    def __str__(self) -> str:
        return ids.show("vis", self.id)

    @property
    def holder_id(self) -> str:
        return ids.show("hld", self.holder)

    @property
    def outlet_id(self) -> str:
        return ids.show("out", self.outlet)

    @property
    def staff(self) -> tuple[str, ...]:
        """Who goes; nobody until it is scheduled."""
        return tuple(one for one in (self.first, self.second) if one)

    @property
    def span(self) -> tuple[datetime, datetime]:
        """From when to when. Only of a visit that was scheduled."""
        assert self.begins_at is not None and self.ends_at is not None  # noqa: PT018  one thing
        return self.begins_at, self.ends_at

    @property
    def wished(self) -> tuple[date, ...]:
        return tuple(map(date.fromisoformat, self.days))

    def keep_door(self, door: Door, code: str) -> None:
        """Put where it is, and the words said there, into the encrypted column."""
        told = {
            "name": door.name,
            "address": door.address,
            "phone": door.phone,
            "note": door.note,
            "code": code,
        }
        plain = json.dumps(told, ensure_ascii=False).encode()
        self.door = envelope.seal(keyring(), plain, where=self._where)

    def told_door(self) -> tuple[Door, str] | None:
        """The door again with the words said at it; None once the visit has ended."""
        if not self.door:
            return None
        told: dict[str, Any] = json.loads(envelope.open_(keyring(), self.door, where=self._where))
        code = told.pop("code")
        return Door(**told), code

    @property
    def _where(self) -> str:
        return envelope.place(self.issuer, "homevisit", self.id, "door")


class Bundle(models.Model):
    """What was taken along on a visit by one device, and the key that opens what comes back.

    `server_key` is destroyed once that was taken in, or waits for nobody any more.
    """

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    visit = models.ForeignKey(HomeVisit, models.PROTECT, related_name="bundles")
    device_public = BytesField(max_length=65)
    server_public = BytesField(max_length=65)
    server_key = SealedField(null=True)
    taken_at = models.DateTimeField()
    taken_by = models.CharField(max_length=64)
    beside = models.CharField(max_length=64)
    taken_by_request = models.UUIDField(unique=True, editable=False)
    expires_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True)
    came_at = models.DateTimeField(null=True)
    came_by = models.CharField(max_length=64, blank=True)
    digest = BytesField(max_length=32, null=True)
    why_held = models.CharField(max_length=16, blank=True)
    file = models.CharField(max_length=40, blank=True)
    settled_at = models.DateTimeField(null=True)
    settled_by_request = models.UUIDField(null=True, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["visit"], condition=Q(replaced_at__isnull=True), name="bundle_newest"
            ),
        ]

    def __str__(self) -> str:
        return ids.show("bun", self.id)

    @property
    def is_held(self) -> bool:
        """Whether what came back waits for a supervisor."""
        return bool(self.why_held) and self.settled_at is None

    def keep_key(self, private: bytes) -> None:
        self.server_key = envelope.seal(keyring(), private, where=self._where("server_key"))

    def told_key(self) -> bytes:
        """The key that opens what comes back; empty once it was destroyed."""
        if not self.server_key:
            return b""
        return envelope.open_(keyring(), self.server_key, where=self._where("server_key"))

    @property
    def file_place(self) -> str:
        """Binds what is kept for a supervisor to this row."""
        return self._where("file")

    def about(self, piece: str) -> str:
        """What a box of this bundle is about."""
        return f"{self}|{piece}"

    def waits_until(self, held_for: timedelta) -> datetime:
        """Until when it waits for a supervisor, or could still come back."""
        return max(self.expires_at, self.came_at or self.expires_at) + held_for

    def _where(self, field: str) -> str:
        return envelope.place(self.visit.issuer, "bundle", self.id, field)


class Diary(models.Model):
    """One row for each member of staff who goes out; whoever plans his time holds it."""

    login = models.CharField(max_length=64, primary_key=True)

    def __str__(self) -> str:
        return f"diary of {self.login}"

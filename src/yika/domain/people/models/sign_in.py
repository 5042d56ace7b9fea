"""The table of sign-ins: one row for each time somebody came in, on each device."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import F, Q

from yika.domain.people.models.login import Login
from yika.domain.people.rules import sign_ins as rules
from yika.domain.vault.fields import BytesField
from yika.kit import ids
from yika.kit.actor import Channel


class SignIns(models.QuerySet["SignIn"]):
    """Sign-ins, to be found by what a browser shows."""

    def of_token(self, token: str) -> Self:
        return self.filter(token=rules.digest(token))


class SignIn(models.Model):
    """Somebody came in by a door, and stays until he leaves, or is idle or there for too long.

    The token that the browser keeps is never stored, only its SHA-256. `browser` is that of a
    second token, by which a holder's browser is known again. `device` is what it calls itself.
    At a door of the staff nothing is open before `second_factor_at`.
    """

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    login = models.ForeignKey(Login, models.PROTECT, related_name="sign_ins")
    token = BytesField(max_length=32, unique=True)
    browser = BytesField(max_length=32, null=True)
    channel = models.CharField(max_length=16)
    device = models.CharField(max_length=rules.DEVICE_MAX)
    created_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    second_factor_at = models.DateTimeField(null=True)
    created_by_request = models.UUIDField(unique=True, editable=False)

    objects = SignIns.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="sign_in_begins_before_it_ends", condition=Q(ends_at__gte=F("created_at"))
            )
        ]
        indexes = [
            models.Index(fields=["login", "ends_at"], name="sign_in_by_login"),
            models.Index(fields=["ends_at"], name="sign_in_by_end"),
        ]

    def __str__(self) -> str:
        return ids.show("sgn", self.id)

    @property
    def is_pending(self) -> bool:
        """Whether the second factor is still to be given."""
        return self.channel in rules.STAFF_CHANNELS and self.second_factor_at is None

    def is_open(self, now: datetime) -> bool:
        """Whether it was neither ended nor left alone for too long."""
        idle = rules.is_idle(Channel(self.channel), seen_at=self.seen_at, now=now)
        return now < self.ends_at and not idle

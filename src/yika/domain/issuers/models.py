"""The tables of issuers and outlets."""

from django.db import models

from yika.domain.issuers.rules import ADDRESS_MAX, CODE_MAX, HOTLINE_MAX, NAME_MAX, POSITION_MAX
from yika.kit import ids


class Issuer(models.Model):
    """An organization that issues cards. Its code and its zone never change, and it never goes."""

    code = models.CharField(max_length=CODE_MAX, primary_key=True)
    name_en = models.CharField(max_length=NAME_MAX)
    name_zh = models.CharField(max_length=NAME_MAX)
    kind = models.CharField(max_length=16)
    hotline = models.CharField(max_length=HOTLINE_MAX)
    zone = models.CharField(max_length=64)
    seal = models.CharField(max_length=1)
    special_days = models.JSONField(default=dict)
    created_at = models.DateTimeField()
    created_by_request = models.UUIDField(unique=True)

    def __str__(self) -> str:
        return self.code


class Outlet(models.Model):
    """A place where an issuer receives people. It is closed once, never removed.

    All that the public is told of it lies in its row and its issuer's: one read for each page.
    `acts_for` holds codes of other issuers, which are never removed either.
    """

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    issuer = models.ForeignKey(Issuer, models.PROTECT, related_name="outlets")
    code = models.CharField(max_length=CODE_MAX)
    name_en = models.CharField(max_length=NAME_MAX)
    name_zh = models.CharField(max_length=NAME_MAX)
    address_en = models.CharField(max_length=ADDRESS_MAX)
    address_zh = models.CharField(max_length=ADDRESS_MAX)
    telephone = models.CharField(max_length=HOTLINE_MAX, blank=True)
    hours = models.JSONField(default=dict)
    special_days = models.JSONField(default=dict)
    services = models.JSONField(default=list)
    acts_for = models.JSONField(default=list)
    step_free = models.BooleanField(default=False)
    position = models.CharField(max_length=POSITION_MAX, blank=True)
    opened_at = models.DateTimeField()
    opened_by_request = models.UUIDField(unique=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["issuer", "code"], name="outlet_code_once"),
        ]

    def __str__(self) -> str:
        return ids.show("out", self.id)

"""The tables of machines, API keys and what programs were answered.

What would let somebody in is only kept as a hash.
"""

from django.db import models
from django.db.models import Q

from yika.domain.machines.rules import NAME_MAX, VERSION_MAX
from yika.domain.vault.fields import BytesField, SealedField
from yika.kit import ids
from yika.kit.envelope import place


class Machine(models.Model):
    """A kiosk, a counter or a reader of an issuer. It is revoked once, never removed.

    `token` is the hash of what it proves itself with, and `pairing` the keyed hash of the code
    by which it gets the next one; both go when it is revoked.
    """

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    issuer = models.CharField(max_length=48)
    outlet = models.UUIDField(null=True)
    kind = models.CharField(max_length=16)
    name = models.CharField(max_length=NAME_MAX)
    version = models.CharField(max_length=VERSION_MAX, blank=True)
    token = BytesField(max_length=32, null=True, unique=True)
    pairing = BytesField(max_length=34, null=True, unique=True)
    pairing_expires_at = models.DateTimeField(null=True)
    added_at = models.DateTimeField()
    added_by_request = models.UUIDField(unique=True)
    paired_at = models.DateTimeField(null=True)
    last_seen_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="machine_revoked_holds_nothing",
                condition=Q(revoked_at__isnull=True) | Q(token__isnull=True, pairing__isnull=True),
            ),
        ]
        indexes = [models.Index(fields=["issuer", "id"], name="machine_by_issuer")]

    def __str__(self) -> str:
        return ids.show("dev", self.id)


class ApiKey(models.Model):
    """What a program of an issuer proves itself with. It is revoked once, never removed."""

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    issuer = models.CharField(max_length=48)
    name = models.CharField(max_length=NAME_MAX)
    secret = BytesField(max_length=32, unique=True)
    scopes = models.JSONField()
    test = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    made_by_request = models.UUIDField(unique=True)
    expires_at = models.DateTimeField(null=True)
    last_used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["issuer", "id"], name="api_key_by_issuer")]

    def __str__(self) -> str:
        return ids.show("key", self.id)


class ApiAnswer(models.Model):
    """What a program was answered, so that a repeat of its request gets the same again.

    `key` is the hash of the caller's own name for the request, `asked` a keyed hash of all that
    he sent. While `answer` is null the request is at work, until `running_until` at the latest.
    """

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    program = models.CharField(max_length=64)
    key = BytesField(max_length=32)
    asked = BytesField(max_length=34)
    answer = SealedField(null=True)
    running_until = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["program", "key"], name="api_answer_once"),
        ]
        indexes = [models.Index(fields=["expires_at"], name="api_answer_by_expiry")]

    def __str__(self) -> str:
        return ids.show("ans", self.id)

    @property
    def where(self) -> str:
        """Binds the encrypted answer to this row."""
        return place("", "api-answer", self.id, "answer")

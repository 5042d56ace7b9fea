"""The tables of second factors: an authenticator app, and the codes for when it is lost."""

from django.db import models

from yika.domain.people.models.login import Login
from yika.domain.people.models.personal import Personal
from yika.domain.vault.fields import BytesField, SealedField
from yika.kit import ids


class Authenticator(Personal):
    """The secret that a person's app and we make codes from.

    Until a code confirms it, it belongs to the sign-in that asked for it (`begun_in`), so that
    nobody confirms a secret which somebody else was shown. `last_step` is the newest time step
    whose code was used: no code counts twice.
    """

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    login = models.OneToOneField(Login, models.PROTECT, related_name="authenticator")
    secret = SealedField()
    begun_in = models.UUIDField()
    last_step = models.BigIntegerField(default=0)
    created_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"authenticator of {ids.show('login', self.login_id)}"


class RecoveryCode(models.Model):
    """A code to be used once in place of the app's; only its keyed hash is kept."""

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    login = models.ForeignKey(Login, models.PROTECT, related_name="recovery_codes")
    digest = BytesField(max_length=34)
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["login", "digest"], name="recovery_code_once")
        ]

    def __str__(self) -> str:
        return ids.show("recovery", self.id)

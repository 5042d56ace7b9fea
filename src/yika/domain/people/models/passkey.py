"""The tables of passkeys, and of the challenges that were answered with one."""

from django.db import models

from yika.domain.people.models.login import Login
from yika.domain.people.rules.sign_ins import PASSKEY_NAME_MAX
from yika.domain.vault.fields import BytesField
from yika.kit import ids


class Passkey(models.Model):
    """A key pair of which the person's device keeps the secret half; this is the other.

    `credential` is the attested credential data of WebAuthn: authenticator model, id, public key.
    `counter` is how often the device says it has signed, always zero for keys kept in sync.
    """

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    login = models.ForeignKey(Login, models.PROTECT, related_name="passkeys")
    credential_id = BytesField(max_length=1023, unique=True)
    credential = BytesField(max_length=4096)
    counter = models.BigIntegerField()
    name = models.CharField(max_length=PASSKEY_NAME_MAX)
    created_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    removed_at = models.DateTimeField(null=True)
    created_by_request = models.UUIDField(unique=True, editable=False)

    def __str__(self) -> str:
        return ids.show("pky", self.id)


class UsedChallenge(models.Model):
    """A challenge that was answered, kept until it would be too late to answer it again."""

    digest = BytesField(max_length=32, primary_key=True)
    until = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.digest.hex()

"""The table of seals, which vouches for rows of other tables, and the count of tries."""

from django.db import models

from yika.domain.vault.fields import BytesField, MomentField


class Seal(models.Model):
    """One link of a chain: it vouches for `count` rows and for the seal before it.

    Numbers of a stream begin at 1 and have no gaps. The first and last row are the ids of the
    rows it covers, as text. Never changed, never deleted.
    """

    pk = models.CompositePrimaryKey("stream", "number")
    stream = models.CharField(max_length=64)
    number = models.BigIntegerField()
    count = models.IntegerField()
    first_row = models.CharField(max_length=64)
    last_row = models.CharField(max_length=64)
    previous = BytesField(max_length=32)
    mac = BytesField(max_length=32)
    key_version = models.PositiveSmallIntegerField()
    sealed_at = MomentField()

    def __str__(self) -> str:
        return f"{self.stream} {self.number}"


class TryCount(models.Model):
    """How often something was tried: a password, a code, a message to one number.

    What was tried (`key`) is only kept as a keyed hash; the scope says which kind of trying it
    is. The row goes once it means nothing any more.
    """

    key = BytesField(max_length=34, primary_key=True)
    scope = models.CharField(max_length=64)
    used = models.PositiveIntegerField()
    since = MomentField()
    last_at = MomentField()
    next_at = MomentField()
    forget_at = MomentField()

    class Meta:
        indexes = [
            models.Index(fields=["forget_at"], name="tries_to_forget"),
            models.Index(fields=["last_at"], name="tries_by_last"),
        ]

    def __str__(self) -> str:
        return f"{self.scope} {self.used}"

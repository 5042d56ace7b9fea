"""The tables of seals, which vouch for rows of others, of tries, and of sealed files."""

from django.db import models

from yika.domain.vault.fields import BytesField, MomentField, SealedField
from yika.kit import ids


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


class SealedFile(models.Model):
    """A content too large for a column: encrypted in a file, with its key in this row.

    The place says whose it is, and both key and content are bound to it. The key is a column like
    every other encrypted one, so it is counted and re-wrapped with them. Without it (`purged_at`)
    the content is gone, whatever copies of the file there are; size and hash stay, to tell which
    content it was. They are those of the encrypted content.
    """

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    issuer = models.CharField(max_length=64)
    model = models.CharField(max_length=64)
    key = models.CharField(max_length=64)
    field = models.CharField(max_length=64)
    data_key = SealedField(max_length=128)
    nonce = BytesField(max_length=12)
    size = models.PositiveIntegerField()
    sha256 = BytesField(max_length=32)
    made_at = MomentField()
    purge_after = MomentField(null=True)
    purged_at = MomentField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["model", "key", "field"], name="file_by_place"),
            models.Index(
                fields=["model", "purge_after"],
                name="file_past_need",
                condition=models.Q(purged_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.model} {self.key} {self.field}"

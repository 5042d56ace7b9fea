"""The table of seals: the chain that vouches for rows of other tables."""

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

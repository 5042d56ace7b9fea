"""Rows with encrypted columns, each of which opens in its own row and column only."""

from django.db import models

from yika.domain.vault.queries import keyring
from yika.kit import envelope


class Sealing(models.Model):
    """What is kept here is bound to the issuer, the table, the row and the column."""

    class Meta:
        abstract = True

    @property
    def home(self) -> tuple[str, str]:
        """The issuer and the key of the row, which its encrypted columns are bound to."""
        raise NotImplementedError

    def where(self, field: str) -> str:
        """The place of a column of this row."""
        issuer, key = self.home
        return envelope.place(issuer, str(self._meta.model_name), key, field)

    def keep(self, field: str, text: str) -> None:
        """Put a text into an encrypted column; an empty one destroys what stood there."""
        plain = text.encode()
        blob = envelope.seal(keyring(), plain, where=self.where(field)) if text else None
        setattr(self, field, blob)

    def told(self, field: str) -> str:
        """The text in an encrypted column; empty when nothing is kept."""
        blob = getattr(self, field)
        return envelope.open_(keyring(), blob, where=self.where(field)).decode() if blob else ""

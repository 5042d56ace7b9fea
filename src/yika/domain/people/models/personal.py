"""Rows whose personal columns stand encrypted."""

from django.db import models

from yika.domain.vault.queries import keyring
from yika.kit import envelope


class Personal(models.Model):
    """A row with encrypted columns. Each value opens in its own row and column only."""

    class Meta:
        abstract = True

    def keep(self, field: str, text: str) -> None:
        """Put a text into an encrypted column; an empty one destroys what stood there."""
        blob = envelope.seal(keyring(), text.encode(), where=self._where(field)) if text else None
        setattr(self, field, blob)

    def told(self, field: str) -> str:
        """The text in an encrypted column; empty when nothing is kept."""
        blob = getattr(self, field)
        return envelope.open_(keyring(), blob, where=self._where(field)).decode() if blob else ""

    def _where(self, field: str) -> str:
        return envelope.place("", str(self._meta.model_name), self.pk, field)

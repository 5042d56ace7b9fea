"""Tables with everything the vault gives: a sealed row by number, one by UUID, a secret."""

from datetime import datetime

from django.db import models

from yika.domain.vault.fields import DayField, MomentField, SealedField, SealedRow
from yika.domain.vault.queries import keyring
from yika.kit import envelope, ids, seals


class Page(SealedRow):
    id = models.BigAutoField(primary_key=True)
    text = models.CharField(max_length=40)

    class Meta(SealedRow.Meta):
        app_label = "shelf"

    def __str__(self) -> str:
        return self.text

    @property
    def content(self) -> bytes:
        return seals.canonical({"text": self.text})


class Leaf(SealedRow):
    id = models.UUIDField(primary_key=True, default=ids.new_id)
    at = MomentField()

    class Meta(SealedRow.Meta):
        app_label = "shelf"

    def __str__(self) -> str:
        return str(self.id)

    @property
    def content(self) -> bytes:
        return seals.canonical({"id": str(self.id), "at": self.at.isoformat()})


class Drawer(models.Model):
    secret = SealedField(null=True)
    opened_at = MomentField(null=True)
    opened_on = DayField(null=True)

    class Meta:
        app_label = "shelf"

    def __str__(self) -> str:
        return f"drawer {self.pk}"

    @property
    def place(self) -> str:
        return envelope.place("", "shelf.drawer", self.pk, "secret")


def write_pages(*texts: str) -> list[Page]:
    """Pages as their owner would write them: each with the keyed hash of its content."""
    version, key = keyring().current("seal")
    pages = [Page(text=text, key_version=version) for text in texts]
    for page in pages:
        page.mac = seals.row_mac(key, page.content)
        page.save()
    return pages


def write_leaf(at: datetime) -> Leaf:
    version, key = keyring().current("seal")
    leaf = Leaf(at=at, key_version=version)
    leaf.mac = seals.row_mac(key, leaf.content)
    leaf.save(force_insert=True)
    return leaf


def fill_drawer(secret: bytes) -> Drawer:
    drawer = Drawer.objects.create()
    drawer.secret = envelope.seal(keyring(), secret, where=drawer.place)
    drawer.save()
    return drawer


def read_drawer(drawer: Drawer) -> bytes:
    drawer.refresh_from_db()
    return envelope.open_(keyring(), drawer.secret or b"", where=drawer.place)

"""The table of PINs: kept as slow hashes, with how often the last ones were wrong."""

from django.db import models

from yika.domain.cards.models.card import Card
from yika.domain.vault.fields import MomentField
from yika.kit import ids


class CardPin(models.Model):
    """The PIN of a card. `key_version` names the index key that is its pepper.

    A try is counted before it is looked at, so that many at once find no gap; a right one sets
    `wrong` back to zero.
    """

    card = models.OneToOneField(Card, models.PROTECT, primary_key=True, related_name="+")
    hash = models.CharField(max_length=255)
    key_version = models.PositiveSmallIntegerField()
    set_at = MomentField()
    set_by_request = models.UUIDField()
    wrong = models.PositiveSmallIntegerField(default=0)
    locked_at = MomentField(null=True)

    def __str__(self) -> str:
        return ids.show("card", self.card_id)

"""The tables of organizations, of those who act for them, and of those who use their cards."""

from django.db import models
from django.db.models import F, Q

from yika.domain.organizations.rules.codes import CODE_LENGTH
from yika.domain.organizations.rules.standing import ROLE_MAX, Role
from yika.domain.organizations.rules.terms import NAME_MAX
from yika.domain.vault.fields import SealedField
from yika.domain.vault.queries import keyring
from yika.kit import envelope, ids

_OPEN = Q(ended_at__isnull=True)


class Organization(models.Model):
    """An organization as one issuer knows it; its key is that of the holder of its cards.

    Its name and its code stand in a public register and are no personal data.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    issuer = models.CharField(max_length=48)
    name = models.CharField(max_length=NAME_MAX)
    code = models.CharField(max_length=CODE_LENGTH)
    registered_at = models.DateTimeField()
    registered_by = models.CharField(max_length=64)
    created_by_request = models.UUIDField(unique=True, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["issuer", "code"], name="organization_once_each"),
        ]

    def __str__(self) -> str:
        return ids.show("hld", self.id)


class Mandate(models.Model):
    """That a person acts for an organization, from one day to another, by a letter.

    The letter is a sealed file of the vault. The days are those of the issuer, both included.
    """

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="mandates")
    person = models.UUIDField(db_index=True)
    role = models.CharField(max_length=ROLE_MAX)
    since = models.DateField()
    until = models.DateField()
    file = models.CharField(max_length=40)
    given_at = models.DateTimeField()
    given_by = models.CharField(max_length=64)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=64)
    created_by_request = models.UUIDField(unique=True, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "person"], condition=_OPEN, name="mandate_one_a_person"
            ),
            models.UniqueConstraint(
                fields=["organization"],
                condition=_OPEN & Q(role=Role.RESPONSIBLE.value),
                name="mandate_one_is_responsible",
            ),
            models.CheckConstraint(
                name="mandate_begins_before_it_ends", condition=Q(until__gte=F("since"))
            ),
        ]

    def __str__(self) -> str:
        return ids.show("mandate", self.id)

    @property
    def where(self) -> str:
        """Binds the letter to this row."""
        return envelope.place(self.organization.issuer, "mandate", self.id, "letter")


class CardUser(models.Model):
    """That a person uses a card of an organization, and within what, in words of its own."""

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="users")
    card = models.UUIDField(db_index=True)
    person = models.UUIDField(db_index=True)
    words = SealedField(null=True)
    since = models.DateTimeField()
    named_by = models.CharField(max_length=64)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=64)
    created_by_request = models.UUIDField(unique=True, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["card", "person"], condition=_OPEN, name="user_once"),
        ]

    def __str__(self) -> str:
        return ids.show("user", self.id)

    @property
    def where(self) -> str:
        """Binds the words to this row."""
        return envelope.place(self.organization.issuer, "carduser", self.id, "words")

    def keep_words(self, words: str) -> None:
        """Put the words into their encrypted column; empty ones destroy what stood there."""
        plain = words.encode()
        self.words = envelope.seal(keyring(), plain, where=self.where) if words else None

    def told_words(self) -> str:
        """The words again; empty when there are none."""
        return (
            envelope.open_(keyring(), self.words, where=self.where).decode() if self.words else ""
        )

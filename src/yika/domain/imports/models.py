"""The tables of imports: the file, its lines until they are cards, and the lines refused."""

from django.db import models
from django.db.models import Q

from yika.domain.imports.rules.reasons import VALUE_MAX
from yika.domain.imports.rules.states import UNDONE, Mode, State
from yika.domain.imports.rules.totals import Totals
from yika.domain.vault.fields import DayField, MomentField, SealedField
from yika.kit import ids
from yika.kit.actor import Actor, ActorKind, Channel
from yika.kit.envelope import place
from yika.products.tables.number import DIGITS_MAX

NAME_MAX = 120
HEADING_MAX = 60
AMOUNTS_MAX = 160


def nothing() -> dict[str, object]:
    """The totals of an import that was not read yet."""
    return Totals(0, {}).as_facts()


class Import(models.Model):
    """One file on its way to become cards, and how far it has come.

    Reading goes on at byte `offset`, where line `line` begins. Then each pass over the staged
    lines goes on behind line `passed`: their numbers are checked, claimed, and made cards.
    Whatever a piece of work did commits together with these.
    """

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    issuer = models.CharField(max_length=48)
    product = models.CharField(max_length=40)
    edition = models.PositiveSmallIntegerField()
    mode = models.CharField(max_length=16, default=Mode.WHOLE_FILE.value)
    dry_run = models.BooleanField(default=False)
    typed = models.JSONField(null=True)
    name = models.CharField(max_length=NAME_MAX)
    size = models.BigIntegerField()
    breaks = models.BigIntegerField()
    digest = models.CharField(max_length=64)
    encoding = models.CharField(max_length=16)
    header = models.TextField()
    asked_kind = models.CharField(max_length=16)
    asked_by = models.CharField(max_length=64)
    asked_channel = models.CharField(max_length=16)
    received_at = MomentField()
    request = models.UUIDField(unique=True)
    state = models.CharField(max_length=16, default=State.RECEIVED.value)
    approval = models.CharField(max_length=64, default="")
    approved_by = models.CharField(max_length=64, default="")
    approved_at = MomentField(null=True)
    ended_at = MomentField(null=True)
    trouble = models.CharField(max_length=64, default="")
    trouble_facts = models.JSONField(default=dict)
    offset = models.BigIntegerField(default=0)
    line = models.BigIntegerField(default=1)
    found = models.JSONField(default=nothing)
    good = models.JSONField(default=nothing)
    money = models.BooleanField(default=False)
    refused = models.BigIntegerField(default=0)
    batch = models.CharField(max_length=64, default="")
    passed = models.BigIntegerField(default=0)
    applied = models.BigIntegerField(default=0)
    per_second = models.BigIntegerField(default=0)
    moved_at = MomentField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["issuer", "digest"],
                condition=Q(dry_run=False) & ~Q(state__in=sorted(UNDONE)),
                name="import_same_file_once",
            ),
        ]
        indexes = [models.Index(fields=["issuer", "id"], name="import_by_issuer")]

    def __str__(self) -> str:
        return ids.show("imp", self.id)

    @property
    def asker(self) -> Actor:
        """Who started it, for what is done in his name later."""
        return Actor(
            ActorKind(self.asked_kind), self.asked_by, Channel(self.asked_channel), self.issuer
        )


class Piece(models.Model):
    """A piece of the file as it came. It is gone as soon as it was read."""

    file = models.ForeignKey(Import, models.CASCADE, related_name="+", db_index=False)
    number = models.PositiveIntegerField()
    content = SealedField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["file", "number"], name="import_piece_once")]

    def __str__(self) -> str:
        return f"{self.file_id} {self.number}"


class StagedLine(models.Model):
    """A line that was read and found good. It is gone as soon as it is a card.

    `amounts` are whole numbers in the order of the columns, empty when all are zero. `named` is
    who the line says has the card; `holder` is his key once he is registered.
    """

    pk = models.CompositePrimaryKey("file_id", "line")
    file = models.ForeignKey(
        Import, models.CASCADE, related_name="+", db_constraint=False, db_index=False
    )
    line = models.BigIntegerField()
    number = models.CharField(max_length=DIGITS_MAX)
    card = models.UUIDField()
    state = models.CharField(max_length=16)
    outlet = models.UUIDField(null=True)
    valid_until = DayField(null=True)
    amounts = models.CharField(max_length=AMOUNTS_MAX)
    named = SealedField(null=True)
    holder = models.UUIDField(null=True)

    class Meta:
        indexes = [models.Index(fields=["file", "number"], name="import_line_by_number")]

    def __str__(self) -> str:
        return f"{self.file_id} {self.line}"


class RefusedLine(models.Model):
    """One thing that is wrong with a line. Nothing of it names a person."""

    file = models.ForeignKey(
        Import, models.CASCADE, related_name="+", db_constraint=False, db_index=False
    )
    line = models.BigIntegerField()
    heading = models.CharField(max_length=HEADING_MAX)
    reason = models.CharField(max_length=32)
    value = models.CharField(max_length=VALUE_MAX)
    other = models.BigIntegerField(null=True)

    class Meta:
        indexes = [models.Index(fields=["file", "line"], name="import_refused_lines")]

    def __str__(self) -> str:
        return f"{self.file_id} {self.line}: {self.reason}"


def piece_place(issuer: str, file: object, number: int) -> str:
    """Binds a piece of a file to its row."""
    return place(issuer, "import-piece", f"{file}.{number}", "content")


def named_place(issuer: str, file: object, line: int) -> str:
    """Binds the person that a line names to its row."""
    return place(issuer, "import-line", f"{file}.{line}", "named")

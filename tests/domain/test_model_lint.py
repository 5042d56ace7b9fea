"""The rules that let the same tables be spread over many machines, told from the models alone.

Every table of the domain is named here once, with how it would be kept on Citus: sharded with
an account, as a copy on every machine (reference), or on the one that plans (local).
"""

from collections.abc import Iterable, Iterator

import pytest
from django.apps import apps
from django.db import connection, models

from yika.domain.vault.fields import BytesField

# Grows with the cards: the column that says on which machine a row lives.
SHARDED = {
    "cards.Card": "id",
    "cards.CardPin": "card",
    "cards.CardStep": "card",
    "errands.Errand": "id",
    "errands.ErrandTurn": "errand",
    "errands.OpenErrand": "subject",
    "ledger.Account": "id",
    "ledger.Move": "account",
    "ledger.Answer": "account",
    "ledger.Hold": "account",
}
# Small, read everywhere, seldom written.
REFERENCE = {
    "cards.ProductEdition",
    "issuers.Issuer",
    "issuers.Outlet",
    "ledger.Book",
    "ledger.Heading",
    "outlets.Offer",
}
# One row per commit, act, day or person, none per use of a card; and the directory that keeps
# names unique over all machines.
LOCAL = {
    "applications.Application",
    "applications.ApplicationStep",
    "campaigns.Campaign",
    "campaigns.CampaignCard",
    "campaigns.CampaignNotice",
    "imports.Import",
    "imports.Piece",
    "imports.RefusedLine",
    "imports.StagedLine",
    "cards.Batch",
    "cards.CardNumber",
    "cards.CardToken",
    "cards.Delivery",
    "cards.NumberSeries",
    "cards.Stop",
    "cards.StopListEntry",
    "cards.StopListHead",
    "enquiries.Enquiry",
    "enquiries.EnquiryTurn",
    "identity.CheckResult",
    "identity.Consent",
    "identity.DataCopy",
    "identity.EraseRequest",
    "identity.Evidence",
    "identity.KeepingTime",
    "identity.PersonPlaces",
    "identity.ProvenIdentity",
    "identity.RetentionHold",
    "identity.SecondLook",
    "identity.StaffTie",
    "identity.Verification",
    "identity.VerificationTurn",
    "errands.CaseNumber",
    "errands.ErrandTicket",
    "errands.FailedBegin",
    "journal.DueWork",
    "journal.Entry",
    "journal.Heartbeat",
    "journal.Parcel",
    "ledger.AccountName",
    "ledger.Batch",
    "ledger.ClosedDay",
    "ledger.DayTotal",
    "machines.ApiAnswer",
    "messages.Message",
    "machines.ApiKey",
    "machines.Machine",
    "organizations.CardUser",
    "organizations.Mandate",
    "organizations.Organization",
    "outlets.Appointment",
    "outlets.QueueDay",
    "outlets.QueueTicket",
    "people.Acquaintance",
    "people.Authenticator",
    "people.Contact",
    "people.Holder",
    "people.Login",
    "people.Look",
    "people.Passkey",
    "people.Proof",
    "people.RecoveryCode",
    "people.SignIn",
    "people.UsedChallenge",
    "staff.Approval",
    "staff.Membership",
    "vault.Seal",
    "vault.SealedFile",
    "vault.TryCount",
    "visits.Bundle",
    "visits.Diary",
    "visits.HomeVisit",
}

Model = type[models.Model]


def domain_models() -> list[Model]:
    return [
        model
        for app in apps.get_app_configs()
        if app.name.startswith("yika.domain.")
        for model in app.get_models(include_auto_created=True)
    ]


def sharded() -> list[Model]:
    return [model for model in domain_models() if model._meta.label in SHARDED]


def uniques(model: Model) -> Iterator[set[str]]:
    """The fields of the primary key and of everything else that is unique."""
    yield {field.name for field in model._meta.pk_fields}
    for field in model._meta.local_fields:
        if field.unique and not field.primary_key:
            yield {field.name}
    yield from (set(names) for names in model._meta.unique_together)
    for constraint in model._meta.constraints:
        if isinstance(constraint, models.UniqueConstraint):
            yield set(constraint.fields)


def without_shard(model: Model, shard: str) -> list[set[str]]:
    return [names for names in uniques(model) if shard not in names]


def firm_keys(model: Model) -> Iterator[models.ForeignKey[models.Model]]:
    """The foreign keys that the database itself would check."""
    for field in model._meta.local_fields:
        if isinstance(field, models.ForeignKey) and field.db_constraint:
            yield field


def unkeepable(keys: Iterable[models.ForeignKey[models.Model]], shard: str | None) -> list[str]:
    """Firm keys that Citus cannot check: to another shard, or out of a shard to a local table."""
    return [
        key.name
        for key in keys
        if not (
            key.related_model._meta.label in REFERENCE
            or (shard is None and key.related_model._meta.label in LOCAL)
            or (key.name == shard and key.related_model._meta.label in SHARDED)
        )
    ]


def test_every_table_of_the_domain_is_classified() -> None:
    known = [*SHARDED, *REFERENCE, *LOCAL]

    assert sorted(known) == sorted(model._meta.label for model in domain_models())


@pytest.mark.parametrize("model", sharded(), ids=lambda model: model._meta.label)
def test_whatever_is_unique_in_a_sharded_table_names_the_account(model: Model) -> None:
    assert without_shard(model, SHARDED[model._meta.label]) == []


@pytest.mark.parametrize("model", domain_models(), ids=lambda model: model._meta.label)
def test_a_key_that_the_database_checks_never_leaves_the_machine(model: Model) -> None:
    assert unkeepable(firm_keys(model), SHARDED.get(model._meta.label)) == []


def test_no_table_is_joined_by_a_many_to_many() -> None:
    many = [model._meta.label for model in domain_models() if model._meta.many_to_many]
    made = [model._meta.label for model in domain_models() if model._meta.auto_created]

    assert many == made == []


@pytest.mark.parametrize("model", sharded(), ids=lambda model: model._meta.label)
def test_the_account_a_row_lives_with_cannot_be_missing(model: Model) -> None:
    assert not model._meta.get_field(SHARDED[model._meta.label]).null


@pytest.mark.django_db
def test_the_database_has_no_triggers() -> None:
    ours = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
    }
    with connection.cursor() as cursor:
        cursor.execute(ours[connection.vendor])
        assert cursor.fetchall() == []


@pytest.fixture
def careless() -> Iterator[Model]:
    """A sharded table as nobody should make it."""

    class Careless(models.Model):
        account = models.ForeignKey("ledger.Account", models.PROTECT, related_name="+")
        other = models.ForeignKey("ledger.Account", models.PROTECT, related_name="+")
        heading = models.ForeignKey("ledger.Heading", models.PROTECT, related_name="+")
        login = models.ForeignKey("people.Login", models.PROTECT, related_name="+")
        token = BytesField(max_length=16, unique=True)
        number = models.IntegerField()

        class Meta:
            app_label = "ledger"
            managed = False
            constraints = [
                models.UniqueConstraint(fields=["account", "number"], name="c_good"),
                models.UniqueConstraint(fields=["number", "login"], name="c_bad"),
            ]

    try:
        yield Careless
    finally:
        del apps.all_models["ledger"]["careless"]
        apps.clear_cache()


def test_the_lint_finds_what_is_wrong_with_a_careless_table(careless: Model) -> None:
    assert without_shard(careless, "account") == [{"id"}, {"token"}, {"number", "login"}]
    assert unkeepable(firm_keys(careless), "account") == ["other", "login"]

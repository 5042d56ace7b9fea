"""The migrations say what the models say."""

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command

from yika.domain.people.models import Login


@pytest.mark.django_db
def test_no_model_asks_for_a_migration_that_is_not_written() -> None:
    call_command("makemigrations", check_changes=True, dry_run=True, verbosity=0)


def test_logins_are_the_accounts_of_the_whole_site() -> None:
    assert get_user_model() is Login

"""An errand lives on while the keys of the installation change."""

from pathlib import Path
from typing import Any

import pytest

from tests.domain.errands.doing import begin, change, hand_over, pick_up, take
from tests.domain.errands.tiny import SENDING, TELLER, Say, trial
from yika.domain.errands import actions, queries
from yika.domain.errands.rules.plan import State
from yika.domain.vault.actions import rewrap
from yika.domain.vault.queries import keyring
from yika.kit.keyring import Keyring

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sold")]


@pytest.fixture
def keyring_file(tmp_path: Path, settings: Any) -> Path:
    path = tmp_path / "keyring.toml"
    Keyring.generate().save(path)
    settings.YIKA_KEYRING_FILE = path
    return path


def test_what_it_keeps_is_wrapped_anew_and_tickets_and_repeats_still_work(
    keyring_file: Path,
) -> None:
    first, second = Say("first"), Say("second", **SENDING)
    with trial(first, second):
        begun = begin()
        view = take(begun, "first")
        view = change(actions.prepare_step, view, step="second", given={"to": "home"})
        ticket = hand_over(view)

        keyring().with_new("wrap").with_new("index").save(keyring_file)
        assert rewrap().unreadable == 0

        assert begin() == take(begun, "first") == view  # the same requests as before
        assert queries.evidence(view.id, by=TELLER) == {2: {"heard": "yes"}}
        here = pick_up(ticket.code, TELLER)
        assert take(here, "second", by=TELLER).state is State.DONE
    assert second.seen[0].carried == {"first": "yes"}

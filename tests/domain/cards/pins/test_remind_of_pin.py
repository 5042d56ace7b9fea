"""An old PIN is mentioned once; nobody is locked out for it."""

from datetime import timedelta

from tests.domain.cards.pins.pockets import OTHER, PIN, check, with_pin
from tests.domain.cards.samples import NOW
from tests.domain.cards.town import ask, handed_out
from yika.domain.cards import actions, queries
from yika.domain.journal.actions import do_due_work
from yika.domain.messages.queries import inbox

HANDLERS = {"cards.remind_of_pin": actions.remind_of_pin}


def work(now):
    """As the worker does it, until nothing is due."""
    while done := do_due_work(handlers=HANDLERS, now=now, chance=lambda: 0.5):
        assert done.trouble is None


def reminders(lin):
    return [note for note in inbox(lin.id) if note.template == "secret-is-old"]


def test_the_holder_is_reminded_once_after_the_time_of_the_policy(town):
    card, lin = with_pin(town.harbor)

    work(NOW + timedelta(days=364))
    assert reminders(lin) == []
    work(NOW + timedelta(days=365))
    work(NOW + timedelta(days=900))

    [note] = reminders(lin)
    assert "12 months" in note.body
    assert PIN not in note.body
    later = NOW + timedelta(days=900)
    assert queries.pin_of(card.id, lin, later).is_old
    check(card, lin, now=later)


def test_a_new_pin_begins_a_new_year(town):
    card, lin = with_pin(town.harbor)
    actions.change_pin(card=card.id, old=PIN, new=OTHER, **ask(lin, now=NOW + timedelta(days=300)))

    work(NOW + timedelta(days=400))
    assert reminders(lin) == []
    work(NOW + timedelta(days=670))
    assert len(reminders(lin)) == 1


def test_cards_out_of_use_and_cards_without_a_pin_are_not_mentioned(town):
    card, lin = with_pin(town.harbor)
    actions.block_card(card=card.id, reason="suspicion", **ask(town.harbor.teller))
    cleared = handed_out(town.harbor)
    actions.set_pin(card=cleared.id, pin=PIN, **ask(town.harbor.kiosk))
    actions.clear_pin(card=cleared.id, **ask(town.harbor.kiosk))

    work(NOW + timedelta(days=400))

    assert reminders(lin) == []

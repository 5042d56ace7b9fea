"""Adding, pairing and revoking machines."""

import json
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.domain.issuers.samples import OPERATOR, harbor, pier
from tests.domain.staff.samples import LIN, staff
from yika.domain.issuers.actions import close_outlet
from yika.domain.issuers.rules import OutletClosed, UnknownIssuer, UnknownOutlet
from yika.domain.journal.models import Entry
from yika.domain.machines import queries
from yika.domain.machines.actions import (
    Paired,
    Pairing,
    add_machine,
    beat,
    issue_pairing_code,
    pair_machine,
    revoke_machine,
)
from yika.domain.machines.models import Machine
from yika.domain.machines.queries import MachineView
from yika.domain.machines.rules import (
    CODE_LASTS,
    IDLE_MAX,
    MachineKind,
    MachineRevoked,
    RequestReused,
    UnknownMachine,
    WrongPairingCode,
    normal_code,
    qr_payload,
)
from yika.domain.staff.rules import Role
from yika.domain.vault.models import TryCount
from yika.domain.vault.rules import TooManyTries
from yika.kit.actor import Actor, ActorKind, Channel, NotAllowed
from yika.kit.errors import Invalid

pytestmark = pytest.mark.django_db

SUPERVISOR = staff(LIN, Role.SUPERVISOR)
STRANGER = staff(LIN, Role.SUPERVISOR, issuer="eastgate")
SECOND = timedelta(seconds=1)


@pytest.fixture
def outlet(now: datetime) -> str:
    harbor(now)
    return pier(now).id


def add(now: datetime, outlet: str, **other: Any) -> MachineView:
    given = {
        "issuer": "harbor",
        "outlet": outlet,
        "kind": MachineKind.KIOSK,
        "name": "Hall 1",
        "by": SUPERVISOR,
        "request_id": "add",
    }
    return add_machine(**given | other, now=now)


def code_for(machine: MachineView, now: datetime, *, by: Actor = SUPERVISOR) -> Pairing:
    return issue_pairing_code(machine=machine.id, by=by, now=now, request_id="code")


def pair(code: str, now: datetime, *, address: str = "10.0.0.7") -> Paired:
    return pair_machine(code=code, address=address, version="kiosk 1.0", now=now, request_id="pair")


@pytest.fixture
def paired(now: datetime, outlet: str) -> Paired:
    return pair(code_for(add(now, outlet), now).code, now)


def revoke(machine: MachineView, now: datetime, *, by: Actor = SUPERVISOR) -> None:
    revoke_machine(machine=machine.id, by=by, now=now, request_id="revoke")


def test_a_machine_is_known_once_it_was_added(now: datetime, outlet: str) -> None:
    added = add(now, outlet)

    assert queries.machines(SUPERVISOR) == [added]
    assert queries.machine(added.id, by=SUPERVISOR) == added
    assert (added.kind, added.outlet, added.paired_at) == (MachineKind.KIOSK, outlet, None)
    assert add(now, outlet) == added
    with pytest.raises(RequestReused):
        add(now, outlet, name="Hall 2")


@pytest.mark.parametrize(
    ("where", "wrong"),
    [
        ("name", {"name": ""}),
        ("name", {"name": "x" * 61}),
        ("name", {"name": "two\nlines"}),
        ("outlet", {"outlet": ""}),
    ],
)
def test_what_cannot_be_found_again_is_not_added(
    now: datetime, outlet: str, where: str, wrong: dict[str, str]
) -> None:
    with pytest.raises(Invalid) as refused:
        add(now, **{"outlet": outlet} | wrong)
    assert refused.value.faults[0].where == where


def test_only_a_reader_may_stand_at_no_outlet(now: datetime, outlet: str) -> None:
    assert add(now, "", kind=MachineKind.READER).outlet == ""


def test_a_machine_stands_at_an_open_outlet_of_its_issuer(now: datetime, outlet: str) -> None:
    harbor(now, code="eastgate")
    with pytest.raises(UnknownOutlet):
        add(now, pier(now, issuer="eastgate", code="gate").id)
    close_outlet(outlet=outlet, by=OPERATOR, now=now, request_id="close")
    with pytest.raises(OutletClosed):
        add(now, outlet)


def test_a_paired_machine_proves_itself_with_its_token(now: datetime, paired: Paired) -> None:
    machine = queries.machine_of(paired.token, now=now)

    assert machine == paired.machine
    assert machine is not None
    assert (machine.paired_at, machine.version) == (now, "kiosk 1.0")
    actor = machine.actor()
    assert actor == Actor(
        ActorKind.DEVICE, machine.id, Channel.KIOSK, issuer="harbor", outlet=machine.outlet
    )
    assert not actor.rights
    assert queries.machine_of("guessed", now=now) is None
    assert Entry.objects.get(event="machine.paired").actor_id == machine.id


def test_neither_the_code_nor_the_token_is_kept_or_shown(now: datetime, outlet: str) -> None:
    pairing = code_for(add(now, outlet), now)
    before = repr(Machine.objects.values())
    paired = pair(pairing.code, now)
    kept = before + repr(Machine.objects.values()) + repr(Entry.objects.values())

    for secret in (pairing.code, normal_code(pairing.code), paired.token):
        assert secret not in kept + repr(paired) + repr(pairing)


def test_a_code_works_once(now: datetime, outlet: str) -> None:
    pairing = code_for(add(now, outlet), now)
    pair(pairing.code, now)
    with pytest.raises(WrongPairingCode):
        pair(pairing.code, now)


def test_a_code_works_for_minutes(now: datetime, outlet: str) -> None:
    pairing = code_for(add(now, outlet), now)

    assert pairing.expires_at == now + CODE_LASTS
    with pytest.raises(WrongPairingCode):
        pair(pairing.code, now + CODE_LASTS)
    pair(pairing.code, now + CODE_LASTS - SECOND)


def test_a_new_code_replaces_the_one_before(now: datetime, outlet: str) -> None:
    machine = add(now, outlet)
    first, second = code_for(machine, now), code_for(machine, now)

    with pytest.raises(WrongPairingCode):
        pair(first.code, now)
    pair(second.code, now)


def test_pairing_anew_ends_the_token_before(now: datetime, paired: Paired) -> None:
    pairing = code_for(paired.machine, now)
    assert queries.machine_of(paired.token, now=now)

    again = pair(pairing.code, now)

    assert queries.machine_of(paired.token, now=now) is None
    assert queries.machine_of(again.token, now=now) == again.machine


def test_a_code_may_be_typed_as_people_type(now: datetime, outlet: str) -> None:
    code = code_for(add(now, outlet), now).code
    typed = code.replace("-", " ").lower().replace("0", "o").replace("1", "l")

    assert pair(f" {typed} ", now).machine.paired_at == now


def test_the_qr_tells_where_to_go_and_what_to_show() -> None:
    payload = json.loads(qr_payload(url="https://cards.example", code="4F7KQ-9ZB2M"))
    assert payload == {"handshake": 1, "url": "https://cards.example", "token": "4F7KQ-9ZB2M"}


@pytest.mark.django_db(transaction=True)
def test_who_guesses_codes_has_to_wait_and_others_do_not(now: datetime, outlet: str) -> None:
    pairing = code_for(add(now, outlet), now)
    for _ in range(5):
        with pytest.raises(WrongPairingCode):
            pair("00000-00000", now)

    with pytest.raises(TooManyTries):
        pair(pairing.code, now)
    pair(pairing.code, now, address="10.0.0.8")
    assert TryCount.objects.get().used == 5


def test_a_revoked_machine_is_out_at_once_and_for_good(now: datetime, paired: Paired) -> None:
    pairing = code_for(paired.machine, now)

    for _ in range(2):
        revoke(paired.machine, now)

    assert queries.machine_of(paired.token, now=now) is None
    with pytest.raises(WrongPairingCode):
        pair(pairing.code, now)
    with pytest.raises(MachineRevoked):
        code_for(paired.machine, now)
    assert queries.machines(SUPERVISOR) == []
    [shown] = queries.machines(SUPERVISOR, revoked=True)
    assert shown.revoked_at == now
    assert Entry.objects.filter(event="machine.revoked").count() == 1


def test_a_machine_that_was_away_for_half_a_year_is_paired_anew(
    now: datetime, paired: Paired
) -> None:
    assert queries.machine_of(paired.token, now=now + IDLE_MAX - SECOND)
    assert queries.machine_of(paired.token, now=now + IDLE_MAX) is None


def seen(paired: Paired, now: datetime) -> MachineView:
    found = queries.machine_of(paired.token, now=now)
    assert found is not None
    return found


def test_a_machine_is_noted_as_seen_at_most_once_a_minute(now: datetime, paired: Paired) -> None:
    later = now + timedelta(seconds=59)
    with CaptureQueriesContext(
        connection,
    ) as written:
        beat(machine=seen(paired, later), now=later)
    assert not [one for one in written.captured_queries if one["sql"].startswith("UPDATE")]
    assert seen(paired, later).last_seen_at == now

    minute = now + timedelta(minutes=1)
    beat(machine=seen(paired, minute), now=minute)
    assert seen(paired, minute).last_seen_at == minute


def test_a_new_version_is_noted_at_once(now: datetime, paired: Paired) -> None:
    beat(machine=seen(paired, now), version="kiosk 1.1", now=now)
    assert seen(paired, now).version == "kiosk 1.1"


def test_a_clock_that_was_ahead_does_not_stop_the_noting(now: datetime, paired: Paired) -> None:
    Machine.objects.update(last_seen_at=now + timedelta(days=1))
    beat(machine=seen(paired, now), now=now)
    assert seen(paired, now).last_seen_at == now


def test_a_revoked_machine_that_still_runs_is_not_noted(now: datetime, paired: Paired) -> None:
    machine = seen(paired, now)
    revoke(machine, now)
    beat(machine=machine, version="kiosk 1.1", now=now + timedelta(hours=1))
    assert Machine.objects.get().last_seen_at == now


def test_the_staff_of_another_issuer_sees_and_changes_nothing(
    now: datetime, outlet: str, paired: Paired
) -> None:
    assert queries.machines(STRANGER) == queries.machines(STRANGER, issuer="harbor") == []
    with pytest.raises(UnknownMachine):
        queries.machine(paired.machine.id, by=STRANGER)
    with pytest.raises(UnknownIssuer):
        add(now, outlet, by=STRANGER)
    with pytest.raises(UnknownMachine):
        code_for(paired.machine, now, by=STRANGER)
    with pytest.raises(UnknownMachine):
        revoke(paired.machine, now, by=STRANGER)
    assert queries.machine_of(paired.token, now=now)


@pytest.mark.parametrize("role", [Role.TELLER, Role.REVIEWER])
def test_without_the_right_nothing_is_seen_or_changed(
    now: datetime, outlet: str, paired: Paired, role: Role
) -> None:
    by = staff(LIN, role)
    for attempt in (
        lambda: queries.machines(by),
        lambda: queries.machine(paired.machine.id, by=by),
        lambda: add(now, outlet, by=by, request_id="another"),
        lambda: code_for(paired.machine, now, by=by),
        lambda: revoke(paired.machine, now, by=by),
    ):
        with pytest.raises(NotAllowed):
            attempt()


def test_auditors_see_the_machines_and_the_system_those_of_all(
    now: datetime, paired: Paired
) -> None:
    assert queries.machines(staff(LIN, Role.AUDITOR)) == [paired.machine]
    assert queries.machines(OPERATOR) == queries.machines(OPERATOR, issuer="harbor")
    assert queries.machines(OPERATOR, issuer="eastgate") == []


def test_everybody_may_know_which_kiosks_are_in_order(now: datetime, outlet: str) -> None:
    assert queries.kiosks_at([outlet], now=now) == {}
    for place in ("1", "2"):
        kiosk = add(now, outlet, name=f"Hall {place}", request_id=f"add-{place}")
        pair(code_for(kiosk, now).code, now)
    add(now, outlet, name="In a box", request_id="box")
    add(now, outlet, kind=MachineKind.COUNTER, name="Desk", request_id="desk")

    later = now + timedelta(hours=1)
    beat(machine=queries.machines(SUPERVISOR)[0], now=later)

    assert queries.kiosks_at([outlet], now=now) == {outlet: queries.Kiosks(2, 2)}
    assert queries.kiosks_at([outlet], now=later) == {outlet: queries.Kiosks(2, 1)}

"""Outlets, staff, machines, cards and one's own account: what is changed there, and told."""

import csv
import io

from tests import story
from tests.channels.console.scene import EMAIL, NAME, PHONE, Browser, Scene
from tests.channels.console.test_stock import onward
from yika.domain.cards import actions as cards
from yika.domain.cards.queries import cards as card_list
from yika.domain.issuers.queries import outlet
from yika.domain.machines.actions import pair_machine
from yika.domain.machines.queries import machine_of
from yika.domain.people.queries import who
from yika.domain.staff.queries import standing
from yika.domain.staff.rules import Role

OUTLET = {
    "name_en": "East station",
    "name_zh": "东站网点",
    "address_en": "2 East Road",
    "address_zh": "东路 2 号",
    "phone": "027-8765 4321",
    "hours": "mon-fri 08:30-17:00",
}


def test_an_outlet_opens_changes_its_hours_and_closes(operator: Browser) -> None:
    page = onward(operator.post("/console/outlets/new", code="east", **OUTLET))
    hours = {**OUTLET, "hours": "mon-sun 07:00-22:00"}
    onward(operator.post(f"{page}/change", **hours))
    assert "mon-sun 07:00-22:00" in operator.text(page)
    onward(operator.post(f"{page}/close"))
    assert outlet(page.rpartition("/")[2]).closed_at
    assert operator.post(f"{page}/change", **OUTLET).status_code == 422


def test_what_is_wrong_with_an_outlet_is_told_at_each_field(operator: Browser) -> None:
    wrong = {**OUTLET, "name_zh": "", "hours": "mon 25:00-26:00", "phone": "x"}
    refused = operator.post("/console/outlets/new", code="west", **wrong)
    assert refused.status_code == 422
    assert 'href="#f-hours"' in refused.content.decode()
    refused = operator.post("/console/outlets/new", code="west", **{**wrong, "hours": ""})
    text = refused.content.decode()
    assert 'href="#f-name_zh"' in text
    assert 'href="#f-phone"' in text


def test_somebody_is_employed_promoted_moved_and_let_go(supervisor: Browser, shop) -> None:
    given = {"handle": "lin.mei", "password": story.PASSWORD, "role": "teller"}
    page = onward(supervisor.post("/console/staff/new", outlet=shop.outlet, **given))
    login = page.rpartition("/")[2]
    onward(supervisor.post(f"{page}/grant", role="supervisor"))
    onward(supervisor.post(f"{page}/move", outlet=""))
    held = standing(login)
    assert held
    assert (held.roles, held.outlet) == ((Role.TELLER, Role.SUPERVISOR), "")
    onward(supervisor.post(f"{page}/end-role", role="teller"))
    onward(supervisor.post(f"{page}/reset"))
    onward(supervisor.post(f"{page}/end"))
    assert standing(login) is None
    assert "lin.mei" in supervisor.text(page)
    assert supervisor.post(f"{page}/grant", role="chief").status_code == 422


def test_nobody_changes_his_own_roles(supervisor: Browser) -> None:
    page = f"/console/staff/{supervisor.person.actor.id}"
    assert f"{page}/grant" not in supervisor.text(page)
    assert supervisor.post(f"{page}/grant", role="operator").status_code == 422
    assert supervisor.post(f"{page}/reset").status_code == 422


def test_a_machine_is_added_paired_by_its_code_and_revoked(operator: Browser, shop) -> None:
    given = {"name": "Hall, left", "kind": "kiosk", "outlet": shop.outlet}
    page = onward(operator.post("/console/machines/new", **given))
    assert "Not paired" in operator.text(page)
    shown = operator.post(f"{page}/pair")
    code = shown.context["pairing"].code
    assert f"/kiosk/pair?code={code}" in shown.content.decode()
    assert "<svg" in shown.content.decode()
    assert code not in operator.text(page)
    paired = pair_machine(
        code=code, address=story.ADDRESS, now=story.moment(), request_id="pair-it"
    )
    assert "Online" in operator.text(page)
    onward(operator.post(f"{page}/revoke"))
    assert machine_of(paired.token, now=story.moment()) is None


def test_a_card_is_found_blocked_and_let_go(shop, scene: Scene) -> None:
    teller = Browser(shop.staff[Role.TELLER])
    found = teller.post("/console/search", typed=shop.cards[0].number)
    page = onward(found)
    assert onward(teller.post("/console/search", typed=shop.cards[0].qr)) == page
    other = teller.post(f"{page}/block", reason="other")
    assert other.status_code == 422
    onward(teller.post(f"{page}/block", reason="suspicion", note="called by the police"))
    assert "called by the police" in teller.text(page)
    onward(teller.post(f"{page}/unblock", reason="cleared-up"))
    assert "In use" in teller.text(page)


def test_a_holder_is_found_by_what_is_whole_and_never_named_in_an_address(
    shop, scene: Scene
) -> None:
    teller = Browser(shop.staff[Role.TELLER])
    for typed in (PHONE, EMAIL, NAME, scene.holder):
        page = onward(teller.post("/console/search", typed=typed))
        assert page == f"/console/holders/{scene.holder}"
    assert "L*** W***" in teller.text(page)
    assert teller.post("/console/search", typed="Lin").status_code == 404
    mistyped = shop.cards[0].number[:-1] + "9"
    assert teller.post("/console/search", typed=mistyped).status_code == 404


def test_one_who_may_not_search_people_finds_none(shop, scene: Scene) -> None:
    operator = Browser(shop.staff[Role.OPERATOR])
    assert operator.post("/console/search", typed=PHONE).status_code == 404


def test_the_audit_trail_leads_from_a_purse_to_its_card(
    shop: story.Shop, supervisor: Browser
) -> None:
    teller = shop.staff[Role.TELLER].actor
    card = next(one.id for one in card_list(teller) if one.state == "handed_out")
    cards.activate_card(card=card, **story.asking(teller))
    cards.block_card(card=card, reason="suspicion", **story.asking(teller))

    told = supervisor.text("/console/audit")

    assert "/main" in told
    assert f"/console/cards/{card}" in told


def test_the_audit_trail_is_narrowed_by_who_what_and_when(
    supervisor: Browser, scene: Scene
) -> None:
    teller = supervisor.person.actor.issuer[:12].strip("-") + ".teller"
    blocked = supervisor.text(f"/console/audit?event=card.blocked&who={teller}")
    assert scene.blocked in blocked
    assert "card.activated" not in blocked
    assert "card.activated" in supervisor.text("/console/audit?event=card")
    nothing = "Nothing of this kind has been recorded."
    assert nothing in supervisor.text("/console/audit?who=nobody.of.this.name")
    assert nothing in supervisor.text("/console/audit?until=2001-01-01")
    assert nothing not in supervisor.text("/console/audit?since=not-a-day")
    file = b"".join(supervisor.get("/console/audit?event=approval&as=csv")).decode("utf-8-sig")
    assert {row["What"] for row in csv.DictReader(io.StringIO(file))} == {"approval.asked"}


def test_the_password_is_changed_and_recovery_codes_are_renewed(operator: Browser) -> None:
    new = "another correct horse battery 7"
    given = {"old": story.PASSWORD, "new": new}
    assert operator.post("/console/account/password", **given, again="x").status_code == 422
    wrong = {"old": "not it at all, no", "new": new, "again": new}
    assert operator.post("/console/account/password", **wrong).status_code >= 400
    onward(operator.post("/console/account/password", **given, again=new))
    assert who(operator.person.token, now=story.moment())
    codes = operator.post("/console/account/recovery-codes").context["codes"]
    assert len(set(codes)) == len(codes) > 0

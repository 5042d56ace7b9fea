"""What needs a second person: keys beyond one's rights, opening balances, editions of products."""

from django.core.files.uploadedfile import SimpleUploadedFile

from tests import story
from tests.channels.console.scene import Browser, Scene, file, serial
from tests.channels.console.test_stock import onward
from yika.domain.cards import queries as cards
from yika.domain.imports import actions as imports
from yika.domain.imports import queries
from yika.domain.imports.rules.states import State
from yika.domain.machines.queries import key_of, keys
from yika.domain.staff.rules import Role
from yika.kit.actor import WORKER


def upload(browser: Browser, content: bytes, **given: str):
    sent = {"product": "transit-adult", "mode": "per-line", **given}
    return browser.post("/console/imports/new", file=SimpleUploadedFile("c.csv", content), **sent)


def work(import_id: str):
    """What the worker does."""
    found = queries.import_of(import_id, WORKER)
    while not found.rests:
        found = imports.advance_import(import_id=import_id, **story.asking(WORKER))
    return found


def test_a_key_is_shown_once_and_works_until_it_is_revoked(operator: Browser, scene: Scene) -> None:
    given = {"name": "till", "may-cards.view": "yes"}
    shown = operator.post("/console/keys/new", **given)
    assert shown.status_code == 200
    made = shown.context["made"]
    assert made.plain in shown.content.decode()
    assert made.plain not in operator.text("/console/keys")
    assert key_of(made.plain, now=story.moment())
    onward(operator.post(f"/console/keys/{made.key.id}/revoke"))
    assert key_of(made.plain, now=story.moment()) is None


def test_a_key_for_more_than_its_maker_may_do_takes_a_second_person(
    operator: Browser, supervisor: Browser
) -> None:
    given = {"name": "app", "may-errands.serve": "yes", "test": "yes"}
    approval = onward(operator.post("/console/keys/new", **given))
    asked = supervisor.text(f"{approval}/decide")
    assert "Serve holders in their errands" in asked
    assert operator.post(f"{approval}/decide", decision="approve").status_code == 403
    onward(supervisor.post(f"{approval}/decide", decision="approve"))
    make = f"/console/keys/new?approval={approval.rpartition('/')[2]}"
    assert f'href="{make}"' in operator.text(approval)
    assert 'value="app"' in operator.text(make)
    more = operator.post(make, **given, **{"may-cards.destroy": "yes"})
    assert more.status_code == 422
    assert operator.post(make, **given).status_code == 200
    assert operator.post(make, **given).status_code == 409
    made = [one for one in keys(operator.person.actor) if one.name == "app"]
    assert [one.scopes for one in made] == [("errands.serve",)]


def test_nobody_decides_without_a_decision(supervisor: Browser, scene: Scene) -> None:
    refused = supervisor.post(f"/console/approvals/{scene.approval}/decide")
    assert refused.status_code == 422


def test_balances_come_in_when_a_second_person_has_approved_them(
    operator: Browser, supervisor: Browser
) -> None:
    lines = [f"{serial(place)},in stock,5.00" for place in range(100, 104)]
    page = onward(upload(operator, file(*lines), count="4", sums="main = 20.00"))
    import_id = page.rpartition("/")[2]
    assert "data-rests" not in operator.text(f"{page}/progress")
    assert work(import_id).waits
    assert "data-rests" in operator.text(f"{page}/progress")
    assert operator.post(f"{page}/approve").status_code == 403
    assert "main 20.00 CNY" in supervisor.text(f"{page}/approve")
    onward(supervisor.post(f"{page}/approve"))
    assert work(import_id).state is State.DONE
    assert "Taken over" in operator.text(page)


def test_a_dry_run_changes_nothing_and_tells_each_refused_line(operator: Browser) -> None:
    content = file(f"{serial(200)},in stock,1.00", "12345,in stock,1.00")
    page = onward(upload(operator, content, dry_run="yes", count="2", sums="main=2.00"))
    found = work(page.rpartition("/")[2])
    assert (found.state, found.refused, found.applied) == (State.DONE, 1, 0)
    assert "12345" in operator.text(page)
    refused = b"".join(operator.get(f"{page}/refused")).decode()
    assert "12345" in refused


def test_an_import_can_be_cancelled_or_looked_at_again(operator: Browser) -> None:
    page = onward(upload(operator, file(f"{serial(300)},in stock,1.00"), count="1", sums="main=1"))
    onward(operator.post(f"{page}/resume"))
    onward(operator.post(f"{page}/cancel"))
    assert "Cancelled" in operator.text(page)
    assert operator.post(f"{page}/resume").status_code == 303


def test_a_file_that_is_none_is_told_beside_the_form(operator: Browser) -> None:
    assert operator.post("/console/imports/new", product="transit-adult").status_code == 422
    assert upload(operator, b"").status_code == 422
    assert upload(operator, b"a,b\r\n1,2\r\n").status_code == 422
    assert upload(operator, file(), sums="main").status_code == 422


def test_an_edition_is_approved_by_who_may_and_did_not_propose_it(
    operator: Browser, supervisor: Browser
) -> None:
    page = "/console/products/transit-adult/2"
    assert "1000.00 CNY" in supervisor.text(page)
    assert operator.post(f"{page}/approve").status_code == 403
    onward(supervisor.post(f"{page}/approve"))
    stored = cards.edition(supervisor.person.actor.issuer, "transit-adult", 2)
    assert stored.approved_by == supervisor.person.actor.id
    assert supervisor.post(f"{page}/approve", request_id="again").status_code == 409


def test_a_reviewer_sees_what_a_second_person_is_asked_for(scene: Scene, shop) -> None:
    reviewer = Browser(shop.staff[Role.REVIEWER])
    assert "app" in reviewer.text(f"/console/approvals/{scene.approval}")

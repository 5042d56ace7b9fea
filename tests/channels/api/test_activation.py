"""A card is activated from the first request to the last by a program alone."""

from typing import Any

import pytest

from tests import story
from tests.channels.api.conftest import Answer, Program
from yika.domain.machines.rules import MachineKind

LIN = {"name": "林小雨", "phone": "13900139000", "language": "zh-hans"}


class Activation:
    """An errand about a card that was handed out, as a program sees it."""

    def __init__(self, program: Program, shop: story.Shop, place: int = 0) -> None:
        self.program = program
        self.row = shop.cards[place]
        found = program.post("/cards/lookup", {"text": self.row.number}).json
        self.began = program.post("/errands", {"kind": "activation", "card": found["id"]})
        self.now: dict[str, Any] = self.began.json

    def take(
        self, given: dict[str, object], do: str = "take", version: int | None = None
    ) -> Answer:
        path = f"/errands/{self.now['id']}/steps/{self.now['next']['step']}/{do}"
        seen = self.now["version"] if version is None else version
        answer = self.program.post(path, {"version": seen, "given": given})
        if answer.status == 200:
            self.now = answer.json
        return answer

    def get(self) -> dict[str, Any]:
        self.now = self.program.get(f"/errands/{self.now['id']}").json
        return self.now


@pytest.fixture
def activation(program: Program, shop: story.Shop) -> Activation:
    return Activation(program, shop)


def test_a_program_activates_a_card_from_beginning_to_end(activation: Activation) -> None:
    assert activation.began.status == 201
    assert activation.now["next"]["step"] == "possession"
    assert [ask["name"] for ask in activation.now["next"]["asks"]] == ["code"]

    assert activation.take({"code": activation.row.code}).json["next"]["step"] == "profile"
    assert activation.take(LIN).json["next"]["step"] == "one-time-code"
    assert activation.now["next"]["prepare"] is not None

    sent = activation.take({}, do="prepare").json["next"]["sent"]
    assert "139001390" not in sent["masked"]
    done = activation.take({"code": story.sent_code()}).json
    assert done["state"] == "done"

    card = activation.program.get(f"/cards/{done['card']['id']}").json
    assert (card["state"], card["holder"]) == ("active", done["holder"])


def test_what_is_asked_is_told_in_the_readers_language(activation: Activation) -> None:
    path = f"/errands/{activation.now['id']}"
    english = activation.program.get(path).json
    assert english["next"]["title"] == "Show that you have the card"
    assert english["next"]["asks"][0]["label"] == "Code on the card"


def test_a_wrong_field_is_told_with_its_place(activation: Activation) -> None:
    activation.take({"code": activation.row.code})
    answer = activation.take({"name": "林小雨", "phone": "12"})
    assert (answer.status, answer.code) == (422, "api.not_well")
    assert [one["pointer"] for one in answer.json["errors"]] == ["#/given/phone"]


def test_a_field_that_the_step_does_not_ask_for_is_refused(activation: Activation) -> None:
    answer = activation.take({"code": activation.row.code, "amount": "1"})
    assert [one["pointer"] for one in answer.json["errors"]] == ["#/given/amount"]


def test_a_guessed_code_is_refused_and_counted(activation: Activation) -> None:
    answers = [activation.take({"code": "23456789"}) for _ in range(6)]
    assert answers[0].code == "card.wrong_printed_code"
    assert (answers[-1].status, answers[-1].code) == (429, "tries.too_many")
    assert int(answers[-1].headers["Retry-After"]) > 0


def test_two_programs_never_overwrite_each_other(activation: Activation, shop: story.Shop) -> None:
    activation.take({"code": activation.row.code})
    late = activation.take(LIN, version=activation.now["version"] - 1)
    assert late.status == 409
    assert late.code.startswith("errand.")
    assert activation.take(LIN).status == 200


def test_the_version_is_the_etag(activation: Activation) -> None:
    answer = activation.program.get(f"/errands/{activation.now['id']}")
    assert answer.headers["ETag"] == f'"{answer.json["version"]}"'


def test_a_refused_beginning_carries_a_case_number(program: Program, shop: story.Shop) -> None:
    answer = program.post("/errands", {"kind": "activation", "card": shop.card_ids[9]})
    assert (answer.status, answer.code) == (422, "card.not_handed_out")
    assert {"case", "hotline"} <= answer.json["facts"].keys()


def test_an_errand_is_found_by_its_case_number(activation: Activation) -> None:
    answer = activation.program.post("/errands/lookup", {"case": activation.now["case"].lower()})
    assert answer.json["id"] == activation.now["id"]
    assert activation.program.post("/errands/lookup", {"case": "0000-0000"}).status == 404


def test_an_errand_goes_on_at_a_kiosk_and_leaves_the_program(
    activation: Activation, shop: story.Shop
) -> None:
    kiosk = Program(shop.machines[MachineKind.KIOSK].token)
    path = f"/errands/{activation.now['id']}"
    assert kiosk.get(path).code == "errand.unknown"
    ticket = activation.program.post(f"{path}/hand-over").json
    assert kiosk.post("/errands/pick-up", {"ticket": ticket["code"]}).json["case"]
    assert kiosk.get(path).status == 200
    assert kiosk.post("/errands/pick-up", {"ticket": ticket["code"]}).code == "errand.wrong_ticket"


def test_a_step_is_gone_back_on_and_an_errand_given_up(activation: Activation) -> None:
    activation.take({"code": activation.row.code})
    activation.take(LIN)
    path, program = f"/errands/{activation.now['id']}", activation.program
    back = program.post(f"{path}/undo", {"version": activation.now["version"]})
    assert back.json["next"]["step"] == "profile"
    gone = program.post(f"{path}/withdraw", {"version": back.json["version"]})
    assert gone.json["state"] == "withdrawn"
    again = program.post(f"{path}/withdraw", {"version": gone.json["version"]})
    assert (again.status, again.code) == (409, "errand.withdrawn")


def test_a_needed_step_is_not_skipped(activation: Activation) -> None:
    path = f"/errands/{activation.now['id']}/steps/possession/skip"
    answer = activation.program.post(path, {"version": activation.now["version"]})
    assert answer.code == "errand.not_optional"


def test_the_history_tells_who_did_what(activation: Activation) -> None:
    activation.take({"code": activation.row.code})
    told = activation.program.get(f"/errands/{activation.now['id']}/history").json["data"]
    assert [one["act"] for one in told][:2] == ["begun", "taken"]
    assert {one["channel"] for one in told} == {"api"}


def test_open_errands_are_listed_and_found_by_their_card(activation: Activation) -> None:
    card = activation.now["card"]["id"]
    (line,) = activation.program.get(f"/errands?card={card}").json["data"]
    assert line["id"] == activation.now["id"]


def test_a_name_that_is_known_comes_back_masked(
    program: Program, shop: story.Shop, activation: Activation
) -> None:
    """Neither the errand nor the person shows what was typed in a minute ago."""
    activation.take({"code": activation.row.code})
    activation.take(LIN)
    activation.take({}, do="prepare")
    done = activation.take({"code": story.sent_code()})
    person = program.get(f"/holders/{done.json['holder']}")
    for answer in (done, person):
        assert "小雨" not in answer.response.content.decode()
        assert "13900139000" not in answer.response.content.decode()
    assert person.json["name"]

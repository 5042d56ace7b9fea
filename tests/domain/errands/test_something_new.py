"""A new step and a new kind of card are added without touching the engine, as the guides say."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from tests.domain.cards import town
from tests.domain.cards.town import OPERATOR, Shop, holder
from tests.domain.errands.walking import Walk, handed_out_of
from tests.domain.people.folks import PHONE, proven
from yika.domain.cards.rules import State as CardState
from yika.domain.errands import queries, steps
from yika.domain.errands.rules.asks import schema
from yika.domain.errands.rules.plan import State
from yika.kit.errors import Invalid, Unavailable
from yika.products.load import load

pytestmark = pytest.mark.django_db
GUIDES = Path(__file__).parents[3] / "docs" / "guides"


def written(guide: str, language: str) -> str:
    """The first block of this language in a guide."""
    text = (GUIDES / guide).read_text(encoding="utf-8")
    return re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)[0]


@pytest.fixture
def house_rules() -> Iterator[ModuleType]:
    """The step of the guide, as if its file stood where the guide says."""
    module = ModuleType("house_rules")
    sys.modules[module.__name__] = module
    exec(compile(written("add-a-step.md", "python"), "add-a-step.md", "exec"), vars(module))
    with steps.added(module.HouseRules()):
        yield module
    del sys.modules[module.__name__]


@pytest.fixture
def shop(db: None, tmp_path: Path) -> Shop:
    """Issues the card of the guide."""
    shop = town.open_town().harbor
    path = tmp_path / "reader-card.toml"
    path.write_text(written("add-a-kind-of-card.md", "toml"), encoding="utf-8")
    town.sell("harbor", load(path))
    return shop


def test_a_new_step_and_a_new_kind_of_card_need_one_class_and_one_file(
    shop: Shop, house_rules: ModuleType
) -> None:
    lin = holder(OPERATOR)
    proven(lin.id, PHONE)
    card = handed_out_of(shop, "reader-card")
    walk = Walk(lin, shop, card).begin().prove_possession()
    assert walk.view.next
    assert [ask.label for ask in walk.view.next.asks] == ["How many reading rooms are there?"]
    assert schema(queries.forms()["house-rules"][0])["required"] == ["rooms"]
    with pytest.raises(Invalid):
        walk.give("house-rules", rooms="")
    with pytest.raises(house_rules.NotRead):
        walk.give("house-rules", rooms="2")
    walk.give("house-rules", rooms="３").prove_contact()

    assert walk.view.state is State.DONE
    assert town.state_of(card) is CardState.ACTIVE


@pytest.mark.usefixtures("house_rules")
def test_where_a_step_cannot_be_done_a_face_says_where(shop: Shop) -> None:
    walk = Walk(shop.kiosk, shop, handed_out_of(shop, "reader-card")).begin()
    walk.prove_possession()
    assert walk.view.next
    assert not walk.view.next.can_here
    assert walk.view.next.elsewhere == "Continue on your phone, or at a counter."


def test_a_policy_that_names_a_step_which_is_not_here_says_so(shop: Shop) -> None:
    assert "house-rules" not in queries.forms()
    with pytest.raises(Unavailable, match="house-rules"):
        Walk(shop.kiosk, shop, handed_out_of(shop, "reader-card")).begin()

"""`yika campaign`: what whoever runs the installation sees of it."""

import json

import pytest

from tests.domain.campaigns.conftest import opened, shop
from tests.domain.campaigns.drive import in_use, reachable, started, warn_all
from tests.domain.cards.town import Shop
from tests.site.cli.conftest import Yika

__all__ = ["opened", "shop"]

pytestmark = pytest.mark.django_db


def test_it_tells_how_far_a_campaign_has_come(yika: Yika, shop: Shop) -> None:
    in_use(shop, reachable(shop))
    campaign = started(shop)
    warn_all()

    [listed] = json.loads(yika("campaign", "list", "--json").out)
    told = json.loads(yika("campaign", "show", campaign.id, "--json").out)

    assert (listed["id"], listed["found"], listed["state"]) == (campaign.id, 1, "running")
    assert told["cards"]["open"] == 1
    assert told["loading_at"].startswith("2027-02-01")
    assert "Asked to prove the name" in yika("campaign", "show", campaign.id).out
    assert campaign.id in yika("campaign", "list").out
    assert yika("campaign", "show", "cmp_nothing").code == 3

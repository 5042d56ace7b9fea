"""`yika openapi`"""

import json

from tests.site.cli.conftest import Yika
from yika.channels.api import v1


def test_the_document_is_printed_as_it_is_served(yika: Yika) -> None:
    printed = yika("openapi")
    assert printed.code == 0
    assert json.loads(printed.out) == json.loads(json.dumps(v1.openapi()))

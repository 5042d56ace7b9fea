"""The description of the API, for programs that make programs: `yika openapi`."""

from yika.channels.api import v1
from yika.kit.errors import gettext_noop
from yika.site.cli import frame

app = frame.group("")


@app.command("openapi", help=gettext_noop("Print the OpenAPI document of the API."))
def openapi() -> None:
    frame.answer(v1.openapi(), json=True, text="")

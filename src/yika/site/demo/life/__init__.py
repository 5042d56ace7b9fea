"""What goes on in the houses of the demo, one file for each thing of the business."""

import tomllib
from pathlib import Path
from typing import Any

SAID: dict[str, Any] = tomllib.loads(
    (Path(__file__).parent / "said.toml").read_text(encoding="utf-8")
)

"""Has something done inside Django by a process of its own, with a database that is given to it."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any


def ask(module: str, url: str, keyring: Path, *arguments: str) -> Any:
    """Run a module of ours with this DATABASE_URL; what it answers is JSON on its stdout."""
    env = os.environ | {
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "yika.site.settings",
        "YIKA_HOME": str(keyring.parent),
        "YIKA_KEYRING_FILE": str(keyring),
    }
    command = [sys.executable, "-m", module, *arguments]
    done = subprocess.run(command, env=env, stdout=subprocess.PIPE, text=True, check=True)
    return json.loads(done.stdout)

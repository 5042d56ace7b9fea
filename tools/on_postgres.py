"""Run a command on a throwaway PostgreSQL: `python -m tools.on_postgres pytest tests/domain`."""

import os
import subprocess
import sys
from pathlib import Path

from tools.throwaway import Cluster


def main() -> int:
    command = sys.argv[1:]
    if not command:
        print("usage: python -m tools.on_postgres COMMAND …", file=sys.stderr)
        return 2
    here = Path(sys.executable).parent
    with Cluster() as cluster:
        cluster.run("createdb", "yika")
        env = os.environ | {
            "DATABASE_URL": cluster.url("yika"),
            "PATH": f"{here}{os.pathsep}{os.environ['PATH']}",
        }
        return subprocess.run(command, env=env, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())

"""Every way the vault changes what is stored."""

from yika.domain.vault.actions.files import (
    destroy_file,
    keep_file_until,
    seal_file,
    sweep_files,
)
from yika.domain.vault.actions.rewrap import Rewrapped, rewrap
from yika.domain.vault.actions.seal_rows import seal_rows
from yika.domain.vault.actions.tries import (
    check_tries,
    count_try,
    forget_tries,
    spend_try,
    sweep_tries,
)

__all__ = [
    "Rewrapped",
    "check_tries",
    "count_try",
    "destroy_file",
    "forget_tries",
    "keep_file_until",
    "rewrap",
    "seal_file",
    "seal_rows",
    "spend_try",
    "sweep_files",
    "sweep_tries",
]

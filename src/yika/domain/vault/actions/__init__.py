"""Every way the vault changes what is stored."""

from yika.domain.vault.actions.rewrap import Rewrapped, rewrap
from yika.domain.vault.actions.seal_rows import seal_rows

__all__ = ["Rewrapped", "rewrap", "seal_rows"]

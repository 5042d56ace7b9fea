"""The same people as where verifications are given and reviewed."""

from tests.domain.identity.verifying.conftest import *  # noqa: F403

"""The people and houses of the domain's tests of rights over one's data."""

from tests.domain.identity.rights.conftest import (
    holder,
    houses,
    second,
    stranger,
    supervisor,
    teller,
)

__all__ = ["holder", "houses", "second", "stranger", "supervisor", "teller"]

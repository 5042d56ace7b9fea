"""The table of logins."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from yika.domain.people.rules.secrets import PASSWORD_MAX, normal_secret
from yika.kit.ids import new_id

TYPED_MAX = 4 * PASSWORD_MAX  # letters that are put together in the normal form count apart here


class Login(AbstractBaseUser):
    """Something a person signs in with. It carries no personal data: who it is stands elsewhere."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    handle = models.CharField(max_length=32, unique=True)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField()
    password_set_at = models.DateTimeField(null=True)
    password_set_by_request = models.UUIDField(null=True, editable=False)
    created_by_request = models.UUIDField(unique=True, editable=False)
    last_login = None  # a sign-in is a journal entry, not a write to this row

    objects = BaseUserManager()

    USERNAME_FIELD = "handle"

    def __str__(self) -> str:
        return self.handle

    def set_password(self, raw_password: str | None) -> None:
        """Hash a password as it reads, whatever keyboard it was typed on."""
        super().set_password(raw_password and _normal(raw_password))

    def check_password(self, raw_password: str) -> bool:
        """Whether it is the password. Takes the same time where there is none, or no login."""
        return super().check_password(_normal(raw_password[:TYPED_MAX]))


def _normal(typed: str) -> str:
    """The one form that is hashed. Halves of letters, which only programs send, are made whole."""
    return normal_secret(typed).encode(errors="replace").decode()

"""The table of logins."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from yika.kit.ids import new_id


class Login(AbstractBaseUser):
    """Something a person signs in with. It carries no personal data: who it is stands elsewhere."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    handle = models.CharField(max_length=32, unique=True)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField()
    created_by_request = models.UUIDField(unique=True, editable=False)
    last_login = None  # a sign-in is a journal entry, not a write to this row

    objects = BaseUserManager()

    USERNAME_FIELD = "handle"

    def __str__(self) -> str:
        return self.handle

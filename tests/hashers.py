"""The site's password hash with hardly any work in it, so that tests need not wait for safety."""

from django.contrib.auth.hashers import ScryptPasswordHasher


class QuickScrypt(ScryptPasswordHasher):
    work_factor = 2**2
    parallelism = 1

"""The tables of people: logins and sign-ins, holders, and how holders are reached."""

from yika.domain.people.models.authenticator import Authenticator, RecoveryCode
from yika.domain.people.models.contact import Contact
from yika.domain.people.models.holder import Acquaintance, Holder
from yika.domain.people.models.login import Login
from yika.domain.people.models.look import Look
from yika.domain.people.models.passkey import Passkey, UsedChallenge
from yika.domain.people.models.personal import Personal
from yika.domain.people.models.proof import Proof
from yika.domain.people.models.sign_in import SignIn

__all__ = [
    "Acquaintance",
    "Authenticator",
    "Contact",
    "Holder",
    "Login",
    "Look",
    "Passkey",
    "Personal",
    "Proof",
    "RecoveryCode",
    "SignIn",
    "UsedChallenge",
]

"""Every way a person, a contact, a login or a sign-in can change."""

from yika.domain.people.actions.codes.check_code import (
    check_code,
)
from yika.domain.people.actions.codes.send_claimed_code import (
    send_claimed_code,
)
from yika.domain.people.actions.codes.send_code import (
    send_code,
)
from yika.domain.people.actions.codes.sweep_codes import (
    sweep_codes,
)
from yika.domain.people.actions.contacts.change_contact import (
    change_contact,
)
from yika.domain.people.actions.contacts.clear_contact import (
    clear_contact,
)
from yika.domain.people.actions.contacts.prove_contact import (
    prove_contact,
)
from yika.domain.people.actions.contacts.remove_contact import (
    remove_contact,
)
from yika.domain.people.actions.create_login import (
    create_login,
)
from yika.domain.people.actions.holders.acquaint import (
    acquaint,
)
from yika.domain.people.actions.holders.change_profile import (
    change_profile,
)
from yika.domain.people.actions.holders.erase_holder import (
    erase_holder,
)
from yika.domain.people.actions.holders.join_with_code import (
    join_with_code,
)
from yika.domain.people.actions.holders.register_body import (
    register_body,
)
from yika.domain.people.actions.holders.register_holder import (
    register_holder,
)
from yika.domain.people.actions.holders.reveal import (
    note_look,
    reveal,
)
from yika.domain.people.actions.holders.sweep_looks import (
    sweep_looks,
)
from yika.domain.people.actions.passwords.change_password import (
    change_password,
)
from yika.domain.people.actions.passwords.clear_password import (
    clear_password,
)
from yika.domain.people.actions.passwords.reset_password import (
    reset_password,
)
from yika.domain.people.actions.passwords.set_password import (
    set_password,
)
from yika.domain.people.actions.sign_in.note_seen import (
    note_seen,
)
from yika.domain.people.actions.sign_in.open_sign_in import (
    SignedIn,
)
from yika.domain.people.actions.sign_in.sign_in_with_code import (
    sign_in_with_code,
)
from yika.domain.people.actions.sign_in.sign_in_with_password import (
    sign_in_with_password,
)
from yika.domain.people.actions.sign_in.sign_out import (
    end_sign_in,
    sign_out,
    sign_out_everywhere,
)
from yika.domain.people.actions.sign_in.sweep_sign_ins import (
    sweep_sign_ins,
)
from yika.domain.people.actions.staff.employ import (
    employ,
)
from yika.domain.people.actions.staff.enroll_totp import (
    Enrolled,
    Enrollment,
    confirm_totp,
    enroll_totp,
)
from yika.domain.people.actions.staff.recovery_codes import (
    renew_recovery_codes,
)
from yika.domain.people.actions.staff.reset_second_factor import (
    reset_second_factor,
)
from yika.domain.people.actions.staff.reset_staff_password import (
    reset_staff_password,
)
from yika.domain.people.actions.staff.staff_sign_in import (
    Pending,
    staff_sign_in,
)
from yika.domain.people.actions.staff.verify_second_factor import (
    verify_second_factor,
)
from yika.domain.people.actions.tell_holder import (
    tell_holder,
)

__all__ = [
    "Enrolled",
    "Enrollment",
    "Pending",
    "SignedIn",
    "acquaint",
    "change_contact",
    "change_password",
    "change_profile",
    "check_code",
    "clear_contact",
    "clear_password",
    "confirm_totp",
    "create_login",
    "employ",
    "end_sign_in",
    "enroll_totp",
    "erase_holder",
    "join_with_code",
    "note_look",
    "note_seen",
    "prove_contact",
    "register_body",
    "register_holder",
    "remove_contact",
    "renew_recovery_codes",
    "reset_password",
    "reset_second_factor",
    "reset_staff_password",
    "reveal",
    "send_claimed_code",
    "send_code",
    "set_password",
    "sign_in_with_code",
    "sign_in_with_password",
    "sign_out",
    "sign_out_everywhere",
    "staff_sign_in",
    "sweep_codes",
    "sweep_looks",
    "sweep_sign_ins",
    "tell_holder",
    "verify_second_factor",
]

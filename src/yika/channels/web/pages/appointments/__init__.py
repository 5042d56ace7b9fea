"""Appointments on the website: booked step by step, then a ticket that can be moved."""

"""The addresses of the counter. None of them holds anything that was typed about a person."""

from django.urls import path

from yika.channels.counter.pages import card, desk, errands, people, pins, stock

app_name = "counter"
urlpatterns = [
    path("counter", desk.desk, name="desk"),
    path("counter/find", desk.find, name="find"),
    path("counter/keys", desk.keys, name="keys"),
    path("counter/people", people.people_found, name="people"),
    path("counter/people/new", people.register, name="register"),
    path("counter/people/<str:holder>", people.person, name="person"),
    path("counter/people/<str:holder>/reveal", people.reveal, name="reveal"),
    path("counter/people/<str:holder>/password", people.clear_password, name="clear-password"),
    path("counter/cards/<str:card_id>", card.card, name="card"),
    path("counter/cards/<str:card_id>/hand-out", card.hand_out, name="hand-out"),
    path("counter/cards/<str:card_id>/take-back", card.take_back, name="take-back"),
    path("counter/cards/<str:card_id>/undeliverable", card.undeliverable, name="undeliverable"),
    path("counter/cards/<str:card_id>/found", card.find_again, name="find-again"),
    path("counter/cards/<str:card_id>/block", card.block, name="block"),
    path("counter/cards/<str:card_id>/unblock", card.unblock, name="unblock"),
    path("counter/cards/<str:card_id>/pin", pins.new_pin, name="new-pin"),
    path("counter/cards/<str:card_id>/pin/unlock", pins.unlock_pin, name="unlock-pin"),
    path("counter/cards/<str:card_id>/activate", errands.activate, name="activate"),
    path("counter/continue", errands.go_on, name="continue"),
    path("counter/cases/<str:case>", errands.case, name="case"),
    path("counter/errands/<str:errand_id>", errands.errand, name="errand"),
    path("counter/errands/<str:errand_id>/cancel", errands.withdraw, name="withdraw"),
    path("counter/stock", stock.stock, name="stock"),
    path("counter/deliveries/<str:delivery_id>", stock.count, name="count"),
]

"""The addresses of home visits. None of them holds anything that is known of a person."""

from django.urls import path

from yika.channels.visit.pages import away, packing

app_name = "visit"
urlpatterns = [
    path("visits", packing.mine, name="mine"),
    path("visits/away", away.away, name="away"),
    path("visits/worker.js", away.worker, name="worker"),
    path("visits/token", away.token, name="token"),
    path("visits/bundles/<str:bundle_id>", away.hand_over, name="hand-over"),
    path("visits/<str:visit_id>", packing.visit, name="visit"),
    path("visits/<str:visit_id>/take", packing.take, name="take"),
]

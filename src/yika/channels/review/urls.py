"""The addresses of the review desk. None of them holds anything that is known of a person."""

from django.urls import path

from yika.channels.review.pages import deciding, figures, item, queue, second

app_name = "review"
urlpatterns = [
    path("review", queue.queue, name="queue"),
    path("review/next", queue.take_next, name="next"),
    path("review/find", queue.find, name="find"),
    path("review/figures", figures.figures, name="figures"),
    path("review/second", second.second, name="second"),
    path("review/second/next", second.take_next, name="second-next"),
    path("review/pictures/<str:picture_id>", item.picture, name="picture"),
    path("review/<str:verification_id>", item.item, name="item"),
    path("review/<str:verification_id>/keep", deciding.keep, name="keep"),
    path("review/<str:verification_id>/keep-look", deciding.keep_look, name="keep-look"),
    path("review/<str:verification_id>/<str:deed>", deciding.do, name="do"),
]

"""Reading: for everyone, for patients, for the clinic."""

from django.urls import path

from articles.views import everyone
from articles.views import my as reader
from articles.views.clinic import giving

public = [
    path("articles/", everyone.list_public_articles, name="list_public_articles"),
    path("articles/feed.xml", everyone.show_feed, name="show_feed"),
    path("articles/<slug:slug>/", everyone.show_article, name="show_article"),
    path(
        "media/pictures/<uuid:pk>/<int:width>.<slug:kind>",
        everyone.show_picture,
        name="show_picture",
    ),
]

READING = "my/reading/<uuid:pk>/"
my = [
    path("my/reading/", reader.list_my_readings, name="list_my_readings"),
    path(READING, reader.show_my_reading, name="show_my_reading"),
    path(f"{READING}open/", reader.open_reading, name="open_reading"),
    path(f"{READING}finish/", reader.finish_reading, name="finish_reading"),
    path(f"{READING}checks/<int:check_pk>/", reader.answer_check, name="answer_check"),
    path(f"{READING}ask/", reader.ask_about_paragraph, name="ask_about_paragraph"),
    path(f"{READING}clear/", reader.say_clarity, name="say_clarity"),
]

PATIENT = "clinic/patients/<uuid:pk>/"
assigning = [
    path(f"{PATIENT}give-reading/", giving.give_reading, name="give_reading"),
    path(
        f"{PATIENT}readings/<uuid:reading_pk>/withdraw/",
        giving.withdraw_reading,
        name="withdraw_reading",
    ),
    path("clinic/reading/<uuid:pk>/", giving.preview_reading, name="preview_reading"),
]

urlpatterns = [*public, *my, *assigning]

"""Reading: for everyone, for patients, for the clinic."""

from django.urls import path

from articles.views import everyone

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

urlpatterns = [*public]

"""Reading: for everyone, for patients, for the clinic."""

from django.urls import path

from articles.views import everyone
from articles.views import my as reader
from articles.views.clinic import giving, listing, pictures, publishing, reviewing, sources, writing

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

DESK = "clinic/articles/"
ONE = f"{DESK}<uuid:pk>/"
REVISION = f"{ONE}revisions/<uuid:revision_pk>/"
desk = [
    path(DESK, listing.list_articles, name="list_articles"),
    path(f"{DESK}add/", writing.add_article, name="add_article"),
    path(f"{DESK}rules/", listing.list_rules, name="list_rules"),
    path(f"{DESK}upload/", pictures.upload_picture, name="upload_picture"),
    path(
        f"{DESK}pictures/<uuid:picture_pk>/remove/", pictures.remove_picture, name="remove_picture"
    ),
    path(f"{DESK}sources/", sources.list_sources, name="list_sources"),
    path(f"{DESK}sources/add/", sources.add_source, name="add_source"),
    path(f"{DESK}sources/<uuid:source_pk>/edit/", sources.edit_source, name="edit_source"),
    path(ONE, listing.show_clinic_article, name="show_clinic_article"),
    path(f"{ONE}edit/", writing.edit_article, name="edit_article"),
    path(f"{ONE}autosave/", writing.autosave_article, name="autosave_article"),
    path(f"{ONE}preview/", writing.preview_article, name="preview_article"),
    path(f"{ONE}check/", writing.check_article, name="check_article"),
    path(f"{ONE}place/", writing.edit_article_place, name="edit_article_place"),
    path(f"{ONE}copy/", writing.copy_article, name="copy_article"),
    path(f"{ONE}draft/", writing.start_draft, name="start_draft"),
    path(f"{ONE}draft/drop/", writing.drop_draft, name="drop_draft"),
    path(f"{ONE}send/", reviewing.send_to_review, name="send_to_review"),
    path(f"{ONE}take-back/", reviewing.take_back, name="take_back"),
    path(f"{ONE}review/", reviewing.review_article, name="review_article"),
    path(f"{ONE}override/", reviewing.override_finding, name="override_finding"),
    path(f"{ONE}comment/", reviewing.comment_article, name="comment_article"),
    path(
        f"{ONE}comments/<uuid:comment_pk>/resolve/",
        reviewing.resolve_comment,
        name="resolve_comment",
    ),
    path(f"{ONE}publish/", publishing.publish_article, name="publish_article"),
    path(f"{ONE}retire/", publishing.retire_article, name="retire_article"),
    path(f"{ONE}public/", publishing.set_article_public, name="set_article_public"),
    path(f"{ONE}compare/", listing.compare_revisions, name="compare_revisions"),
    path(REVISION, listing.show_revision, name="show_revision"),
    path(f"{REVISION}restore/", writing.restore_revision, name="restore_revision"),
]

urlpatterns = [*public, *my, *assigning, *desk]

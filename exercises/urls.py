"""Addresses of the exercises: one name per thing a person can do."""

from django.urls import path

from exercises.views import clips, everyone
from exercises.views.clinic import (
    assign,
    builder,
    flags,
    library,
    paper,
    pasting,
    plan,
    plan_items,
    programmes,
    stages,
)
from exercises.views.clinic import clips as clinic_clips
from exercises.views.clinic import handout as clinic_handout
from exercises.views.clinic import (
    questions as asked,
)
from exercises.views.my import check_ins, exercise, mornings, progress, questions, sessions, today
from exercises.views.my import handout as my_handout

my = [
    path("my/", today.show_today, name="show_today"),
    path("my/changes/seen/", today.see_changes, name="see_changes"),
    path("my/session/", sessions.do_session, name="do_session"),
    path("my/session/log/", sessions.log_session, name="log_session"),
    path("my/sessions/send/", sessions.send_session, name="send_session"),
    path("my/sessions/<uuid:pk>/", sessions.show_my_session, name="show_my_session"),
    path("my/sessions/<uuid:pk>/correct/", sessions.correct_session, name="correct_session"),
    path("my/sessions/<uuid:pk>/undo/", sessions.undo_session, name="undo_session"),
    path("my/morning/", mornings.say_morning, name="say_morning"),
    path("my/morning/usual/", mornings.say_usual_morning, name="say_usual_morning"),
    path("my/check-ins/<uuid:pk>/", check_ins.answer_check_in, name="answer_check_in"),
    path("my/exercises/<uuid:item>/", exercise.show_my_exercise, name="show_my_exercise"),
    path("my/questions/", questions.list_my_questions, name="list_my_questions"),
    path("my/questions/ask/", questions.ask_question, name="ask_question"),
    path("my/progress/", progress.show_my_progress, name="show_my_progress"),
    path("my/print/", progress.print_my_programme, name="print_my_programme"),
]

public = [
    path("exercises/", everyone.list_public_exercises, name="list_public_exercises"),
    path("exercises/<slug:slug>/", everyone.show_exercise, name="show_exercise"),
]

EXERCISE = "clinic/exercises/<uuid:pk>/"
shelf = [
    path("clinic/exercises/", library.list_exercises, name="list_exercises"),
    path("clinic/exercises/add/", library.add_exercise, name="add_exercise"),
    path(EXERCISE, library.show_library_exercise, name="show_library_exercise"),
    path(f"{EXERCISE}edit/", library.edit_exercise, name="edit_exercise"),
    path(f"{EXERCISE}picture/", library.add_exercise_picture, name="add_exercise_picture"),
    path(f"{EXERCISE}copy/", library.copy_exercise, name="copy_exercise"),
    path(f"{EXERCISE}favourite/", library.keep_favourite, name="keep_favourite"),
    path(f"{EXERCISE}withdraw/", library.withdraw_exercise, name="withdraw_exercise"),
    path(f"{EXERCISE}restore/", library.restore_exercise, name="restore_exercise"),
]

PROGRAMME = "clinic/programmes/<uuid:pk>/"
ITEM = "clinic/programmes/items/<uuid:pk>/"
PHASE = "clinic/programmes/stages/<uuid:pk>/"
SLOT = "clinic/programmes/slots/<uuid:pk>/"
building = [
    path("clinic/dose/", builder.read_dose, name="read_dose"),
    path("clinic/programmes/", programmes.list_programmes, name="list_programmes"),
    path("clinic/programmes/add/", programmes.add_programme, name="add_programme"),
    path("clinic/programmes/paste/", pasting.paste_programme, name="paste_programme"),
    path(PROGRAMME, programmes.show_programme, name="show_programme"),
    path(f"{PROGRAMME}edit/", builder.edit_programme, name="edit_programme"),
    path(f"{PROGRAMME}about/", programmes.edit_programme_details, name="edit_programme_details"),
    path(f"{PROGRAMME}copy/", programmes.copy_programme, name="copy_programme"),
    path(f"{PROGRAMME}ready/", programmes.ready_programme, name="ready_programme"),
    path(f"{PROGRAMME}retire/", programmes.retire_programme, name="retire_programme"),
    path(f"{PROGRAMME}items/add/", builder.add_programme_item, name="add_programme_item"),
    path(f"{PROGRAMME}stages/add/", stages.add_programme_phase, name="add_programme_phase"),
    path(f"{PROGRAMME}reading/add/", stages.add_programme_reading, name="add_programme_reading"),
    path(f"{PROGRAMME}undo/", builder.undo_programme, name="undo_programme"),
    path(f"{ITEM}edit/", builder.edit_programme_item, name="edit_programme_item"),
    path(f"{ITEM}copy/", builder.duplicate_programme_item, name="duplicate_programme_item"),
    path(f"{ITEM}move/", builder.move_programme_item, name="move_programme_item"),
    path(f"{ITEM}put/", builder.put_programme_item, name="put_programme_item"),
    path(f"{ITEM}stages/", stages.split_programme_item, name="split_programme_item"),
    path(f"{ITEM}remove/", builder.remove_programme_item, name="remove_programme_item"),
    path(f"{PHASE}edit/", stages.edit_programme_phase, name="edit_programme_phase"),
    path(f"{PHASE}move/", stages.move_programme_phase, name="move_programme_phase"),
    path(f"{PHASE}remove/", stages.remove_programme_phase, name="remove_programme_phase"),
    path(f"{PHASE}dose/", builder.apply_programme_dose, name="apply_programme_dose"),
    path(f"{PHASE}parts/add/", stages.add_programme_slot, name="add_programme_slot"),
    path(f"{SLOT}edit/", stages.edit_programme_slot, name="edit_programme_slot"),
    path(f"{SLOT}order/", builder.order_programme_items, name="order_programme_items"),
    path(f"{SLOT}remove/", stages.remove_programme_slot, name="remove_programme_slot"),
    path(
        "clinic/programmes/reading/<int:pk>/remove/",
        stages.remove_phase_reading,
        name="remove_phase_reading",
    ),
]

printing = [
    path(
        "clinic/patients/<uuid:pk>/handout/",
        clinic_handout.print_programme_pdf,
        name="print_programme_pdf",
    ),
    path(
        "clinic/patients/<uuid:pk>/print/", clinic_handout.print_programme, name="print_programme"
    ),
    path(
        "clinic/patients/<uuid:pk>/handout/<uuid:printout_pk>/",
        clinic_handout.show_printout,
        name="show_printout",
    ),
    path(
        "clinic/patients/<uuid:pk>/handout/<uuid:printout_pk>/file/",
        clinic_handout.show_printout_file,
        name="show_printout_file",
    ),
    path("my/programme/handout/", my_handout.print_my_programme_pdf, name="print_my_programme_pdf"),
    path("my/programme/handout/<uuid:pk>/", my_handout.show_my_printout, name="show_my_printout"),
    path(
        "my/programme/handout/<uuid:pk>/file/",
        my_handout.show_my_printout_file,
        name="show_my_printout_file",
    ),
]

PATIENT = "clinic/patients/<uuid:pk>/"
PLAN = f"{PATIENT}plan/<uuid:assignment_pk>/"
GIVEN = f"{PLAN}items/<uuid:item_pk>/"
STAGE = f"{PLAN}phases/<uuid:phase_pk>/"
plans = [
    path(f"{PATIENT}assign/", assign.assign_programme, name="assign_programme"),
    path(
        f"{PATIENT}assign/programmes/<uuid:programme_pk>/",
        assign.give_programme,
        name="give_programme",
    ),
    path(f"{PATIENT}paper/", paper.log_paper, name="log_paper"),
    path(f"{PATIENT}flags/", flags.list_flags, name="list_flags"),
    path(f"{PATIENT}flags/close/", flags.close_flags, name="close_flags"),
    path(PLAN, plan.show_plan, name="show_plan"),
    path(f"{PLAN}changes/", plan.list_plan_changes, name="list_plan_changes"),
    path(f"{PLAN}edit/", plan.edit_plan, name="edit_plan"),
    path(f"{PLAN}pause/", plan.pause_plan, name="pause_plan"),
    path(f"{PLAN}resume/", plan.resume_plan, name="resume_plan"),
    path(f"{PLAN}end/", plan.end_plan, name="end_plan"),
    path(f"{PLAN}keep/", plan.keep_plan, name="keep_plan"),
    path(f"{PLAN}carry/", plan.carry_plan, name="carry_plan"),
    path(f"{STAGE}begin/", plan.move_plan_phase, name="move_plan_phase"),
    path(f"{STAGE}hold/", plan.hold_plan_phase, name="hold_plan_phase"),
    path(f"{GIVEN}replace/", plan_items.replace_plan_item, name="replace_plan_item"),
    path(f"{GIVEN}stop/", plan_items.stop_plan_item, name="stop_plan_item"),
    path(f"{PLAN}slots/<uuid:slot_pk>/add/", plan_items.add_plan_item, name="add_plan_item"),
    path(f"{EXERCISE}everywhere/", plan_items.replace_everywhere, name="replace_everywhere"),
    path("clinic/questions/", asked.list_questions, name="list_questions"),
    path("clinic/questions/<uuid:pk>/answer/", asked.answer_question, name="answer_question"),
]

filmed = [
    path("clips/<uuid:pk>/video.mp4", clips.show_clip, name="show_clip"),
    path("clips/<uuid:pk>/poster.webp", clips.show_clip_poster, name="show_clip_poster"),
    path("clips/<uuid:pk>/captions.vtt", clips.show_clip_captions, name="show_clip_captions"),
    path(f"{EXERCISE}clip/", clinic_clips.add_exercise_clip, name="add_exercise_clip"),
    path(
        "clinic/patients/<uuid:pk>/clips/",
        clinic_clips.list_patient_clips,
        name="list_patient_clips",
    ),
    path(
        "clinic/patients/<uuid:pk>/clips/add/",
        clinic_clips.add_patient_clip,
        name="add_patient_clip",
    ),
    path(
        "clinic/patients/<uuid:pk>/clips/<uuid:exercise_pk>/give/",
        clinic_clips.give_patient_clip,
        name="give_patient_clip",
    ),
]

urlpatterns = [*filmed, *plans, *printing, *public, *shelf, *building, *my]

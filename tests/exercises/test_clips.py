"""Own video clips: made anew from whatever was sent, shown to whoever may see their page."""

import contextlib
import io
import uuid
from datetime import timedelta
from types import SimpleNamespace

import av
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from exercises import clips
from exercises.actions import clips as actions
from exercises.clips.captions import to_vtt
from exercises.models import AssignedItem, Clip, Exercise
from portal.models import Event
from tests import factories
from tests.exercises.films import film, turned
from tests.exercises.plan_rows import a_plan, an_exercise
from tests.portal.test_races import at_once

KEY = "0b9f1a52-7a3e-4c58-9d55-3a1a5f0b6c11"
ABOUT = {"key": KEY, "alt": "A person rises on both heels.", "keep_sound": "", "captions": ""}
PRIVATE = {
    **ABOUT,
    "name": "Heel raise, your way",
    "steps": "Hold the rail.\nRise slowly.",
    "stop_rules": "Stop if it stabs.",
}


@pytest.fixture
def town(db):
    return factories.town()


def made_from(tmp_path, data: bytes, **wishes):
    source = tmp_path / "sent"
    source.write_bytes(data)
    return clips.make(source, tmp_path / "kept", **wishes), tmp_path / "kept"


def sent(data: bytes | None = None, name="../../evil.html") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, film() if data is None else data, content_type="text/html")


def refusal(tmp_path, data: bytes) -> str:
    with pytest.raises(clips.ClipRefused) as caught:
        made_from(tmp_path, data)
    return str(caught.value)


# Made anew -----------------------------------------------------------------------------------


@pytest.mark.parametrize(("container", "codec"), [("mp4", "libx264"), ("webm", "libvpx")])
def test_a_clip_becomes_h264_in_mp4_with_a_poster(tmp_path, container, codec):
    made, folder = made_from(tmp_path, film(container=container, codec=codec))
    assert (made.seconds, made.width, made.height, made.has_sound) == (2, 320, 180, False)
    with av.open(str(folder / clips.VIDEO)) as kept:
        assert [s.codec_context.name for s in kept.streams] == ["h264"]
    with Image.open(folder / clips.POSTER) as poster:
        assert (poster.format, poster.size) == ("WEBP", (320, 180))
    assert made.stored_bytes == sum(path.stat().st_size for path in folder.iterdir())


def test_what_the_camera_wrote_into_it_is_gone(tmp_path):
    told = {"title": "Bob Jones knee", "comment": "53.4808,-2.2426", "artist": "Pixel 9"}
    data = film(metadata=told)
    assert b"Bob Jones knee" in data
    _made, folder = made_from(tmp_path, data)
    kept = (folder / clips.VIDEO).read_bytes() + (folder / clips.POSTER).read_bytes()
    for words in (*told.values(), "Lavf", "EXIF"):
        assert words.encode() not in kept, words


def test_a_large_clip_becomes_720_lines_and_a_small_one_is_not_enlarged(tmp_path):
    made, _folder = made_from(tmp_path, film(seconds=0.5, size=(2560, 1440)))
    assert (made.width, made.height) == (1280, 720)
    made, _folder = made_from(tmp_path, film(seconds=0.5, size=(130, 98)))
    assert (made.width, made.height) == (130, 98)


def test_a_clip_filmed_upright_stands_upright(tmp_path):
    made, folder = made_from(tmp_path, turned(film()))
    assert (made.width, made.height) == (180, 320)
    with Image.open(folder / clips.POSTER) as poster:
        red_side, blue_side = poster.getpixel((170, 200)), poster.getpixel((10, 200))
    assert red_side[0] > 150 > red_side[2]
    assert blue_side[2] > 150 > blue_side[0]


def test_sound_is_dropped_unless_it_is_wanted(tmp_path):
    data = film(sound=True)
    made, _folder = made_from(tmp_path, data)
    assert not made.has_sound
    made, folder = made_from(tmp_path, data, keep_sound=True)
    assert made.has_sound
    with av.open(str(folder / clips.VIDEO)) as kept:
        names = sorted(s.codec_context.name for s in kept.streams)
    assert names == ["aac", "h264"]


# Hostile and broken --------------------------------------------------------------------------


def test_longer_than_a_minute_is_refused(tmp_path):
    assert "minute" in refusal(tmp_path, film(seconds=62, rate=4, size=(160, 90)))


def test_more_than_100_mb_is_refused_by_its_size_alone():
    with pytest.raises(clips.ClipRefused, match="100 MB"):
        clips.check(film()[:64], clips.LARGEST_FILE + 1)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<html><script>alert(1)</script>",
        b"#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n",
        b"ffconcat version 1.0\nfile '/etc/passwd'\n",
        b"GIF89a" + bytes(100),
        b"RIFF\x00\x00\x00\x00AVI " + bytes(100),
        b"%PDF-1.7",
    ],
)
def test_what_is_no_film_is_refused(tmp_path, data):
    assert "MP4, MOV and WebM" in refusal(tmp_path, data)


@pytest.mark.parametrize("cut", [40, 400, 1500])
def test_a_broken_film_is_refused_in_a_sentence(tmp_path, cut):
    assert "cannot be opened" in refusal(tmp_path, film()[:cut])


def test_a_film_with_bytes_turned_over_never_escapes_the_child(tmp_path):
    data = film(seconds=1)
    for number in range(6):
        spoilt = bytearray(data)
        for at in range(60 + number * 7, len(spoilt), 97):
            spoilt[at] ^= 0xFF
        with contextlib.suppress(clips.ClipRefused):
            made, folder = made_from(tmp_path, bytes(spoilt))
            assert made.stored_bytes == sum(path.stat().st_size for path in folder.iterdir())


def test_a_playlist_dressed_as_a_film_opens_nothing(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("marker-of-a-secret")
    dressed = b"\x00\x00\x00\x18ftypisom" + f"\n#EXTM3U\nfile://{secret}\n".encode() * 20
    assert "cannot be opened" in refusal(tmp_path, dressed)


def test_more_pixels_than_4k_are_refused(tmp_path, monkeypatch):
    big = film(seconds=0.2, size=(4200, 2400))
    assert "4K" in refusal(tmp_path, big)


def test_sound_alone_is_no_clip(tmp_path):
    buffer = io.BytesIO()
    from tests.exercises.films import hum

    with av.open(buffer, "w", format="mp4") as made:
        voice = made.add_stream("aac", rate=48000, layout="mono")
        for number in range(50):
            made.mux(voice.encode(hum(number)))
        made.mux(voice.encode(None))
    assert "no moving picture" in refusal(tmp_path, buffer.getvalue())


def test_the_child_knows_no_secret(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "secret-marker")
    monkeypatch.setenv("DATABASE_URL", "secret-marker")
    assert "secret-marker" not in str(clips.nothing_secret())


def test_a_child_that_dies_without_a_word_is_a_refusal():
    assert clips.read_answer(b"") == {"refused": "broken"}
    assert clips.read_answer(b"Segmentation fault") == {"refused": "broken"}


# Captions ------------------------------------------------------------------------------------


def test_captions_share_the_time_or_begin_when_they_say():
    assert to_vtt("Rise.\nLower.", 10) == (
        "WEBVTT\n\n00:00:00.000 --> 00:00:05.000\nRise.\n\n00:00:05.000 --> 00:00:10.000\nLower.\n"
    )
    assert "00:00:07.000 --> 00:00:12.000\nHold" in to_vtt("0:00 Rise\n0:07 Hold", 12)


def test_captions_hold_no_markup_and_no_second_cue():
    text = to_vtt("<b>x</b> & y\n\n00:00:01.000 --> 00:00:09.000", 5)
    assert "<b>" not in text
    assert text.count(" --> ") == 2  # one for each line that was typed
    assert "--&gt;" in text


# Taking in -----------------------------------------------------------------------------------


def taken(town, *, upload=None, patient=None, at=None, by=None, **fields) -> Clip:
    return actions.add_clip(
        upload=upload or sent(),
        alt="A heel raise",
        clinic=town.alder,
        by=by or town.alice,
        at=at or timezone.now(),
        patient=patient,
        **fields,
    )


def test_the_worker_makes_the_clip_and_keeps_nothing_of_the_upload(
    town, run_jobs, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        clip = taken(town)
    folder = actions.clip_folder(clip.pk)
    assert [path.name for path in folder.iterdir()] == ["upload"]
    assert run_jobs() == ["exercises.prepare_clip"]
    clip.refresh_from_db()
    assert (clip.state, clip.seconds, clip.problem) == ("ready", 2, "")
    assert sorted(path.name for path in folder.iterdir()) == ["poster.webp", "video.mp4"]
    assert clip.stored_bytes == sum(path.stat().st_size for path in folder.iterdir())
    assert actions.prepare_clip(pk=clip.pk) is None  # the same job twice


def test_a_broken_clip_fails_kindly_and_leaves_no_files(town):
    clip = taken(town, upload=sent(film()[:900]))
    actions.prepare_clip(pk=clip.pk)
    clip.refresh_from_db()
    assert clip.state == "failed"
    assert "cannot be opened" in clip.problem
    assert clip.stored_bytes == 0
    assert not actions.clip_folder(clip.pk).exists()


def test_a_lost_upload_is_said(town):
    clip = taken(town)
    (actions.clip_folder(clip.pk) / "upload").unlink()
    assert actions.prepare_clip(pk=clip.pk).problem.startswith("The upload was lost")


def test_quotas_hold_by_number_and_by_size(town, monkeypatch):
    first = taken(town)
    monkeypatch.setattr(actions, "MOST_CLIPS", 1)
    with pytest.raises(clips.ClipRefused, match="1 clips"):
        taken(town)
    monkeypatch.setattr(actions, "MOST_CLIPS", 5)
    monkeypatch.setattr(actions, "MOST_BYTES", first.stored_bytes + 10)
    with pytest.raises(clips.ClipRefused, match="no room"):
        taken(town)
    assert Clip.objects.filter(clinic=town.alder).unscoped().count() == 1
    assert Clip.objects.filter(clinic=town.birch).unscoped().count() == 0


def test_one_person_does_not_take_the_clinics_whole_room(town, monkeypatch):
    taken(town)
    monkeypatch.setattr(actions, "MOST_OF_ONE", 1)
    with pytest.raises(clips.ClipRefused, match="of one person"):
        taken(town)
    grace = factories.member(town.alder, "Grace Hall")
    assert taken(town, by=grace).uploaded_by == grace.user


@pytest.mark.django_db(transaction=True)
def test_clips_sent_at_the_same_time_keep_within_the_room(monkeypatch):
    town = factories.town()
    monkeypatch.setattr(actions, "MOST_CLIPS", 3)
    film = sent().read()
    results = at_once(8, lambda n: taken(town, upload=sent(film)))
    assert sum(isinstance(result, Clip) for result in results) == 3
    assert sum(isinstance(result, clips.ClipRefused) for result in results) == 5
    assert Clip.objects.filter(clinic=town.alder).unscoped().count() == 3


def test_tidying_removes_what_no_row_names_and_what_was_never_made(town):
    import os

    old = timezone.now() - timedelta(days=3)
    lost = taken(town, at=old)
    young = taken(town)
    orphan = actions.clip_folder("00000000-0000-4000-8000-000000000000")
    orphan.mkdir(parents=True)
    os.utime(orphan, (old.timestamp(), old.timestamp()))
    assert actions.tidy_clips(at=timezone.now()) == 1
    assert not orphan.exists()
    assert actions.clip_folder(young.pk).exists()
    lost.refresh_from_db()
    assert (lost.state, actions.clip_folder(lost.pk).exists()) == ("failed", False)


# The pages -----------------------------------------------------------------------------------


def own_draft(town) -> Exercise:
    return an_exercise(town.alder)


def test_a_clip_goes_into_the_draft_of_an_own_exercise(client, town):
    exercise = own_draft(town)
    factories.sign_in(client, town.alice)
    address = reverse("add_exercise_clip", args=[exercise.pk])
    assert client.get(address).status_code == 200
    answer = client.post(address, {**ABOUT, "clip": sent()})
    assert answer.status_code == 302
    draft = exercise.revisions.get(state="draft")
    assert draft.clip.alt == ABOUT["alt"]
    assert draft.clip.clinic == town.alder
    assert Event.objects.filter(action="added clip").unscoped().count() == 1


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"alt": ""}, "required"),
        ({"keep_sound": "on"}, "what is said"),
        ({"clip": ""}, "required"),
    ],
)
def test_what_is_missing_is_said_beside_its_field(client, town, wrong, said):
    exercise = own_draft(town)
    factories.sign_in(client, town.alice)
    fields = {**ABOUT, "clip": sent(), **wrong}
    answer = client.post(reverse("add_exercise_clip", args=[exercise.pk]), fields)
    assert answer.status_code == 422
    assert said in answer.content.decode() or b"error" in answer.content
    assert not Clip.objects.unscoped().exists()


def test_no_film_is_refused_before_anything_is_kept(client, town):
    exercise = own_draft(town)
    factories.sign_in(client, town.alice)
    fields = {**ABOUT, "clip": sent(b"<html>")}
    answer = client.post(reverse("add_exercise_clip", args=[exercise.pk]), fields)
    assert "Only MP4, MOV and WebM" in answer.content.decode()
    assert not Clip.objects.unscoped().exists()


def test_another_clinics_and_the_shared_exercises_take_no_clip(client, town):
    factories.sign_in(client, town.alice)
    for exercise in (an_exercise(town.birch), an_exercise(None)):
        assert client.get(reverse("add_exercise_clip", args=[exercise.pk])).status_code == 404


def filmed(client, town, **fields):
    """Alice films Bob and puts it into his plan; the worker has made the clip."""
    plan = a_plan(town.bob, town.alice, exercises=[an_exercise(town.alder)])
    slot = plan.phases.get().slots.get()
    factories.sign_in(client, town.alice)
    address = reverse("add_patient_clip", args=[town.bob.pk])
    given = {
        **PRIVATE,
        "clip": sent(),
        "slot": slot.pk,
        "dose": "3x10 daily",
        "reason": "Filmed with you",
        **fields,
    }
    answer = client.post(address, given)
    assert answer.status_code == 302, answer.content.decode()
    exercise = Exercise.objects.filter(patient=town.bob).unscoped().get()
    actions.prepare_clip(pk=exercise.published.clip_id)
    return SimpleNamespace(exercise=exercise, clip=exercise.published.clip, plan=plan)


def test_a_clip_filmed_in_the_room_is_given_to_that_patient(client, town):
    kept = filmed(client, town)
    assert kept.exercise.clinic == town.alder
    assert kept.clip.patient == town.bob
    item = AssignedItem.objects.unscoped().get(exercise=kept.exercise)
    assert item.dose.reps_min == 10
    page = client.get(reverse("list_patient_clips", args=[town.bob.pk])).content.decode()
    assert "Heel raise, your way" in page
    assert "Bob" not in kept.exercise.slug
    assert "<video" in page


def test_the_patients_page_and_the_library_play_it(client, town):
    kept = filmed(client, town)
    item = AssignedItem.objects.unscoped().get(exercise=kept.exercise)
    address = reverse("show_clip", args=[kept.clip.pk])
    factories.sign_in(client, town.bob)
    page = client.get(reverse("show_my_exercise", args=[item.pk])).content.decode()
    assert f'<source src="{address}"' in page
    assert 'preload="none"' in page
    everybodys = Clip.objects.create(clinic=town.alder, alt="Heels rise.", state=Clip.State.READY)
    own = an_exercise(town.alder, clip=everybodys)
    address = reverse("show_clip", args=[everybodys.pk])
    factories.sign_in(client, town.alice)
    assert address in client.get(reverse("show_library_exercise", args=[own.pk])).content.decode()


def test_a_form_sent_twice_is_one_clip(client, town):
    kept = filmed(client, town)
    address = reverse("add_patient_clip", args=[town.bob.pk])
    assert kept.clip.pk == uuid.UUID(KEY)
    assert client.post(address, {**PRIVATE, "clip": sent()}).status_code == 302
    assert Clip.objects.unscoped().count() == 1
    assert Exercise.objects.filter(patient=town.bob).unscoped().count() == 1
    assert actions.clip_folder(kept.clip.pk).exists()


def test_a_slot_needs_a_dose_with_how_often(client, town):
    plan = a_plan(town.bob, town.alice, exercises=[an_exercise(town.alder)])
    slot = plan.phases.get().slots.get()
    factories.sign_in(client, town.alice)
    address = reverse("add_patient_clip", args=[town.bob.pk])
    for dose in ("", "3x10"):
        fields = {**PRIVATE, "clip": sent(), "slot": slot.pk, "dose": dose, "reason": "x"}
        assert client.post(address, fields).status_code == 422
    assert not Exercise.objects.filter(patient=town.bob).unscoped().exists()
    assert not Clip.objects.unscoped().exists()


def test_a_filmed_exercise_can_be_put_into_the_plan_later(client, town):
    kept = filmed(client, town, slot="", dose="")
    assert not AssignedItem.objects.unscoped().filter(exercise=kept.exercise).exists()
    address = reverse("give_patient_clip", args=[town.bob.pk, kept.exercise.pk])
    assert client.get(address).status_code == 200
    slot = kept.plan.phases.get().slots.get()
    fields = {"slot": slot.pk, "dose": "3x10", "reason": "Now you are ready"}
    assert client.post(address, fields).status_code == 422
    assert client.post(address, {**fields, "dose": "3x10 daily"}).status_code == 302
    assert AssignedItem.objects.unscoped().get(exercise=kept.exercise).slot == slot
    carols = reverse("give_patient_clip", args=[town.carol.pk, kept.exercise.pk])
    assert client.get(carols).status_code == 404


def test_a_private_exercise_is_in_nobodys_library(client, town):
    kept = filmed(client, town)
    assert kept.exercise not in Exercise.objects.for_library(town.alice.user)
    carol = reverse("add_patient_clip", args=[town.carol.pk])
    assert str(kept.plan.phases.get().slots.get().pk) not in client.get(carol).content.decode()


# Who may see it ------------------------------------------------------------------------------


ADDRESSES = ("show_clip", "show_clip_poster", "show_clip_captions")


@pytest.mark.parametrize("name", ADDRESSES)
def test_the_patient_their_helper_and_their_team_see_a_private_clip(client, town, name):
    address = reverse(name, args=[filmed(client, town).clip.pk])
    helper = factories.helper(town.bob)
    for who in (town.alice, town.bob, helper):
        factories.sign_in(client, who)
        assert client.get(address).status_code == 200, who


@pytest.mark.parametrize("name", ADDRESSES)
def test_everybody_else_with_the_address_gets_404(client, town, name):
    address = reverse(name, args=[filmed(client, town).clip.pk])
    for who in (town.carol, town.eve, town.frank, town.mia):
        client.logout()
        factories.sign_in(client, who)
        assert client.get(address).status_code == 404, who
    client.logout()
    assert client.get(address).status_code == 302


def test_staff_without_their_second_factor_see_nothing(client, town):
    address = reverse("show_clip", args=[filmed(client, town).clip.pk])
    client.logout()
    factories.sign_in(client, town.alice, second_factor=False)
    assert client.get(address).status_code == 302


def test_a_clip_that_is_not_ready_is_not_there(client, town):
    clip = taken(town)
    factories.sign_in(client, town.alice)
    assert client.get(reverse("show_clip", args=[clip.pk])).status_code == 404


def test_a_clip_of_a_public_exercise_is_public_until_it_is_withdrawn(client, town):
    clip = taken(town)
    actions.prepare_clip(pk=clip.pk)
    exercise = an_exercise(town.alder, clip=clip)
    address = reverse("show_clip", args=[clip.pk])
    assert client.get(address).status_code == 302
    exercise.is_public = True
    exercise.save()
    assert client.get(address).status_code == 200
    exercise.withdrawn_at = timezone.now()
    exercise.save()
    assert client.get(address).status_code == 302


def test_a_patient_sees_the_clip_of_what_was_given_and_no_other(client, town):
    clip, other = taken(town), taken(town)
    for one in (clip, other):
        actions.prepare_clip(pk=one.pk)
    a_plan(town.bob, town.alice, exercises=[an_exercise(town.alder, clip=clip)])
    factories.sign_in(client, town.bob)
    assert client.get(reverse("show_clip", args=[clip.pk])).status_code == 200
    assert client.get(reverse("show_clip", args=[other.pk])).status_code == 404


# How it is sent ------------------------------------------------------------------------------


@pytest.fixture
def shown(client, town):
    clip = taken(town)
    actions.prepare_clip(pk=clip.pk)
    an_exercise(town.alder, clip=clip)
    factories.sign_in(client, town.alice)
    data = (actions.clip_folder(clip.pk) / clips.VIDEO).read_bytes()
    return SimpleNamespace(address=reverse("show_clip", args=[clip.pk]), data=data, client=client)


def test_the_file_comes_as_what_it_is_and_runs_nothing(shown):
    answer = shown.client.get(shown.address)
    assert answer.getvalue() == shown.data
    assert answer["Content-Type"] == "video/mp4"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert answer["Accept-Ranges"] == "bytes"
    assert answer["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        ("bytes=0-9", 0, 9),
        ("bytes=10-", 10, None),
        ("bytes=-7", -7, None),
        ("bytes=5-999999", 5, None),
    ],
)
def test_players_get_the_range_they_ask_for(shown, asked, first, last):
    answer = shown.client.get(shown.address, headers={"Range": asked})
    wanted = shown.data[first:] if last is None else shown.data[first : last + 1]
    assert answer.status_code == 206
    assert answer.getvalue() == wanted
    assert answer["Content-Length"] == str(len(wanted))
    begin = len(shown.data) + first if first < 0 else first
    end = len(shown.data) - 1 if last is None else last
    assert answer["Content-Range"] == f"bytes {begin}-{end}/{len(shown.data)}"


@pytest.mark.parametrize("asked", ["bytes=99999999-", "bytes=9-3", "bytes=-0"])
def test_a_range_outside_the_file_is_416(shown, asked):
    answer = shown.client.get(shown.address, headers={"Range": asked})
    assert answer.status_code == 416
    assert answer["Content-Range"] == f"bytes */{len(shown.data)}"


@pytest.mark.parametrize("asked", ["bytes=0-1,5-6", "items=0-4", "bytes=-", "bytes=a-b"])
def test_what_is_no_single_range_gets_the_whole_file(shown, asked):
    answer = shown.client.get(shown.address, headers={"Range": asked})
    assert (answer.status_code, answer.getvalue()) == (200, shown.data)


def test_head_tells_the_length_without_the_film(shown):
    answer = shown.client.head(shown.address)
    assert (answer["Content-Length"], answer.getvalue()) == (str(len(shown.data)), b"")

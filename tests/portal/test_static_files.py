"""Static files: hashed, compressed, collected again only when they changed."""

import json

import pytest

from portal import static_files


@pytest.fixture
def collected(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "portal.storage.ModuleStorage"},
    }
    assert static_files.collect_if_changed()
    return settings.STATIC_ROOT


def test_unchanged_sources_are_not_collected_again(collected):
    assert static_files.collect_if_changed() is False


def test_a_changed_source_is_collected(collected):
    (collected / "sources.sha256").write_text("of another release")
    assert static_files.collect_if_changed() is True


def test_only_hashed_names_are_served_and_they_are_compressed(collected):
    paths = json.loads((collected / "staticfiles.json").read_text())["paths"]
    assert paths["portal/css/app.css"] != "portal/css/app.css"
    assert not (collected / "portal/css/app.css").exists()
    served = collected / paths["portal/css/app.css"]
    for ending in (".br", ".gz"):
        assert served.with_name(served.name + ending).stat().st_size < served.stat().st_size


def test_what_is_compressed_stays_when_another_file_changes(collected):
    paths = json.loads((collected / "staticfiles.json").read_text())["paths"]
    packed = collected / (paths["portal/css/app.css"] + ".br")
    before = packed.stat().st_mtime_ns
    (collected / "sources.sha256").unlink()
    static_files.collect_if_changed()
    assert packed.stat().st_mtime_ns == before

"""Pages travel compressed, with a length that does not give their content away."""

import gzip

import pytest

pytestmark = pytest.mark.django_db


def test_a_page_is_compressed_for_a_browser_that_can(client):
    response = client.get("/about/", headers={"Accept-Encoding": "gzip"})
    assert response.headers["Content-Encoding"] == "gzip"
    assert b"<html" in gzip.decompress(response.content)


def test_a_page_is_plain_for_a_browser_that_cannot(client):
    response = client.get("/about/")
    assert "Content-Encoding" not in response.headers
    assert b"<html" in response.content


def test_the_same_page_has_different_lengths(client):
    lengths = {
        len(client.get("/about/", headers={"Accept-Encoding": "gzip"}).content) for _ in range(12)
    }
    assert len(lengths) > 1

"""Two revisions beside each other, word by word, losing nothing."""

from hypothesis import given
from hypothesis import strategies as st

from articles.diff import Piece, compare, has_changes
from tests.fuzzing import fuzz
from tests.limits import no_burden


def side(rows, name):
    return ["".join(piece.text for piece in getattr(row, name)) for row in rows]


def test_equal_texts_have_only_rows_of_the_kind_same():
    rows = compare("One.\n\nTwo.", "One.\n\nTwo.")
    assert [row.kind for row in rows] == ["same", "same"]
    assert not has_changes(rows)


def test_a_changed_word_is_marked_on_both_sides_and_the_rest_is_same():
    (row,) = compare("Rest for two days.", "Rest for three days.")
    assert row.kind == "changed"
    assert Piece("removed", "two ") in row.old
    assert Piece("added", "three ") in row.new
    assert row.old[0] == row.new[0] == Piece("same", "Rest for ")


def test_a_new_paragraph_stands_alone_on_the_new_side():
    rows = compare("A b c.\n\nX y z.", "A b c.\n\nBrand new words.\n\nX y z.")
    assert [row.kind for row in rows] == ["same", "added", "same"]
    assert rows[1].old == ()


def test_a_removed_paragraph_stands_alone_on_the_old_side():
    rows = compare("A b c.\n\nGone now.\n\nX y z.", "A b c.\n\nX y z.")
    assert [row.kind for row in rows] == ["same", "removed", "same"]
    assert rows[1].new == ()


def test_paragraphs_with_nothing_in_common_are_not_mixed_word_by_word():
    rows = compare("Cats sleep daily.", "Walk ten minutes, often")
    assert [row.kind for row in rows] == ["removed", "added"]


def test_a_changed_paragraph_finds_its_partner_behind_a_new_one():
    rows = compare("Raise your heel slowly.", "Quite another!\n\nRaise your heel quickly.")
    assert [row.kind for row in rows] == ["added", "changed"]


def test_where_lines_break_is_no_difference_in_words():
    (row,) = compare("one two\nthree four", "one\ntwo three five")
    assert [piece for piece in row.new if piece.kind == "added"] == [Piece("added", "five")]


def test_windows_line_ends_are_no_difference():
    assert not has_changes(compare("a\r\n\r\nb", "a\n\nb"))


def test_empty_texts():
    assert compare("", "") == ()
    assert [row.kind for row in compare("", "a")] == ["added"]
    assert [row.kind for row in compare("a", " \n")] == ["removed"]


def test_markup_stays_text():
    (row,) = compare("", "<script>alert(1)</script>")
    assert row.new == (Piece("added", "<script>alert(1)</script>"),)


def test_any_script_is_compared_by_words():
    (row,) = compare("ارفع كعبك ببطء", "ارفع كعبك بسرعة")
    assert row.new[-1] == Piece("added", "بسرعة")


_parts = st.sampled_from(["a", "b", "heel", " ", "\n", "\n\n", ".", "é", "- "])
_texts = st.lists(_parts).map("".join)


@given(_texts, _texts)
@fuzz
def test_nothing_is_lost_or_invented(old, new):
    rows = compare(old, new)
    assert "".join("".join(side(rows, "old")).split()) == "".join(old.split())
    assert "".join("".join(side(rows, "new")).split()) == "".join(new.split())
    assert all(piece.kind != "added" for row in rows for piece in row.old)
    assert all(piece.kind != "removed" for row in rows for piece in row.new)


def test_texts_made_to_be_slow_are_shown_as_replaced():
    old = " ".join("abcdefgh"[i * i % 7] for i in range(30_000))
    with no_burden():
        assert compare(old, old[::-1] + " z")

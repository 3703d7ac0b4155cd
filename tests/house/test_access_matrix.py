"""The table of who opens what is the truth: every cell is asked for and compared."""

import pytest

from tests.house import access_matrix

pytestmark = pytest.mark.django_db
HOW = "Look at each; where all are meant: python -m tests.house.access_matrix"


def test_every_address_has_its_rows_and_every_row_its_address():
    known = {(route, m) for route in access_matrix.routes() for m in access_matrix.METHODS}
    table = access_matrix.read()
    assert list(table) == list(access_matrix.ROLES)
    for role, cells in table.items():
        assert set(cells) ^ known == set(), (role, HOW)


@pytest.mark.parametrize("role", access_matrix.ROLES)
def test_each_role_is_let_in_and_kept_out_as_the_table_says(role):
    wanted = access_matrix.read()[role]
    found = access_matrix.column(role, *access_matrix.worlds())
    changed = [
        f"{method} {route}: {wanted.get((route, method))} in the table, {answered} now"
        for (route, method), answered in found.items()
        if answered != wanted.get((route, method))
    ]
    assert changed == [], HOW

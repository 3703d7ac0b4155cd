import pytest

from tests import factories


@pytest.fixture
def town(db):
    """Alder and Birch with their people."""
    return factories.town()

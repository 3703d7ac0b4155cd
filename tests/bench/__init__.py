"""How fast the portal is: `python -m tests.bench`. Measures, asserts nothing."""

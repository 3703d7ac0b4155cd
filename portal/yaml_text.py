"""YAML by libyaml where the wheel brings it: ten times as fast, and as safe."""

from typing import Any

import yaml

# A safe loader by either name.
SAFE = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_yaml(text: str) -> Any:
    """What `yaml.safe_load` gives: dates, texts, numbers, lists and dicts, nothing else."""
    return yaml.load(text, Loader=SAFE)  # noqa: S506  # nosec B506

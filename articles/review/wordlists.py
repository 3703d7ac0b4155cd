"""How a list of single words is written: as running text, wrapped where a line ends."""


def word_set(text: str) -> frozenset[str]:
    return frozenset(text.split())

"""What a patient has and what is due: read models, computed anew for each page, never stored."""

from exercises.plans.cards import Card, cards_of
from exercises.plans.facts import Facts, facts_of
from exercises.plans.today import Row, Today, today_of

__all__ = ["Card", "Facts", "Row", "Today", "cards_of", "facts_of", "today_of"]

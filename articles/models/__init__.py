from articles.models.reading import (
    Check,
    CheckAnswer,
    Clarity,
    Opening,
    ParagraphQuestion,
    Reading,
)
from articles.models.reviewing import Comment, Override, Review
from articles.models.writing import Article, Citation, Picture, Revision, Source

__all__ = [
    "Article",
    "Check",
    "CheckAnswer",
    "Citation",
    "Clarity",
    "Comment",
    "Opening",
    "Override",
    "ParagraphQuestion",
    "Picture",
    "Reading",
    "Review",
    "Revision",
    "Source",
]

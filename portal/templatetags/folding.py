"""Tags that give the same on every page, made text when the template is compiled.

A page has three hundred words to translate, and most say the same for as long as the process runs:
with one language no word is looked up (`USE_I18N`), and a file of ours has one name.
"""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.template import Context, Library
from django.template.base import FilterExpression, Node, TextNode, Variable
from django.template.library import SimpleNode
from django.templatetags.i18n import TranslateNode
from django.templatetags.static import StaticNode


def folded(compile_tag: Callable) -> Callable:
    """The same tag, its text where that is known already."""

    def compile_folded(parser, token):
        node = compile_tag(parser, token)
        return TextNode(node.render(Context())) if is_constant(node) else node

    return compile_folded


def folded_simple_tag(function: Callable) -> Callable:
    library = Library()
    library.simple_tag(function)
    return folded(library.tags[function.__name__])


def is_constant(node: Node) -> bool:
    if isinstance(node, TranslateNode):
        as_it_stands = not (settings.USE_I18N or node.asvar or node.message_context)
        return as_it_stands and is_literal(node.filter_expression)
    if isinstance(node, StaticNode):
        return not node.varname and is_literal(node.path)
    if isinstance(node, SimpleNode):
        words = [*node.args, *node.kwargs.values()]
        return not (node.target_var or node.takes_context) and all(map(is_literal, words))
    return False


def is_literal(words: FilterExpression) -> bool:
    if words.filters:
        return False
    return not isinstance(words.var, Variable) or words.var.literal is not None

"""How templates become Python: texts in the page's language while compiling, plain calls, quick escaping."""

from __future__ import annotations

import re
from keyword import iskeyword

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame, MacroRef
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, escape

from site_gen.locale.text import Msg, tr

#: Name of the function that fills the places of a message which is translated already.
FILL = "fill"


class Translation(NodeTransformer):
    """Puts the texts of one language in the place of `_("…")` and `pgettext("…", "…")`.

    So a page asks for no text while it is rendered, and neighbouring texts become one piece.
    """

    def __init__(self, lang: str) -> None:
        self.lang = lang

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802 - the name in Jinja
        """Return the text of a call with constant words, filled in later when it has places."""
        self.generic_visit(node)
        if not isinstance(node.node, nodes.Name) or node.dyn_args is not None or node.dyn_kwargs is not None:
            return node
        words = [part.value for part in node.args if isinstance(part, nodes.Const)]
        wanted = {"_": 1, "pgettext": 2}.get(node.node.name)
        if wanted is None or len(words) != wanted or len(node.args) != wanted:
            return node
        text = tr(Msg(words[-1], words[0] if wanted > 1 else ""), self.lang)
        found = nodes.Const(text, lineno=node.lineno, environment=node.environment)
        if not node.kwargs:
            return found
        name = nodes.Name(FILL, "load", lineno=node.lineno, environment=node.environment)
        fields = (name, [found], node.kwargs, None, None)
        return nodes.Call(*fields, lineno=node.lineno, environment=node.environment)


class LeanCode(CodeGenerator):
    """Compiles calls in templates to plain calls and output to the shortest way of escaping.

    Jinja sends each call through `Context.call`, which looks for functions that want the context; ours want
    none, and the look costs more than most of them do.
    """

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: FBT001, FBT002, N802 - the signature of Jinja
        """Write a call; one with starred arguments is left to Jinja."""
        if (
            node.dyn_args is not None
            or node.dyn_kwargs is not None
            or any(iskeyword(k.key) for k in node.kwargs)
        ):
            super().visit_Call(node, frame, forward_caller)
            return
        self.write("(")
        self.visit(node.node, frame)
        self.write(")(")
        for argument in (*node.args, *node.kwargs):
            self.visit(argument, frame)
            self.write(", ")
        self.write("caller=caller)" if forward_caller else ")")

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802 - the name in Jinja
        """Write a template, noting the macros it names in `{% set pure = ("a", "b") %}`."""
        named = [
            found.node
            for found in node.find_all(nodes.Assign)
            if isinstance(found.node, nodes.Tuple) and getattr(found.target, "name", "") == "pure"
        ]
        self.pure = {name for names in named for name in names.as_const()}
        super().visit_Template(node, frame)

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        """Write a macro; one whose output depends on nothing but its arguments is rendered once for equal ones."""
        pure = getattr(macro_ref.node, "name", "") in self.pure
        if pure:
            self.write("environment.remembered(")
        super().macro_def(macro_ref, frame)
        if pure:
            self.write(")")

    def _output_child_pre(
        self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
            return
        self.write("environment.shown(")


_UNSAFE = re.compile(r"[&<>'\"]").search


def shown(value: object) -> str:
    """Return a value as it stands in HTML: text is escaped, markup is taken as it is."""
    kind = type(value)
    if kind is Markup:
        return value  # type: ignore[return-value]  # a Markup is a str
    # Most texts hold nothing to escape, and looking is quicker than making a Markup of each.
    if kind is str and not _UNSAFE(value):  # type: ignore[call-overload]  # `kind` says what it is
        return value  # type: ignore[return-value]
    return escape(value)

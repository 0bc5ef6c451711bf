"""How templates become Python: texts in the page's language while compiling, plain calls, quick escaping."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from functools import partial
from keyword import iskeyword

from jinja2 import meta, nodes
from jinja2.compiler import CodeGenerator, Frame, MacroRef
from jinja2.idtracking import VAR_LOAD_RESOLVE
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


#: Folder of the files of macros, which are read once per language.
MACROS = "macros/"
#: Functions that all pages share whose results are markup, and the body that a macro is called with.
_GIVES_MARKUP = frozenset({"link", "person", "md", "caller"})
#: Names that a macro's plain function uses itself.
_TAKEN = {"macro", "missing", "undefined", "caller"}


class LeanCode(CodeGenerator):
    """Compiles templates to shorter Python than Jinja does: plain calls, plain functions, quick escaping.

    Jinja sends each call through `Context.call`, which looks for functions that want the context; ours want
    none, and the look costs more than most of them do. Its macros sort their arguments on each call, and its
    blocks hand over each piece of text through all generators around them; ours leave both to Python.
    """

    def write_commons(self) -> None:
        """Write what the functions of a template begin with."""
        super().write_commons()
        self.writeline("shown = environment.shown")
        self.writeline("marked = environment.marked")
        self.writeline("own, given = context.vars, context.parent")

    def enter_frame(self, frame: Frame) -> None:
        """Write where the names of a frame come from; templates and blocks collect what they put out."""
        direct = self.get_resolve_func() == "resolve"
        loads = frame.symbols.loads
        if direct:
            for target, (action, name) in loads.items():
                if action == VAR_LOAD_RESOLVE:
                    self.writeline(
                        f"{target} = own[{name!r}] if {name!r} in own else given.get({name!r}, missing)"
                    )
            frame.symbols.loads = {k: v for k, v in loads.items() if v[0] != VAR_LOAD_RESOLVE}
        super().enter_frame(frame)
        frame.symbols.loads = loads
        if frame.parent is None and not frame.require_output_check:
            self.buffer(frame)

    def visit_Block(self, node: nodes.Block, frame: Frame) -> None:  # noqa: N802 - the name in Jinja
        """Write where a block stands; the usual one adds what it has collected."""
        if frame.buffer is None or frame.require_output_check or node.scoped or node.required:
            super().visit_Block(node, frame)
        else:
            self.writeline(f"{frame.buffer}.extend(context.blocks[{node.name!r}][0](context))", node)

    def leave_frame(self, frame: Frame, with_python_scope: bool = False) -> None:  # noqa: FBT001, FBT002 - the signature of Jinja
        """Put out in one piece what a template or a block has collected."""
        if frame.parent is None and frame.buffer is not None:
            self.writeline(f"yield concat({frame.buffer})")
        super().leave_frame(frame, with_python_scope)

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 - the name in Jinja
        """Write an attribute; what has none of this name is asked for an item, as Jinja does."""
        self.write("(got if (got := getattr((of := ")
        self.visit(node.node, frame)
        self.write(f"), {node.attr!r}, missing)) is not missing else environment.item(of, {node.attr!r}))")

    def _import_common(self, node: nodes.Import | nodes.FromImport, frame: Frame) -> None:
        """Write an import; a file of macros that has been read already is taken as it is."""
        name = node.template.value if isinstance(node.template, nodes.Const) else ""
        if node.with_context and name.startswith(MACROS):
            self.write(f"environment.macros({name!r}, context) or ")
        super()._import_common(node, frame)

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
        own = {name.name for name in node.find_all(nodes.Name) if name.ctx != "load"}
        self._gives_markup = (_GIVES_MARKUP | {macro.name for macro in node.find_all(nodes.Macro)}) - own
        self._macros = {
            found.target
            for found in node.find_all(nodes.Import)
            if isinstance(found.template, nodes.Const) and found.template.value.startswith(MACROS)
        } - own
        if (self.name or "").startswith(MACROS):
            # What macros ask of the site is looked up when the file is read, not in each call.
            names = [nodes.Name(name, "load") for name in sorted(meta.find_undeclared_variables(node))]
            node.body.insert(0, nodes.ExprStmt(nodes.Tuple(names, "load"), lineno=1))
        super().visit_Template(node, frame)

    def return_buffer_contents(self, frame: Frame, force_unescaped: bool = False) -> None:  # noqa: FBT001, FBT002 - the signature of Jinja
        """Write the end of a macro, whose output is markup."""
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape:
            super().return_buffer_contents(frame, force_unescaped)
        else:
            self.writeline(f"return marked(concat({frame.buffer}))")

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        """Write a macro; one whose output depends on nothing but its arguments is rendered once for equal ones."""
        pure = getattr(macro_ref.node, "name", "") in self.pure
        if pure:
            self.write("environment.remembered(")
        names = [argument.name for argument in macro_ref.node.args]
        special = macro_ref.accesses_kwargs or macro_ref.accesses_varargs
        if special or frame.eval_ctx.volatile or any(iskeyword(name) or name in _TAKEN for name in names):
            super().macro_def(macro_ref, frame)
        else:
            taken = [f"{name}=missing" for name in names]
            if macro_ref.accesses_caller:
                names.append("caller")
                taken.append('caller=undefined("No caller defined", name="caller")')
            self.write(f"(lambda macro: lambda {', '.join(taken)}: macro({', '.join(names)}))(macro)")
        if pure:
            self.write(")")

    def _output_child_pre(
        self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
            return
        self.write("(" if self._is_markup(node) else "shown(")

    def _is_markup(self, node: nodes.Expr) -> bool:
        """Whether an expression is markup whatever it is given, which nobody needs to look at: a call of a macro."""
        if not isinstance(node, nodes.Call):
            return False
        called = node.node
        if isinstance(called, nodes.Name):
            return called.name in self._gives_markup
        of = called.node if isinstance(called, nodes.Getattr) else None
        return isinstance(of, nodes.Name) and of.name in self._macros


_UNSAFE = re.compile(r"[&<>'\"]").search


#: Takes HTML as it is; quicker than `Markup`, which looks at what it is given first.
marked: Callable[[str], Markup] = partial(str.__new__, Markup)


#: Types whose values have no sign that must be escaped.
_PLAIN = frozenset({int, float, bool, Decimal, date, datetime})


def shown(value: object) -> str:
    """Return a value as it stands in HTML: text is escaped, markup is taken as it is."""
    kind = type(value)
    if kind is Markup:
        return value  # type: ignore[return-value]  # a Markup is a str
    # Most texts hold nothing to escape, and looking is quicker than making a Markup of each.
    if kind is str and not _UNSAFE(value):  # type: ignore[call-overload]  # `kind` says what it is
        return value  # type: ignore[return-value]  # `kind` says what it is
    if kind in _PLAIN:
        return str(value)
    return escape(value)

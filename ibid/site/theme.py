"""Views and templates in, finished pages out; a template's mistake is a problem."""

import contextlib
import re
import traceback
from collections.abc import Iterable, Mapping, MutableMapping
from dataclasses import dataclass, field
from functools import cached_property
from types import TracebackType
from typing import Any, Protocol

import jinja2
from markupsafe import Markup, escape

from ibid.fingerprint import fingerprint
from ibid.pages.labels import Wording
from ibid.problems import Place, Problem, did_you_mean
from ibid.site import headers, inlining, layers, remarks
from ibid.site.assets import Sheet
from ibid.units.spool import Spool

HEADING = re.compile(r'<h2\b[^>]*\bid="([^"]+)"[^>]*>(.*?)</h2>', re.DOTALL)
# Without a look behind, which would cost twelve times as much: no other name ends so.
CLASS = re.compile(r'class="([^"]*)"')
# Where the rules will stand, once it is known what the page holds.
STYLE = "/* rules */"
TAG = re.compile(r"<[^>]*>")
REFERS = re.compile(r"{%-?\s*(?:extends|include|import|from)\s+[\"']([^\"']+)[\"']")
# What writes the texts that a template's view holds: with it, the template is another.
WRITERS = {"feed.xml": "components/feed.html"}


class Planned(Protocol):
    """What is needed to render a page: where it goes, how it looks, what it shows."""

    @property
    def path(self) -> str:
        """Where the page is published."""

    @property
    def template(self) -> str:
        """The template's name."""

    @property
    def view(self) -> object:
        """What the template receives."""

    @property
    def source(self) -> str:
        """The content file, for people; "" where there is none."""

    @property
    def language(self) -> str:
        """The tag of the page's language; "" for the guide's own."""


def _classes(markup: str) -> set[str]:
    """Every class that stands in the markup, without what follows two hyphens."""
    found = {word for value in CLASS.findall(markup) for word in value.split()}
    return {word.partition("--")[0] for word in found}


def headings(markup: str) -> tuple[tuple[str, Markup], ...]:
    """The id and the words of each heading of the second level in finished markup."""
    found = HEADING.findall(markup)
    return tuple((name, Markup(TAG.sub("", text).strip())) for name, text in found)


def beside_first(markup: str, number: str, remark: str) -> Markup:
    """Finished markup with a remark, finished too, beside the first such number."""
    return Markup(remarks.beside_first(str(markup), number, str(remark)))


class _Environment(jinja2.Environment):
    """Its templates have no names of their own beside those that it gives to all."""

    def make_globals(
        self, d: MutableMapping[str, Any] | None
    ) -> MutableMapping[str, Any]:
        """The one mapping: to lay an empty one over it for each template, as is usual,
        takes a tenth of the time of a page.
        """
        return super().make_globals(d) if d else self.globals


@dataclass(frozen=True)
class Theme:
    """The templates by name, and the style sheets in their order. `folder` is where the
    templates lie, for people; `wordings` are the words by language, the guide's first.
    """

    templates: Mapping[str, str]
    sheets: tuple[Sheet, ...]
    folder: str
    wordings: Mapping[str, Wording]

    def spoken(self, page: Planned) -> Wording:
        """The words of the page's language."""
        return self.wordings[self._tag(page)]

    def _tag(self, page: Planned) -> str:
        known = page.language in self.wordings
        return page.language if known else next(iter(self.wordings))

    @cached_property
    def environments(self) -> Mapping[str, jinja2.Environment]:
        """One for each language: its templates say `words` for all that they print."""
        return {tag: self._environment(word) for tag, word in self.wordings.items()}

    def _environment(self, wording: Wording) -> jinja2.Environment:
        """Strict: an unknown name is an error, and text is escaped."""
        environment = _Environment(
            loader=jinja2.FunctionLoader(self._source),
            autoescape=jinja2.select_autoescape(("html", "xml")),
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            auto_reload=False,
        )
        environment.globals |= {
            "words": wording.words,
            "wording": wording,
            "policy": headers.POLICY,
        }
        environment.filters |= {
            "fill": filled,
            "sentence": as_sentence,
            "headings": headings,
            "beside_first": beside_first,
        }
        return environment

    def load(self) -> None:
        """Make every template ready that can be, for copies of this process to have."""
        for environment in self.environments.values():
            for name in self.styles:
                with contextlib.suppress(jinja2.TemplateError):
                    environment.get_template(name)

    def _source(self, name: str) -> tuple[str, str, None] | None:
        """The text, and the name again as the file's, which a traceback then has."""
        text = self.templates.get(name)
        return None if text is None else (text, name, None)

    def closure(self, name: str) -> tuple[str, ...]:
        """The template, what writes for it, and all that these refer to, sorted."""
        found: set[str] = set()
        waiting = [name, WRITERS.get(name, name)]
        while waiting:
            template = waiting.pop()
            if template in self.templates and template not in found:
                found.add(template)
                waiting += REFERS.findall(self.templates[template])
        return tuple(sorted(found))

    @cached_property
    def fingerprints(self) -> Mapping[str, str]:
        """The fingerprint of each page's template and all that it is made of."""
        return {name: self._fingerprint(name) for name in self.styles}

    def _fingerprint(self, name: str) -> str:
        closure = self.closure(name)
        texts = (self.templates[name] for name in closure)
        return fingerprint(*closure, *texts, self.styles[name])

    @cached_property
    def styles(self) -> Mapping[str, str]:
        """The rules for each template that a page may have."""
        return {name: self.style(name) for name in self.templates if "/" not in name}

    def style(self, name: str) -> str:
        """The rules for the template: a block's sheet only where its component is used.

        A block has the name of its component; sheets without one are for every page.
        """
        return "".join(rules for _, rules in self.used[name])

    @cached_property
    def apart(self) -> Mapping[str, tuple[str, str]]:
        """The layer and the rules of each sheet."""
        return {sheet: layers.taken_apart(rules) for sheet, rules in self.sheets}

    @cached_property
    def components(self) -> frozenset[str]:
        """The names that a block of the style sheets may have."""
        return frozenset(map(component, self.templates))

    @cached_property
    def used(self) -> Mapping[str, tuple[Sheet, ...]]:
        """The sheets that each template and its components may need."""
        found = {}
        for name in self.templates:
            used = {component(template) for template in self.closure(name)}
            found[name] = tuple(
                (sheet, rules)
                for sheet, rules in self.sheets
                if block(sheet) in used or block(sheet) not in self.components
            )
        return found

    def dressed(self, name: str, made: str) -> str:
        """The rules that a page made of the template needs: of its components, those
        whose block is there.
        """
        there = {word.partition("__")[0] for word in _classes(made)}
        return layers.joined(
            self.apart[sheet]
            for sheet, _ in self.used[name]
            if block(sheet) not in self.components or block(sheet) in there
        )

    def page(self, page: Planned) -> bytes | Problem:
        """The page as it is published, or what is wrong with its template."""
        view = page.view if not page.template else None
        if isinstance(view, bytes):
            return view
        made = self.render(page)
        return made if isinstance(made, Problem) else made.encode("utf-8")

    def text(self, name: str, view: Any) -> str:
        """What is told of a page in a template of several, in the guide's own language.

        Raises whatever a mistake of a template comes to.
        """
        environment = self.environments[next(iter(self.wordings))]
        return environment.get_template(WRITERS[name]).render(view=view)

    def render(self, page: Planned) -> str | Problem:
        """The page as text, or what is wrong with its template."""
        try:
            template = self.environments[self._tag(page)].get_template(page.template)
            made = template.render(view=page.view, style=STYLE)
            made = inlining.told_apart(made)
            return made.replace(STYLE, self.dressed(page.template, made), 1)
        except jinja2.TemplateSyntaxError as error:
            name = error.name or page.template
            return self._problem(name, error.lineno, error.message or "", page)
        except jinja2.TemplateNotFound as error:
            missing = str(error.name)
            return self._problem(
                *self._caller_of(missing, page),
                f'there is no template "{missing}"',
                page,
                did_you_mean(missing, self.templates),
            )
        except Exception as error:
            # A template may fail in any way an expression can: each is its author's
            # mistake and gets its line, never a traceback.
            name, line = self._last_frame(error.__traceback__, page.template)
            return self._problem(name, line, str(error), page)

    def _caller_of(self, missing: str, page: Planned) -> tuple[str, int]:
        for name in self.closure(page.template):
            for number, line in enumerate(self.templates[name].splitlines(), 1):
                if missing in REFERS.findall(line):
                    return name, number
        return page.template, 1

    def _last_frame(self, trace: TracebackType | None, name: str) -> tuple[str, int]:
        frames = [
            (frame.f_code.co_filename, line)
            for frame, line in traceback.walk_tb(trace)
            if frame.f_globals.get("__jinja_template__") is not None
            or frame.f_code.co_filename in self.templates
            or frame.f_code.co_filename == "<template>"
        ]
        if not frames:
            return name, 1
        file, line = frames[-1]
        return (file if file in self.templates else name), line

    def _problem(
        self, name: str, line: int, message: str, page: Planned, hint: str = ""
    ) -> Problem:
        lines = self.templates.get(name, "").splitlines()
        source = lines[line - 1] if 0 < line <= len(lines) else ""
        column = len(source) - len(source.lstrip()) + 1
        place = Place(
            f"{self.folder}/{name}", line, column, len(source.strip()) or 1, source
        )
        subject = page.source or page.path
        return Problem(
            place,
            "template",
            message,
            hint or f"it came up while the page of {subject} was made",
        )


def filled(text: str, **values: object) -> Markup:
    """A sentence of a catalogue with the values in its braces, as HTML."""
    return escape(text).format(**values)


def as_sentence(text: str) -> str:
    """The text with a capital at its start; the rest stays as it is."""
    return text[:1].upper() + text[1:]


def component(template: str) -> str:
    """The component that a template defines; "" for a whole page's."""
    folder, _, name = template.rpartition("/")
    return name.removesuffix(".html") if folder == "components" else ""


def block(sheet: str) -> str:
    """The block that a style sheet dresses; its own name for a sheet of every page."""
    folder, _, name = sheet.rpartition("/")
    return name.removesuffix(".css") if folder.endswith("blocks") else sheet


@dataclass(frozen=True)
class Rendered:
    """Pages as they came out, by path: their bytes, or a mistake of a template."""

    files: Spool
    failed: dict[str, Problem] = field(default_factory=dict)

    def note(self, path: str, made: bytes | Problem) -> None:
        """Have what came of a page."""
        if isinstance(made, Problem):
            self.failed[path] = made
        else:
            self.files.lay(path, made)


def render(look: Theme, pages: Iterable[Planned], rendered: Rendered) -> list[Problem]:
    """What is wrong with the templates of these pages; all are rendered then."""
    failed = []
    for page in pages:
        if page.path not in rendered.files and page.path not in rendered.failed:
            rendered.note(page.path, look.page(page))
        if page.path in rendered.failed:
            failed.append(rendered.failed[page.path])
    return failed

"""One list of fields is behind validation, its messages and the authors' help.

What is said of each kind of wrong value stands in `cases/schema.txt`.
"""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from ibid.content.folders import model_for
from ibid.content.kinds import SECTIONS, CarePage, Page, citing_fields
from ibid.content.reference import Reference
from ibid.content.site import Site
from ibid.content.vocabulary import Model
from ibid.pages.kinds import VIEWS
from ibid.reading import front_matter, validation
from ibid.reading.front_matter import Document
from tests.breaches import expect_none
from tests.conftest import HERE

MODELS: tuple[type[Model], ...] = (Site, Page, CarePage, *SECTIONS.values())
CONTENT = HERE / "golden" / "content"
SMALL = {
    path.relative_to(CONTENT).as_posix(): path.read_text("utf-8")
    for path in sorted(CONTENT.rglob("*.*"))
    if path.suffix in (".md", ".yaml")
}


def parsed(name: str, text: str) -> Document:
    found, problems = front_matter.parse(name, name, text)
    assert found is not None, problems
    return found


@pytest.mark.parametrize(
    ("name", "model"),
    [
        ("site.yaml", Site),
        ("index.md", Page),
        ("about.md", Page),
        ("see-a-doctor.md", CarePage),
        ("remedies/index.md", Page),
        ("remedies/see-a-doctor.md", SECTIONS["remedies"]),
        ("references/tan2024.md", Reference),
        ("causes/deep/a.md", None),
        ("nowhere/a.md", None),
        ("nowhere/index.md", None),
        ("other.yaml", None),
        ("causes/a.yaml", None),
        ("causes/site.yaml", None),
    ],
)
def test_a_file_is_of_the_kind_of_its_place(
    name: str, model: type[Model] | None
) -> None:
    assert model_for(name, SECTIONS) is model


@pytest.mark.parametrize("name", SMALL)
def test_what_is_right_is_read_and_says_nothing(name: str) -> None:
    model = model_for(name, SECTIONS)
    assert model is not None
    content, problems = validation.read(parsed(name, SMALL[name]), model)
    assert isinstance(content, model)
    assert problems == ()


values = st.recursive(
    st.none() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["name", "id", "x"]), inner, max_size=3)
    ),
    max_leaves=6,
)


@given(st.sampled_from(sorted(SMALL)), st.data())
def test_a_wrong_value_is_a_problem_with_a_remedy_and_never_raises(
    name: str, data: st.DataObject
) -> None:
    """Any value in any field, and any field that does not exist."""
    model = model_for(name, SECTIONS)
    assert model is not None
    field = data.draw(st.sampled_from([*sorted(schema_fields(model)), "nothing"]))
    written = json.dumps(data.draw(values), ensure_ascii=False)
    head = SMALL[name].removeprefix("---\n")
    kept = re.sub(rf"^{field}:.*\n(?:[ ].*\n)*", "", head, flags=re.MULTILINE)
    text = f"{field}: {written}\n{kept}"
    wrong, _ = front_matter.parse(
        name, name, text if name == "site.yaml" else f"---\n{text}"
    )
    if wrong is None:
        return
    content, problems = validation.read(wrong, model)
    assert (content is None) == bool(problems)
    for problem in problems:
        assert problem.rule in ("unknown-field", "wrong-value", "missing-field")
        assert problem.hint
        assert "nput should" not in problem.message


def schema_fields(model: type[BaseModel]) -> set[str]:
    """The names of a model's fields as authors write them."""
    return {field.alias or name for name, field in model.model_fields.items()}


def all_models(model: type[BaseModel]) -> set[type[BaseModel]]:
    """The model and those of the fields of its fields."""
    found = {model}
    for field in model.model_fields.values():
        for inner in inside(field.annotation):
            found |= all_models(inner)
    return found


def inside(annotation: object) -> set[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return {annotation}
    parts: tuple[object, ...] = getattr(annotation, "__args__", ())
    return {model for part in parts for model in inside(part)}


def test_every_field_says_what_it_is_for() -> None:
    """The sentence stands in the authors' guide, in the editor and in hints."""
    expect_none(
        f"{one.__name__}.{name}"
        for one in set().union(*map(all_models, MODELS))
        for name, field in one.model_fields.items()
        if not (field.description or "").endswith(".")
    )


def test_the_fields_that_may_cite_are_in_the_order_of_the_page() -> None:
    assert citing_fields(SECTIONS["remedies"]) == (
        *("cautions", "certainty_reason", "effects", "how_it_works", "benefit"),
        *("risk", "without_it", "who_should_not", "other_options"),
    )
    assert citing_fields(Page) == ()


def test_every_kind_of_file_is_shown() -> None:
    """Each has its row in `pages/kinds.py`, and a template of its name."""
    models: tuple[type[Model], ...] = (CarePage, *SECTIONS.values())
    expect_none(
        f"{model.__name__} has no row in VIEWS of ibid/pages/kinds.py"
        for model in models
        if model not in VIEWS
    )
    expect_none(
        f"there is no templates/{model.kind}.html"
        for model in models
        if not (HERE.parent / "templates" / f"{model.kind}.html").is_file()
    )

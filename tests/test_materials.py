"""The list of what the program is made of is that of its lock, with every licence."""

import json
import re

from tools import materials


def test_the_list_and_the_licences_are_those_of_the_lock() -> None:
    """`make docs` writes them anew after `make locks`."""
    for path, text in materials.files():
        assert path.read_text("utf-8") == text, f"{path.name} is old: make docs"


def test_every_package_has_its_hashes_and_a_licence() -> None:
    lock = materials.LOCK.read_text("utf-8")
    found = list(materials.materials(lock))
    assert len(found) == len(re.findall(r"^\S+==", lock, re.MULTILINE))
    assert sum(len(one.hashes) for one in found) == lock.count("--hash=")
    assert [one.name for one in found if one.licence == "not said"] == []
    listed = json.loads(materials.as_list(found, "1"))
    refs = [one["bom-ref"] for one in listed["components"]]
    assert len(set(refs)) == len(found)

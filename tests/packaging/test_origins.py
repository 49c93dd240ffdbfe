"""Where the builder's Python lay is forgotten, and nothing else."""

from __future__ import annotations

from pathlib import Path

from frozen.origins import forget_folder, own_python

_LIBRARY = b"\x7fELF\x02\x01" + bytes(58)


def test_only_a_python_in_the_builders_home_is_their_own() -> None:
    home = Path("/home/anna")
    assert own_python(home, "/home/anna/.pyenv/versions/3.11.7") == home / ".pyenv" / "versions" / "3.11.7"
    assert own_python(home, "/usr") is None
    assert own_python(home, "/home/annabel/python") is None


def test_strings_of_libraries_that_name_the_folder_are_emptied_but_for_their_ends(tmp_path: Path) -> None:
    strings = b"\0/home/anna/py/lib\0/home/anna/py\0/home/anna/python\0 of /home/anna/py\0end"
    library, text = tmp_path / "libpython.so", tmp_path / "notes.txt"
    library.write_bytes(_LIBRARY + strings)
    text.write_bytes(strings)
    assert forget_folder(tmp_path, Path("/home/anna/py")) == 1
    gone = bytes(len("/home/anna/"))
    emptied = b"\0" + gone + b"py/lib\0" + gone + b"py\0/home/anna/python\0 of /home/anna/py\0end"
    assert library.read_bytes() == _LIBRARY + emptied
    assert text.read_bytes() == strings

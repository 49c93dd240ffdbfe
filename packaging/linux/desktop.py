"""What a Linux desktop reads about the app: its menu entry, its component and the kind of file it saves."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterable

from product import PRODUCT, Words

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_MIME_NAMESPACE = "http://www.freedesktop.org/standards/shared-mime-info"


def desktop_entry(program: str = PRODUCT.command) -> str:
    """Return the .desktop file.

    Parameters
    ----------
    program
        What the menu starts: the command, or a path where the command is on nobody's search path.

    """
    types = (PRODUCT.model_file.mime, *PRODUCT.picture_types)
    lines = [
        "[Desktop Entry]",
        "Type=Application",
        "Version=1.4",
        *_localised("Name", PRODUCT.title),
        *_localised("GenericName", PRODUCT.generic_name),
        *_localised("Comment", PRODUCT.summary),
        f"Exec={program} %F" if program == PRODUCT.command else f'Exec="{program}" %F',
        f"TryExec={program}",
        f"Icon={PRODUCT.command}",
        "Terminal=false",
        f"Categories={_list(PRODUCT.categories)}",
        f"MimeType={_list(types)}",
        f"Keywords={_list(word.en for word in PRODUCT.keywords)}",
        f"Keywords[ko]={_list(word.ko for word in PRODUCT.keywords)}",
        "StartupNotify=true",
        f"StartupWMClass={PRODUCT.command}",
    ]
    return "\n".join(lines) + "\n"


def mime_package() -> str:
    """Return the description of the files of networks.

    Other programs use the same ending, so the name alone weighs less than usual (50), and what the file begins with
    decides where a program looks into it.
    """
    kind = PRODUCT.model_file
    root = ET.Element("mime-info", xmlns=_MIME_NAMESPACE)
    entry = ET.SubElement(root, "mime-type", type=kind.mime)
    _say(entry, "comment", kind.words)
    ET.SubElement(entry, "generic-icon", name="x-office-document")
    magic = ET.SubElement(entry, "magic", priority="60")
    first, last = kind.signature_offsets
    ET.SubElement(magic, "match", type="string", offset=f"{first}:{last}", value=kind.signature)
    ET.SubElement(entry, "glob", pattern=f"*{kind.ending}", weight="40")
    return _document(root)


def metainfo() -> str:
    """Return the AppStream description, which software centres show."""
    root = ET.Element("component", type="desktop-application")
    facts = (
        ("id", PRODUCT.identifier),
        ("metadata_license", "CC0-1.0"),
        ("project_license", PRODUCT.licence),
    )
    for tag, words in facts:
        ET.SubElement(root, tag).text = words
    _say(root, "name", PRODUCT.title)
    _say(root, "summary", PRODUCT.summary)
    developer = ET.SubElement(root, "developer", id=PRODUCT.identifier.rpartition(".")[0])
    ET.SubElement(developer, "name").text = PRODUCT.maintainer
    ET.SubElement(root, "developer_name").text = PRODUCT.maintainer  # as older software centres know it
    _paragraphs(ET.SubElement(root, "description"), PRODUCT.description)
    ET.SubElement(root, "launchable", type="desktop-id").text = f"{PRODUCT.identifier}.desktop"
    ET.SubElement(root, "icon", type="stock").text = PRODUCT.command
    _list_elements(root, "categories", "category", PRODUCT.categories)
    keywords = ET.SubElement(root, "keywords")
    for keyword in PRODUCT.keywords:
        _say(keywords, "keyword", keyword)
    provides = ET.SubElement(root, "provides")
    ET.SubElement(provides, "binary").text = PRODUCT.command
    ET.SubElement(provides, "mediatype").text = PRODUCT.model_file.mime
    ET.SubElement(root, "content_rating", type="oars-1.1")
    releases = ET.SubElement(root, "releases")
    for release in PRODUCT.releases:
        entry = ET.SubElement(releases, "release", version=release.version, date=release.date)
        _paragraphs(ET.SubElement(entry, "description"), release.notes)
    return _document(root)


def _localised(key: str, words: Words) -> tuple[str, str]:
    return f"{key}={words.en}", f"{key}[ko]={words.ko}"


def _list(words: Iterable[str]) -> str:
    return "".join(f"{word};" for word in words)


def _say(parent: ET.Element, tag: str, words: Words) -> None:
    ET.SubElement(parent, tag).text = words.en
    ET.SubElement(parent, tag, {_LANGUAGE: "ko"}).text = words.ko


def _paragraphs(parent: ET.Element, paragraphs: Iterable[Words]) -> None:
    for words in paragraphs:
        _say(parent, "p", words)


def _list_elements(parent: ET.Element, tag: str, each: str, words: Iterable[str]) -> None:
    group = ET.SubElement(parent, tag)
    for word in words:
        ET.SubElement(group, each).text = word


def _document(root: ET.Element) -> str:
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'

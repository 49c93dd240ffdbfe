"""What CNN Studio is, told once for the packages of all systems.

The version alone is read from `pyproject.toml`, which names the source file that holds it.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Words:
    """A sentence or name in the languages of the app."""

    en: str
    ko: str


@dataclass(frozen=True)
class FileType:
    """A kind of file that the app saves and opens again.

    Attributes
    ----------
    mime
        Its MIME type.
    ending
        How the names of such files end, with the dot.
    signature
        Bytes by which such a file is told from others with the same ending.
    signature_offsets
        First and last place where the signature may begin.
    words
        What file managers call it.

    """

    mime: str
    ending: str
    signature: str
    signature_offsets: tuple[int, int]
    words: Words


@dataclass(frozen=True)
class Release:
    """What a version brought.

    Attributes
    ----------
    version
        As in `version()`.
    date
        Year-month-day.
    notes
        Sentences.

    """

    version: str
    date: str
    notes: tuple[Words, ...]


@dataclass(frozen=True)
class Product:
    """The app as the systems' menus, stores and lists of programs show it.

    Attributes
    ----------
    name
        As people write it.
    title, generic_name
        Its name in each language, and what kind of program it is.
    command
        The program's name, also of its package.
    identifier
        Reverse-DNS name: the bundle identifier on macOS, the component on Linux, and there the .desktop file's name,
        by which a Wayland compositor finds the window's icon (`QApplication.setDesktopFileName`).
    summary
        One line, at most 60 characters of English, without a full stop.
    description
        Paragraphs.
    keywords
        What people type who search for such a program.
    categories
        Of the freedesktop.org menu specification.
    picture_types
        MIME types of pictures that it opens, but is not the first choice for.
    maintainer, email, licence, copyright
        Who makes it, and under which SPDX licence.
    releases
        The newest first.

    """

    name: str
    title: Words
    generic_name: Words
    command: str
    identifier: str
    summary: Words
    description: tuple[Words, ...]
    keywords: tuple[Words, ...]
    categories: tuple[str, ...]
    model_file: FileType
    picture_types: tuple[str, ...]
    maintainer: str
    email: str
    licence: str
    copyright: str
    releases: tuple[Release, ...]


PRODUCT = Product(
    name="CNN Studio",
    title=Words("CNN Studio", "CNN 스튜디오"),
    generic_name=Words("Neural Network Lab", "신경망 실험실"),
    command="cnnstudio",
    identifier="org.cnnstudio.studio",
    summary=Words(
        "See a convolutional network compute, number by number", "합성곱 신경망의 계산을 수 하나하나까지 들여다보기"
    ),
    description=(
        Words(
            "Draw a digit and watch a convolutional network read it: "
            "every layer and every number, while the pen moves.",
            "숫자를 그리고 합성곱 신경망이 그 숫자를 읽는 과정을 지켜보세요. "
            "펜이 움직이는 동안 모든 층의 모든 수가 함께 바뀝니다.",
        ),
        Words(
            "Made for classes: step through convolution, pooling, softmax and backpropagation, "
            "train a network and watch it learn. It needs no internet and sends nothing anywhere.",
            "수업을 위해 만들었습니다. 합성곱, 풀링, 소프트맥스, 역전파를 한 단계씩 따라가고, "
            "신경망을 학습시키며 배워 가는 과정을 지켜봅니다. "
            "인터넷 연결이 필요 없고, 어떤 데이터도 밖으로 보내지 않습니다.",
        ),
    ),
    keywords=(
        Words("convolution", "합성곱"),
        Words("neural network", "신경망"),
        Words("deep learning", "딥러닝"),
        Words("MNIST", "손글씨"),
        Words("teaching", "수업"),
    ),
    categories=("Education", "ArtificialIntelligence"),
    model_file=FileType(
        mime="application/vnd.cnnstudio.model+safetensors",
        ending=".safetensors",
        signature="cnnstudio-network-",
        signature_offsets=(8, 512),
        words=Words("CNN Studio network", "CNN 스튜디오 신경망"),
    ),
    picture_types=("image/png", "image/jpeg", "image/bmp", "image/gif", "image/webp", "image/tiff"),
    maintainer="CNN Studio contributors",
    email="maintainers@cnnstudio.example",  # the project has no public address yet
    licence="MIT",
    copyright="2026 CNN Studio contributors",
    releases=(
        Release(
            "0.1.0",
            "2026-11-22",
            (
                Words(
                    "The first release: six labs, from drawing a digit to training a network.",
                    "첫 번째 버전: 숫자 그리기부터 신경망 학습까지 실험실 여섯 개가 들어 있습니다.",
                ),
            ),
        ),
    ),
)


def version(root: Path = ROOT) -> str:
    """Return the version of the project in a folder; raises `ValueError` where its file names none."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    path = root / project["tool"]["hatch"]["version"]["path"]
    found = re.search(r'^__version__ = "([^"]+)"$', path.read_text(encoding="utf-8"), re.MULTILINE)
    if found is None:
        raise ValueError(f"{path} names no version")
    return found[1]

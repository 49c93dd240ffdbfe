"""The workflow that makes a release: it runs elsewhere, so everything it names is looked up here."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from fnmatch import fnmatch
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from macos.image import image_path
from product import PRODUCT, ROOT, version
from windows.installer import Build

_FILE = ROOT / ".github" / "workflows" / "release.yml"

Step = dict[str, Any]


def workflow() -> dict[Any, Any]:
    """Return the workflow as its reader sees it."""
    content: dict[Any, Any] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return content


JOBS: dict[str, dict[str, Any]] = workflow()["jobs"]


def steps(job: str | None = None) -> Iterator[Step]:
    """Yield the steps of a job, or of all."""
    for name, content in JOBS.items():
        if job in (None, name):
            yield from content["steps"]


def needed(job: str) -> set[str]:
    """Return the jobs that are done before a job."""
    direct = JOBS[job].get("needs", [])
    names = [direct] if isinstance(direct, str) else direct
    return set(names).union(*(needed(name) for name in names))


def commands() -> Iterator[list[str]]:
    """Yield the words of all lines that run Python or a script of ours."""
    for step in steps():
        script = step.get("run", "").replace("\\\n", " ")
        for line in script.splitlines():
            if re.match(r" *(python3?|sh) ", line):
                yield shlex.split(line)


@cache
def help_of(script: str, *action: str) -> str:
    """Return what a script says of its options."""
    done = subprocess.run(
        [sys.executable, script, *action, "--help"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def uploads(job: str) -> Iterator[dict[str, Any]]:
    for step in steps(job):
        if step.get("uses", "").startswith("actions/upload-artifact@"):
            yield step["with"]


def test_it_begins_with_a_tag_or_by_hand() -> None:
    begins = workflow()[True]  # YAML takes the word "on" for a yes
    assert begins["push"] == {"tags": ["v*"]}
    assert "workflow_dispatch" in begins


def test_jobs_wait_for_jobs_that_there_are() -> None:
    for name in JOBS:
        assert needed(name) <= set(JOBS) - {name}
    assert {"linux", "windows", "windows-installed", "macos"} <= needed("draft"), "no draft of what was not tried"


def test_every_command_is_there_with_its_options() -> None:
    seen = set()
    for words in commands():
        script, options = words[1], [word for word in words if word.startswith("--")]
        assert (ROOT / script).is_file(), script
        seen.add(script)
        if script.endswith(".py"):
            action = [words[2]] if script.endswith("release.py") else []
            assert set(options) <= set(re.findall(r"--[\w-]+", help_of(script, *action))), words
    scripts = ("build", "package_linux", "package_windows", "package_macos", "release")
    assert seen >= {f"packaging/{name}.py" for name in scripts}
    assert "packaging/windows/sign.sh" in _FILE.read_text(encoding="utf-8")


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash here")
def test_every_script_can_be_read_by_the_shell() -> None:
    for step in steps():
        if "run" in step and step.get("shell") != "pwsh":
            script = re.sub(r"\$\{\{.*?\}\}", "value", step["run"])
            done = subprocess.run(["bash", "-n"], input=script, capture_output=True, text=True, check=False)
            assert done.returncode == 0, done.stderr


def test_what_is_taken_was_left_by_a_job_before() -> None:
    for job in JOBS:
        left = {upload["name"] for before in needed(job) for upload in uploads(before)}
        for step in steps(job):
            if step.get("uses", "").startswith("actions/download-artifact@"):
                asked = step["with"]
                pattern = asked.get("name") or asked["pattern"]
                taken = {name for name in left if fnmatch(name, pattern)}
                assert taken, f"{job} takes {pattern}"
                if job == "draft":
                    assert taken == {"packages-linux", "packages-windows", "packages-macos"}


def test_what_is_left_is_what_the_scripts_make() -> None:
    icon, frozen = Path("any.ico"), Path("build/frozen")
    made = {
        "packages-windows": [Build(Path("dist/cnnstudio"), Path("dist"), "1.2.3", icon).target],
        "packages-macos": [image_path(Path("dist"), "1.2.3")],
        "packages-linux": [Path("dist/cnnstudio_1.2.3_amd64.deb"), Path("dist/cnnstudio-1.2.3-linux-x86_64.tar.zst")],
        "app-windows": [Path("dist/cnnstudio"), frozen / "cnnstudio.ico", frozen / "cnnstudio.bmp"],
    }
    left = {upload["name"]: upload["path"].split() for job in JOBS for upload in uploads(job)}
    assert left.keys() == made.keys()
    for name, patterns in left.items():
        for pattern in patterns:
            assert any(fnmatch(path.as_posix(), pattern) for path in made[name]), (name, pattern)


def test_the_readme_names_the_files_that_are_made() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    number, command = version(), PRODUCT.command
    made = {
        Build(Path("any"), Path("dist"), number, Path("any.ico")).target.name,
        image_path(Path("dist"), number).name,
        f"{command}_{number}_amd64.deb",
        f"{command}-{number}-linux-x86_64.tar.zst",
    }
    named = set(re.findall(rf"{command}[-_]\d[\w.-]*\.(?:exe|dmg|deb|zst)", readme))
    assert named == made


def test_secrets_are_seen_only_by_the_steps_that_sign() -> None:
    for name, job in JOBS.items():
        asked = [value for value in job.get("env", {}).values() if "secrets." in value]
        assert all("!= ''" in value for value in asked), f"{name} only asks whether there is one"
        for step in job["steps"]:
            if "secrets." in str(step):
                assert re.search(r"env\.HAS_\w+ == 'true'", step.get("if", "")), step["name"]
                assert "secrets." not in step["run"], "secrets come as variables, not as text in a script"


def test_only_the_draft_may_write() -> None:
    assert workflow()["permissions"] == {"contents": "read"}
    assert [name for name, job in JOBS.items() if "permissions" in job] == ["draft"]
    assert JOBS["draft"]["if"] == "github.ref_type == 'tag'"


def test_no_place_for_packages_is_written_down() -> None:
    text = _FILE.read_text(encoding="utf-8")
    assert "://" not in text
    assert workflow()["env"]["PIP_EXTRA_INDEX_URL"] == "${{ vars.PIP_EXTRA_INDEX_URL }}"


def test_every_job_ends() -> None:
    assert all(job["timeout-minutes"] <= 90 for job in JOBS.values())

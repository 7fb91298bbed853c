"""Drafts to other formats by LibreOffice, without the traces of when that was."""

from __future__ import annotations

import re
import subprocess
import tempfile
import zipfile
from pathlib import Path

CONVERT_SECONDS = 180
_MADE = (2020, 1, 1, 0, 0, 0)
_KEPT = ("mimetype", "content.xml", "styles.xml", "META-INF/manifest.xml")
_LIST_ID = re.compile(r"\blist\d+\b")
_ENTRY = re.compile(r'\s*<manifest:file-entry manifest:full-path="([^"]*)"[^>]*/>')


def convert(draft: Path, form: str) -> bytes:
    """DRAFT as LibreOffice writes it in FORM (`pdf`, `odt`, `doc`). Raises where LibreOffice does not."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless"]
        command += ["--convert-to", form, "--outdir", folder, str(draft)]
        subprocess.run(command, check=True, timeout=CONVERT_SECONDS, capture_output=True)
        return (Path(folder) / f"{draft.stem}.{form}").read_bytes()


def write_odt(draft: Path, odt: Path) -> None:
    """DRAFT, a DOCX file, as ODT: text and styles only, so that the same draft gives the same bytes."""
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / odt.name
        made.write_bytes(convert(draft, "odt"))
        with zipfile.ZipFile(made) as archive:
            parts = {name: archive.read(name).decode("utf-8") for name in _KEPT}
    parts["content.xml"] = _counted(parts["content.xml"])
    parts["META-INF/manifest.xml"] = _ENTRY.sub(
        lambda entry: entry[0] if entry[1] in ("/", *_KEPT) else "", parts["META-INF/manifest.xml"]
    )
    with zipfile.ZipFile(odt, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            info = zipfile.ZipInfo(name, _MADE)
            info.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(info, text)


def _counted(content: str) -> str:
    """CONTENT with its lists named in their order: LibreOffice draws their names by lot."""
    names: dict[str, str] = {}
    return _LIST_ID.sub(lambda found: names.setdefault(found[0], f"list{len(names) + 1}"), content)

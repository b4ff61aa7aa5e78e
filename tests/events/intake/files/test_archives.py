"""`events.intake.files.archives`: an archive is judged by what it declares, before anything is unpacked."""

import io
import zipfile

import pytest

from events.intake.files.archives import unpacked
from events.intake.files.grids import Refused
from tests.events.intake.sample_files import repacked, sample


def test_xml_is_unpacked_and_pictures_are_not() -> None:
    parts = unpacked("a.xlsx", repacked("control-sheet.xlsx", {"xl/media/image1.png": b"x"}))
    assert "xl/workbook.xml" in parts
    assert "xl/media/image1.png" not in parts


def test_what_printers_remember_is_no_macro() -> None:
    unpacked("a.xlsx", repacked("control-sheet.xlsx", {"xl/printerSettings/printerSettings1.bin": b"x"}))


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("xl/vbaProject.bin", "macros"),
        ("xl/other.bin", "macros"),
        ("xl/macrosheets/sheet1.xml", "macros"),
        ("xl/embeddings/oleObject1.bin", "embedded programs"),
        ("Basic/Standard/Module1.xml", "macros"),
        ("Scripts/python/a.py", "macros"),
        ("xl/workbook.bin", ".xlsb"),
        ("../a.xml", "climbs out"),
        ("xl/../../a.xml", "climbs out"),
        ("xl\\..\\..\\a.xml", "climbs out"),
        ("/a.xml", "climbs out"),
        ("C:/a.xml", "climbs out"),
        ("XL/workbook.xml", "one name twice"),
    ],
)
def test_an_archive_with_a_part_that_no_table_needs_is_refused_by_name(path: str, why: str) -> None:
    with pytest.raises(Refused, match=f"^a.xlsx: .*{why}"):
        unpacked("a.xlsx", repacked("control-sheet.xlsx", {path: b"x"}))


def test_a_part_of_nearly_nothing_is_refused_by_name() -> None:
    with pytest.raises(Refused, match=r"xl/a\.xml is 20,000,000 bytes of nearly nothing"):
        unpacked("a.xlsx", repacked("control-sheet.xlsx", {"xl/a.xml": b" " * 20_000_000}))


def test_an_archive_that_declares_less_than_it_has_is_refused_by_name() -> None:
    packed = bytearray(repacked("control-sheet.xlsx", {"xl/a.xml": b" " * 1_234_567}))
    size = (1_234_567).to_bytes(4, "little")
    with pytest.raises(Refused, match="broken"):
        unpacked("a.xlsx", bytes(packed.replace(size, (2_000).to_bytes(4, "little"))))


def test_an_archive_with_too_many_parts_is_refused_by_name() -> None:
    with pytest.raises(Refused, match="too many entries"):
        unpacked("a.xlsx", repacked("control-sheet.xlsx", {f"{number}.png": b"" for number in range(10_001)}))


def test_a_locked_archive_is_refused_by_name() -> None:
    packed = bytearray(sample("control-sheet.xlsx"))
    for signature, flags in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        packed[packed.index(signature) + flags] |= 1
    with pytest.raises(Refused, match="password"):
        unpacked("a.xlsx", bytes(packed))


def test_an_archive_is_read_in_every_way_of_packing_that_we_know() -> None:
    for way in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", way) as archive:
            archive.writestr("xl/workbook.xml", b"<x/>")
        assert unpacked("a.xlsx", packed.getvalue()) == {"xl/workbook.xml": b"<x/>"}

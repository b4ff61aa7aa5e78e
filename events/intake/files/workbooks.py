"""
From the sheets of a workbook to `Grid`s: XLSX through calamine, OpenDocument by its own XML.

calamine keeps a sheet as a full rectangle from its first to its last cell, and each text as often as it is used; how
large that becomes is told from the XML before calamine sees it. It has no merged cells and no hidden sheets of an
OpenDocument.
"""

import io
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from events.intake.files.archives import MOST_AREA, check_sheet, lengths_of, local, parse, unpacked
from events.intake.files.grids import Grid, Refused
from events.intake.files.keep import MOST_COLUMNS, MOST_ROWS, Keeper, text_of

Merged = Mapping[int, list[tuple[int, int]]]
"""By the line of the first cell: column, from 0, and last line of what is merged."""


def read_workbook(name: str, data: bytes) -> tuple[Grid, ...]:
    """
    Read a workbook, `.xlsx` or `.ods`.

    Returns
    -------
    grids
        One for each sheet, in its order, with the fact ``date_system``, 1900 or 1904. A cell merged over rows has its
        value in each of them that is not blank otherwise; one merged over columns has it in the first.

    Raises
    ------
    Refused
        If it is no workbook, is broken, has macros or a password, or is larger than any of the limits.
    """
    parts = unpacked(name, data)
    if "xl/workbook.xml" in parts:
        return _read_xlsx(name, parts)
    if "content.xml" in parts and b"spreadsheet" in parts.get("mimetype", b"spreadsheet"):
        if b"encryption-data" in parts.get("META-INF/manifest.xml", b""):
            raise Refused(name, "it has a password; save it without one")
        return _OpenDocument(name).read(parts["content.xml"])
    raise Refused(name, "an archive that is no workbook; unpack it, and bring the table within it")


def _spread(rows: Iterable[tuple[int, list[str]]], merged: Merged) -> Iterator[tuple[int, list[str]]]:
    """Give each row that is not blank the values of the cells that are merged with it from above."""
    above: dict[int, tuple[int, str]] = {}
    for line, cells in rows:
        if not any(cells):
            continue
        for column, (last, value) in list(above.items()):
            if line > last:
                del above[column]
            elif column < len(cells) and not cells[column]:
                cells[column] = value
        for column, last in merged.get(line, ()):
            if column < len(cells) and cells[column]:
                above[column] = last, cells[column]
        yield line, cells


def _grid(
    name: str, rows: Iterable[tuple[int, list[str]]], merged: Merged, sheet: str, hidden: bool, system: int
) -> Grid:
    keeper = Keeper(name)
    for line, cells in _spread(rows, merged):
        keeper.keep(line, cells)
    return Grid(tuple(keeper.records), sheet=sheet, hidden=hidden, facts={"date_system": system})


# XLSX.


def _read_xlsx(name: str, parts: Mapping[str, bytes]) -> tuple[Grid, ...]:
    if b"vbaproject" in (types := parts.get("[Content_Types].xml", b"").lower()) or b"macroenabled" in types:
        raise Refused(name, "a workbook with macros; save it as .xlsx without")
    lengths = lengths_of(name, parts.get("xl/sharedStrings.xml", b""))
    for part in parts.values():
        if b"sheetData" in part:
            check_sheet(name, part, lengths)
    system = _date_system(name, parts["xl/workbook.xml"])
    # calamine gets what was looked at, and nothing that another reader of archives might find in the same bytes.
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for path, part in parts.items():
            archive.writestr(path, part)
    packed.seek(0)
    try:
        with CalamineWorkbook.from_filelike(packed) as book:
            return tuple(
                _of_sheet(name, book.get_sheet_by_name(sheet.name), sheet.visible != SheetVisibleEnum.Visible, system)
                for sheet in book.sheets_metadata
                if sheet.typ == SheetTypeEnum.WorkSheet
            )
    except CalamineError as error:
        raise Refused(name, f"a workbook that is broken ({error})") from error
    except BaseException as error:
        # What calamine cannot cope with at all is no `Exception`, and its type has no name to be imported by.
        if type(error).__name__ == "PanicException":
            raise Refused(name, "a workbook that is broken") from error
        raise


def _of_sheet(name: str, sheet: CalamineSheet, hidden: bool, system: int) -> Grid:
    merged = defaultdict(list)
    left = sheet.start[1] if sheet.start else 0  # its rows begin with the first of all, but not its columns
    for (first, column), (last, _) in sheet.merged_cell_ranges or ():
        if last > first and column >= left:
            merged[first + 1].append((column - left, last + 1))
    rows = (
        (line, [value if type(value) is str else text_of(value) for value in row])
        for line, row in enumerate(sheet.iter_rows(), 1)
    )
    return _grid(name, rows, merged, sheet.name, hidden, system)


def _date_system(name: str, workbook: bytes) -> int:
    found = [1900]

    def start(element: str, attributes: dict[str, str]) -> None:
        if local(element) == "workbookPr" and attributes.get("date1904", "") in ("1", "true", "on"):
            found.append(1904)

    parse(name, workbook, start)
    return found[-1]


# OpenDocument.

TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "
OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0 "
STYLE = "urn:oasis:names:tc:opendocument:xmlns:style:1.0 "
TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0 "
DRAW = "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0 "
CELLS = (TABLE + "table-cell", TABLE + "covered-table-cell")
SPACES = {TEXT + "s": " ", TEXT + "tab": " ", TEXT + "line-break": "\n"}
ASIDE = (OFFICE + "annotation", TABLE + "tracked-changes", DRAW)
"""What may stand within a cell or a sheet and is no text of it: comments, old versions, pictures."""


class _OpenDocument:
    """Walks through the content of a spreadsheet; blank rows and cells cost nothing, however often repeated."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._grids: list[Grid] = []
        self._hiding: set[str] = set()
        self._style = ""
        self._system = 1900
        self._sheet, self._hidden = "", False
        self._rows: list[tuple[int, list[str]]] = []
        self._merged: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
        self._line, self._times, self._column, self._kept = 1, 1, 0, 0
        self._cells: list[str] = []
        self._cell: dict[str, str] = {}
        self._text: list[str] = []
        self._aside = self._paragraphs = 0

    def read(self, content: bytes) -> tuple[Grid, ...]:
        parse(self._name, content, self._start, self._end, self._piece)
        return tuple(self._grids)

    def _start(self, element: str, attributes: dict[str, str]) -> None:
        if self._aside or element.startswith(ASIDE):
            self._aside += 1
        elif element in CELLS:
            self._cell, self._text = attributes, []
        elif element.startswith(TEXT):
            if element == TEXT + "p":
                self._paragraphs += 1
                self._text.append("\n")
            self._text.append(SPACES.get(element, ""))
        elif element == TABLE + "table-row":
            self._times, self._column, self._cells = _number(attributes, "number-rows-repeated"), 0, []
        elif element == TABLE + "table":
            self._sheet, self._hidden = attributes.get(TABLE + "name", ""), False
            self._hidden = attributes.get(TABLE + "style-name") in self._hiding
            self._rows, self._merged, self._line = [], defaultdict(list), 1
        elif element == STYLE + "style":
            self._style = attributes.get(STYLE + "name", "")
        elif element == STYLE + "table-properties" and attributes.get(TABLE + "display") == "false":
            self._hiding.add(self._style)
        elif element == TABLE + "null-date" and attributes.get(TABLE + "date-value", "").startswith("1904"):
            self._system = 1904

    def _piece(self, piece: str) -> None:
        if self._paragraphs and not self._aside:
            self._text.append(piece)

    def _end(self, element: str) -> None:
        if self._aside:
            self._aside -= 1
        elif element == TEXT + "p":
            self._paragraphs -= 1
        elif element in CELLS:
            self._end_cell()
        elif element == TABLE + "table-row":
            self._end_row()
        elif element == TABLE + "table":
            width = max((len(cells) for _, cells in self._rows), default=0)
            self._refuse_if(len(self._rows) * width > MOST_AREA)
            rows = ((line, cells + [""] * (width - len(cells))) for line, cells in self._rows)
            self._grids.append(_grid(self._name, rows, self._merged, self._sheet, self._hidden, self._system))

    def _end_cell(self) -> None:
        value = _value(self._cell, "".join(self._text).strip())
        times = _number(self._cell, "number-columns-repeated")
        if value:
            self._refuse_if(self._column + times > MOST_COLUMNS)
            self._cells += [""] * (self._column - len(self._cells)) + [value] * times
            if (rows := _number(self._cell, "number-rows-spanned")) > 1:
                self._merged[self._line].append((self._column, self._line + rows - 1))
        self._column += times

    def _end_row(self) -> None:
        if self._cells:
            self._kept += len(self._cells)
            self._refuse_if(self._kept > MOST_AREA or len(self._rows) + self._times > MOST_ROWS + 1)
            self._rows += [(self._line + number, self._cells) for number in range(self._times)]
        self._line += self._times

    def _refuse_if(self, large: bool) -> None:
        if large:
            raise Refused(self._name, f"a sheet has more than {MOST_ROWS:,} rows or {MOST_COLUMNS} columns of cells")


def _number(attributes: Mapping[str, str], attribute: str) -> int:
    """How often or how far, once unless it is said."""
    said = attributes.get(TABLE + attribute, "")
    return max(1, int(said)) if said.isdecimal() and len(said) < 10 else 1


def _value(cell: Mapping[str, str], shown: str) -> str:
    """Write the value of a cell, which may differ from what is shown: a day as ``2021-07-05``, a number in full."""
    match cell.get(OFFICE + "value-type"):
        case "date":
            return cell.get(OFFICE + "date-value", shown).removesuffix("T00:00:00")
        case "float" | "percentage" | "currency":
            return cell.get(OFFICE + "value", shown).removesuffix(".0")
        case "boolean":
            return cell.get(OFFICE + "boolean-value", shown).upper()
    return shown or cell.get(OFFICE + "string-value", "")

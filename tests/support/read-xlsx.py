"""Reads a workbook from standard input and prints its sheets as JSON, with nothing but the standard library.

Each sheet is {"name", "frozen", "rows"}; a cell is [type, value] with the type "n" (a number) or "text", or
null where there is none. Cells are placed by their references.
"""

import io
import json
import re
import sys
import zipfile
import xml.etree.ElementTree as tree

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
OFFICE = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def place(reference):
    letters, row = re.fullmatch(r"([A-Z]+)([0-9]+)", reference).groups()
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return int(row) - 1, column - 1


def plain(text):
    return re.sub(r"_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), text)


def cell(element):
    if element.get("t") == "inlineStr":
        return ["text", plain(element.find(f"{MAIN}is/{MAIN}t").text or "")]
    return ["n", float(element.find(f"{MAIN}v").text)]


def rows_of(sheet):
    rows = []
    for row in sheet.iter(f"{MAIN}row"):
        cells = []
        for element in row.iter(f"{MAIN}c"):
            number, column = place(element.get("r"))
            assert number == len(rows) == int(row.get("r")) - 1
            cells.extend([None] * (column - len(cells)))
            cells.append(cell(element))
        rows.append(cells)
    return rows


book = zipfile.ZipFile(io.BytesIO(sys.stdin.buffer.read()))
assert book.testzip() is None
types = {part.get("PartName") for part in tree.fromstring(book.read("[Content_Types].xml"))}
relations = tree.fromstring(book.read("xl/_rels/workbook.xml.rels"))
targets = {relation.get("Id"): relation.get("Target") for relation in relations}
sheets = []
for entry in tree.fromstring(book.read("xl/workbook.xml")).iter(f"{MAIN}sheet"):
    path = "xl/" + targets[entry.get(f"{OFFICE}id")]
    assert "/" + path in types
    sheet = tree.fromstring(book.read(path))
    frozen = sheet.find(f"{MAIN}sheetViews/{MAIN}sheetView/{MAIN}pane").get("ySplit")
    sheets.append({"name": entry.get("name"), "frozen": frozen, "rows": rows_of(sheet)})
sys.stdout.buffer.write(json.dumps(sheets).encode("utf-8"))

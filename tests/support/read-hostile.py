"""Reads what was exported of a project with hostile texts, by means of its own, and prints what is wrong with it.

Argument: a folder with CSV files for spreadsheets, workbooks, a drawing, a canvas and an evidence pack.
"""

import csv
import io
import json
import pathlib
import sys
import xml.etree.ElementTree as xml
import zipfile
from html.parser import HTMLParser

csv.field_size_limit(sys.maxsize)
folder = pathlib.Path(sys.argv[1])
found = {"formulas": [], "scripts": [], "cells": 0, "files": 0}

# What spreadsheets take for a formula (OWASP, "CSV Injection").
RUNS = ("=", "+", "-", "@", "\t", "\r")


class Page(HTMLParser):
    """Takes down everything in a page that a browser would run or load."""

    def handle_starttag(self, tag, attributes):
        loads = {"script", "iframe", "object", "embed", "base", "form", "svg", "img", "link", "meta"}
        harmless = tag == "meta" and not any(name == "http-equiv" and value == "refresh" for name, value in attributes)
        style = tag == "link" and ("rel", "stylesheet") in attributes
        if tag in loads and not harmless and not style:
            found["scripts"].append([tag, attributes])
        for name, value in attributes:
            address = (value or "").strip().lower()
            leads = name in ("href", "src") and address.split(":")[0] in ("javascript", "data", "http", "https", "file")
            if name.startswith("on") or leads:
                found["scripts"].append([tag, name, value])


def read_csv(text, guarded):
    rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    if not rows:
        return
    for row in rows:
        assert len(row) == len(rows[0]), row
        found["cells"] += len(row)
        if guarded:
            found["formulas"] += [cell for cell in row[:-1] if cell.startswith(RUNS) and not is_number(cell)]


def is_number(text):
    try:
        float(text)
        return True
    except ValueError:
        return False


def read_workbook(path):
    with zipfile.ZipFile(path) as book:
        assert book.testzip() is None
        for name in book.namelist():
            tree = xml.fromstring(book.read(name))
            for element in tree.iter():
                if element.tag.endswith("}f") or "externalLink" in name or "vbaProject" in name:
                    found["formulas"].append([name, element.text])
                found["cells"] += element.tag.endswith("}c")


for path in sorted(folder.iterdir()):
    found["files"] += 1
    if path.suffix == ".csv":
        read_csv(path.read_bytes().decode("utf-8-sig"), True)
    elif path.suffix == ".xlsx":
        read_workbook(path)
    elif path.suffix == ".canvas":
        json.loads(path.read_text())
    elif path.suffix == ".svg":
        for element in xml.fromstring(path.read_bytes()).iter():
            name = element.tag.split("}")[-1]
            if name in ("script", "foreignObject", "a") or any(key.startswith("on") for key in element.attrib):
                found["scripts"].append([name, element.attrib])
    elif path.suffix == ".zip":
        with zipfile.ZipFile(path) as pack:
            assert pack.testzip() is None
            for name in pack.namelist():
                found["files"] += 1
                if name.startswith("originals/"):
                    continue
                text = pack.read(name).decode("utf-8")
                if name.endswith(".csv"):
                    read_csv(text, False)
                elif name.endswith(".html"):
                    Page().feed(text)

print(json.dumps(found))

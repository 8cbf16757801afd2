"""Compares two CSV files row by row, values of JSON lists as lists: compare-csv.py ONE OTHER. Prints the number of rows."""

import csv
import itertools
import json
import sys


def value(text):
    return json.loads(text) if text[:1] == "[" else text


def rows(path):
    with open(path, encoding="utf-8", newline="") as file:
        yield from csv.reader(file, strict=True)


count = 0
for one, other in itertools.zip_longest(rows(sys.argv[1]), rows(sys.argv[2])):
    if one != other and (one is None or other is None or list(map(value, one)) != list(map(value, other))):
        sys.exit(f"Row {count} differs:\n{one}\n{other}")
    count += 1
print(count - 1)

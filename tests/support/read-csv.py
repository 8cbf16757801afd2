"""Reads CSV from standard input with Python's csv module and prints its rows as JSON.

Usage: read-csv.py [SEPARATOR [ENCODING]]. The encoding "utf-8-sig" takes a byte-order mark away.
"""

import csv
import io
import json
import sys

separator = sys.argv[1] if len(sys.argv) > 1 else ","
encoding = sys.argv[2] if len(sys.argv) > 2 else "utf-8"
csv.field_size_limit(sys.maxsize)
text = io.TextIOWrapper(sys.stdin.buffer, encoding=encoding, newline="")
rows = list(csv.reader(text, delimiter=separator, strict=True))
sys.stdout.buffer.write(json.dumps(rows).encode("utf-8"))

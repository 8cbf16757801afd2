"""Compares exports of a project, value by value, with the rows of its database, with nothing but the standard library.

Usage: compare-exports.py PROJECT FOLDER

FOLDER holds any of NAME.csv, NAME.spreadsheet.csv (separated by semicolons), NAME.json and NAME.xlsx for the single
tables, and of tables.csv.zip, tables.json.zip and tables.xlsx. Nothing of the project is deleted, merged or joined.
What a row should say is worked out anew here from the stored rows, in the simplest way rather than the fastest.

Prints {"values": how many were compared by export, "differences": the first that were found}.
"""

import calendar
import csv
import io
import json
import pathlib
import re
import sqlite3
import subprocess
import sys
import urllib.parse
import zipfile

project, folder = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
csv.field_size_limit(sys.maxsize)
database = sqlite3.connect(f"file:{urllib.parse.quote(str(project))}?mode=ro", uri=True)
database.row_factory = lambda cursor, row: {d[0]: v for d, v in zip(cursor.description, row)}


def rows_of(table):
    rows = database.execute(f"select * from {table} order by 1").fetchall()
    assert not any(row.get("deleted") for row in rows), table
    return [{name: value for name, value in row.items() if name != "deleted"} for row in rows]


SHARED = [
    "about", "actor", "alias", "analyst", "assessment", "claim", "claim_event", "claimant", "document", "event",
    "evidence", "figure", "hypothesis", "passage", "proposition", "relation", "source", "tag", "tagging",
]  # fmt: skip
stored = {table: rows_of(table) for table in SHARED}
by_id = {table: {row["uid"]: row for row in rows} for table, rows in stored.items()}
blocks = {row["document"]: json.loads(row["blocks"]) for row in rows_of("document_text")}
assert not any(row["merged_into"] for row in stored["actor"])
assert not any(row["joined_into"] for row in stored["proposition"])


def name_of(actor):
    return None if actor is None else by_id["actor"][actor]["name"]


def cite(claim):
    return f"{by_id['analyst'][claim['created_by']]['initials']}-{claim['number']}"


def analyst(uid):
    return by_id["analyst"][uid]["name"]


def path_of(tag):
    parent = by_id["tag"][tag]["parent"]
    return (path_of(parent) if parent else []) + [by_id["tag"][tag]["name"]]


def heading(tag):
    return "tag: " + " > ".join(path_of(tag))


def day(date, last):
    """The first or last day of a date to the year, month or day, whatever its qualification."""
    year, month, dom = (list(map(int, re.sub("[?~%]", "", date).split("-"))) + [None, None])[:3]
    month = month or (12 if last else 1)
    dom = dom or (calendar.monthrange(year, month)[1] if last else 1)
    return f"{year:04}-{month:02}-{dom:02}"


def bounds(date):
    if date is None:
        return None, None
    first, _, last = date.partition("/")
    last = last or first
    return (None if first == ".." else day(first, False)), (None if last == ".." else day(last, True))


def evidence_documents(claim):
    documents = []
    for row in stored["evidence"]:
        if row["claim"] == claim["uid"]:
            passage = by_id["passage"].get(row["passage"])
            documents.append(passage["document"] if passage else row["document"])
    return sorted(set(documents))


def in_order(table, claim, *keys):
    rows = [row for row in stored[table] if row["claim"] == claim["uid"]]
    return sorted(rows, key=lambda row: [row[key] for key in (*keys, "uid")])


def claimant_name(claimant, claim):
    kind = claimant["kind"]
    if kind == "actor":
        return name_of(claimant["actor"])
    if kind == "source":
        return by_id["source"][claimant["source"]]["wording"]
    if kind == "analyst":
        return analyst(claim["created_by"])
    authors = [name_of(by_id["document"][document]["author"]) for document in evidence_documents(claim)]
    return ", ".join(sorted({author for author in authors if author})) or "The document’s author"


def merged(groups):
    """Sets of which those with an element in common are one; empty ones are none."""
    whole = []
    for group in map(set, groups):
        if not group:
            continue
        for other in [other for other in whole if other & group]:
            whole.remove(other)
            group |= other
        whole.append(group)
    return whole


same_sources = merged([{row["uid"], row["same_as"] or row["uid"]} for row in stored["source"]])


def derived_from(claim):
    for row in stored["relation"]:
        own = row["from_claim"] == claim or row["from_proposition"] == by_id["claim"][claim]["proposition"]
        if row["kind"] == "derived-from" and own:
            yield row["to_claim"] or row["to_proposition"] or "report:" + row["to_report"].strip().lower()


def ends_of(claim, seen=()):
    further = list(derived_from(claim)) if claim in by_id["claim"] else []
    if not further:
        return {claim}
    return set().union(*(ends_of(to, (*seen, claim)) for to in further if to not in (*seen, claim)), set())


def voices_of(origin):
    if origin not in by_id["claim"]:
        return {origin}
    voices = set()
    for row in stored["claimant"]:
        if row["claim"] != origin:
            continue
        if row["kind"] == "actor":
            voices.add(row["actor"])
        elif row["kind"] == "source":
            voices.add(next(min(group) for group in same_sources if row["source"] in group))
        elif row["kind"] == "author":
            for document in evidence_documents(by_id["claim"][origin]):
                voices.add(by_id["document"][document]["author"] or document)
    return voices


def origins(proposition):
    speaking = [
        claim["uid"]
        for claim in stored["claim"]
        if claim["proposition"] == proposition and claim["stance"] in ("asserts", "describes", "predicts")
    ]
    ends = set().union(*(ends_of(claim) for claim in speaking), set())
    return len(merged([voices_of(end) for end in ends]))


def other_end(row, side):
    claim, proposition = row[f"{side}_claim"], row[f"{side}_proposition"]
    if claim:
        return cite(by_id["claim"][claim])
    return by_id["proposition"][proposition]["statement"] if proposition else row["to_report"]


def links(claim):
    found = []
    for end in ("claim", "proposition"):
        here = claim["uid"] if end == "claim" else claim["proposition"]
        for row in stored["relation"]:
            for side, other in (("from", "to"), ("to", "from")):
                if row[f"{side}_{end}"] == here:
                    item = {"kind": row["kind"], other: other_end(row, other)}
                    item |= {key: row[key] for key in ("contradiction", "state", "note") if row[key] is not None}
                    found.append(item)
    return found


FIGURE = ["measure", "counted", "not_counted", "low", "high", "unit", "qualifier", "as_of"]


def figures(claim):
    for row in in_order("figure", claim):
        title = by_id["event"][row["event"]]["title"] if row["event"] else None
        item = {"event": title} | {field: row[field] for field in FIGURE}
        yield {field: value for field, value in item.items() if value is not None}


def document_part(document):
    row = by_id["document"].get(document, {})
    return {
        "document_id": row.get("uid"),
        "document_title": row.get("title"),
        "publisher": name_of(row.get("publisher")),
        "author": name_of(row.get("author")),
        "published": row.get("published"),
        "captured": row.get("captured"),
        "source_url": row.get("source_url"),
        "language": row.get("language"),
        "source_reliability": row.get("reliability"),
        "document_sha256": row.get("original"),
    }


def passage_part(row):
    before = [b for b in blocks.get(row.get("document"), []) if b[0] != "page-break" and b[1] <= row["start_offset"]]
    return {
        "passage_id": row.get("uid"),
        "passage_start": row.get("start_offset"),
        "passage_end": row.get("end_offset"),
        "passage_paragraph": len(before) or None,
        "passage_quote": row.get("quote"),
        "passage_note": row.get("note"),
        "passage_by": analyst(row["created_by"]) if row else None,
        "passage_at": row.get("created_at"),
    }


def claim_part(row):
    said, happened = bounds(row["said"]), bounds(row["happened"])
    claimants = in_order("claimant", row, "position")
    about = in_order("about", row, "created_at")
    proposition = by_id["proposition"][row["proposition"]]
    same = ["stance", "act", "said", "happened", "reliability", "credibility", "quote_type", "commitment", "basis"]
    same += ["status", "said_wording", "happened_wording", "reliability_reason", "credibility_reason"]
    return {name: row[name] for name in same} | {
        "claim_id": row["uid"],
        "claim_statement": proposition["statement"],
        "claim_kind": proposition["kind"],
        "claimant": [claimant_name(claimant, row) for claimant in claimants],
        "claimant_kind": [claimant["kind"] for claimant in claimants],
        "holder": name_of(row["holder"]),
        "about": [name_of(other["actor"]) for other in about],
        "about_role": [other["role"] for other in about],
        "said_from": said[0],
        "said_to": said[1],
        "happened_from": happened[0],
        "happened_to": happened[1],
        "origins": origins(row["proposition"]),
        "nested_in": cite(by_id["claim"][row["nested_in"]]) if row["nested_in"] else None,
        "events": [by_id["event"][other["event"]]["title"] for other in in_order("claim_event", row, "created_at")],
        "figures": list(figures(row)),
        "links": links(row),
        "claim_note": row["note"],
        "claim_by": analyst(row["created_by"]),
        "claim_at": row["created_at"],
        "claim_cite": cite(row),
        "proposition_id": row["proposition"],
    }


claim_parts = {row["uid"]: claim_part(row) for row in stored["claim"]}
NO_CLAIM = {name: None for name in next(iter(claim_parts.values()))}


def tags_of(passage):
    return sorted({row["tag"] for row in stored["tagging"] if row["passage"] == passage})


def expected_evidence():
    for passage in stored["passage"]:
        resting = [row for row in stored["evidence"] if row["passage"] == passage["uid"]]
        for tag in tags_of(passage["uid"]) or [None]:
            for row in resting or [None]:
                yield (
                    document_part(passage["document"])
                    | passage_part(passage)
                    | {"tag": by_id["tag"][tag]["name"] if tag else None, "tag_path": path_of(tag) if tag else None}
                    | {"evidence_role": row and row["role"], "looked_for": row and row["looked_for"]}
                    | (claim_parts[row["claim"]] if row else NO_CLAIM)
                )
    for row in stored["evidence"]:
        if row["passage"] is None:
            yield (
                document_part(row["document"])
                | passage_part({})
                | {"tag": None, "tag_path": None, "evidence_role": row["role"], "looked_for": row["looked_for"]}
                | claim_parts[row["claim"]]
            )


def tag_columns(tags):
    flags = {heading(row["uid"]): int(row["uid"] in tags) for row in stored["tag"]}
    return flags | {"tags": sorted(" > ".join(path_of(tag)) for tag in tags)}


def expected_claims():
    for claim in stored["claim"]:
        evidence = in_order("evidence", claim, "position")
        passages = [by_id["passage"].get(row["passage"], {}) for row in evidence]
        documents = [p.get("document") or row["document"] for p, row in zip(passages, evidence)]
        yield claim_parts[claim["uid"]] | {
            "evidence_roles": [row["role"] for row in evidence],
            "passage_ids": [passage.get("uid", "") for passage in passages],
            "passages": [passage.get("quote", "") for passage in passages],
            "document_ids": documents,
            "documents": [by_id["document"][document]["title"] for document in documents],
            "looked_for": [row["looked_for"] or "" for row in evidence],
            "publishers": [name_of(by_id["document"][document]["publisher"]) or "" for document in documents],
            "published": [by_id["document"][document]["published"] or "" for document in documents],
        } | tag_columns({tag for passage in passages for tag in tags_of(passage.get("uid"))})


def expected_passages():
    for passage in stored["passage"]:
        places = {}
        for row in stored["evidence"]:
            if row["passage"] == passage["uid"]:
                places[row["claim"]] = min(row["position"], places.get(row["claim"], row["position"]))
        claims = sorted(places, key=lambda claim: (places[claim], claim))
        yield (
            document_part(passage["document"])
            | passage_part(passage)
            | {"claims": [cite(by_id["claim"][claim]) for claim in claims]}
            | tag_columns(tags_of(passage["uid"]))
        )


def expected_documents():
    for row in stored["document"]:
        published = bounds(row["published"])
        same = ["kind", "published", "published_reason", "captured", "source_url", "language", "direction"]
        same += ["reading_status", "file_name", "encoding", "paragraphs"]
        yield {name: row[name] for name in same} | {
            "document_id": row["uid"],
            "document_title": row["title"],
            "publisher": name_of(row["publisher"]),
            "author": name_of(row["author"]),
            "republished_by": name_of(row["republished_by"]),
            "published_from": published[0],
            "published_to": published[1],
            "source_reliability": row["reliability"],
            "source_reliability_reason": row["reliability_reason"],
            "document_note": row["note"],
            "document_sha256": row["original"],
            "passages": sum(passage["document"] == row["uid"] for passage in stored["passage"]),
            "claims": sum(row["uid"] in evidence_documents(claim) for claim in stored["claim"]),
            "document_by": analyst(row["created_by"]),
            "document_at": row["created_at"],
        }


def expected_tags():
    for row in stored["tag"]:
        yield {
            "tag_id": row["uid"],
            "tag": row["name"],
            "tag_path": path_of(row["uid"]),
            "parent_id": row["parent"],
            "colour": row["colour"],
            "description": row["description"],
            "digit": row["digit"],
            "passages": sum(row["uid"] in tags_of(passage["uid"]) for passage in stored["passage"]),
        }


def expected_actors():
    for row in stored["actor"]:
        uid = row["uid"]
        claims = {c["claim"] for table in ("claimant", "about") for c in stored[table] if c["actor"] == uid}
        claims |= {claim["uid"] for claim in stored["claim"] if claim["holder"] == uid}
        for claimant in stored["claimant"]:
            if claimant["kind"] == "author":
                documents = evidence_documents(by_id["claim"][claimant["claim"]])
                if uid in [by_id["document"][document]["author"] for document in documents]:
                    claims.add(claimant["claim"])
        yield {
            "actor_id": uid,
            "actor": row["name"],
            "kind": row["kind"],
            "parent": name_of(row["parent"]),
            "parent_id": row["parent"],
            "description": row["description"],
            "aliases": sorted(alias["form"] for alias in stored["alias"] if alias["actor"] == uid),
            "claims": len(claims),
        }


expected = {
    "evidence": list(expected_evidence()),
    "claims": list(expected_claims()),
    "passages": list(expected_passages()),
    "documents": list(expected_documents()),
    "tags": list(expected_tags()),
    "actors": list(expected_actors()),
}

values, differences = {}, []

# What tells the rows of an export apart.
KEYS = ["tag", "evidence_role", "looked_for"]


def compare(export, found, wanted, matches, text_of=lambda value: value or ""):
    """Pairs the rows by the ids in them, and compares each value by `matches(found, wanted, row, column)`."""
    if len(found) != len(wanted):
        differences.append([export, "rows", len(found), len(wanted)])
        return
    if not wanted:
        return
    keys = sorted(column for column in wanted[0] if column in KEYS or column.endswith("_id"))
    found = sorted(found, key=lambda row: [text_of(row[column]) for column in keys])
    wanted = sorted(wanted, key=lambda row: [row[column] or "" for column in keys])
    for got, want in zip(found, wanted):
        columns = set(got) - {"neutralised"}
        if columns != set(want):
            differences.append([export, "columns", sorted(columns ^ set(want))])
            return
        for column in columns:
            values[export] = values.get(export, 0) + 1
            if not matches(got[column], want[column], got, column):
                differences.append([export, column, got[column], want[column]])


def in_exact_csv(found, wanted, *_):
    if wanted is None or isinstance(wanted, str):
        return found == (wanted or "")
    return equal_lists(json.loads(found), wanted) if isinstance(wanted, list) else float(found) == wanted


def in_json(found, wanted, *_):
    return equal_lists(found, wanted) if isinstance(wanted, list) else found == wanted


def equal_lists(found, wanted):
    """Aliases, which are sorted here, come in an order for people."""
    return found == wanted or (all(isinstance(item, str) for item in found) and sorted(found) == wanted)


FORMULA = re.compile("[=+\\-@\t\r]")


def in_spreadsheet_csv(found, wanted, row, column):
    """What was neutralised is undone first."""
    if column in row["neutralised"].split(";"):
        if not (found.startswith("'") and FORMULA.match(found[1:])):
            return False
        found = found[1:]
    elif FORMULA.match(found) and not isinstance(wanted, (int, float)):
        return False
    if not isinstance(wanted, list):
        return in_exact_csv(found, wanted)
    if all(isinstance(item, str) for item in wanted):
        separator = " > " if column == "tag_path" else "; "
        return found == separator.join(wanted) or sorted(found.split(separator)) == wanted
    words = [f"{value:.15g}" if isinstance(value, float) else value for item in wanted for value in item.values()]
    return all(word in found for word in words)


def in_workbook(found, wanted, *_):
    """A number is a number, everything else a text, a list the JSON of it."""
    if wanted is None:
        return found is None
    kind, value = found
    if isinstance(wanted, list):
        return kind == "text" and equal_lists(json.loads(value), wanted)
    return kind == ("text" if isinstance(wanted, str) else "n") and value == wanted


def records(data, delimiter=","):
    header, *rows = csv.reader(io.StringIO(data.decode("utf-8"), newline=""), delimiter=delimiter, strict=True)
    assert len(set(header)) == len(header) and all(len(row) == len(header) for row in rows)
    return [dict(zip(header, row)) for row in rows]


def sheets_of(name):
    reader = pathlib.Path(__file__).with_name("read-xlsx.py")
    with (folder / f"{name}.xlsx").open("rb") as workbook:
        run = subprocess.run([sys.executable, reader], stdin=workbook, stdout=subprocess.PIPE, check=True)
    for sheet in json.loads(run.stdout):
        header, *rows = sheet["rows"]
        names = [cell[1] for cell in header]
        yield sheet["name"], [dict(zip(names, row + [None] * (len(names) - len(row)))) for row in rows]


def in_cell(cell):
    return cell[1] if cell else ""


for name, wanted in expected.items():
    if (file := folder / f"{name}.csv").exists():
        compare(file.name, records(file.read_bytes()), wanted, in_exact_csv)
    if (file := folder / f"{name}.spreadsheet.csv").exists():
        spreadsheet = file.read_bytes()
        assert spreadsheet.startswith(b"\xef\xbb\xbf")
        compare(file.name, records(spreadsheet[3:], ";"), wanted, in_spreadsheet_csv)
    if (file := folder / f"{name}.json").exists():
        compare(file.name, json.loads(file.read_bytes()), wanted, in_json)
    if (file := folder / f"{name}.xlsx").exists():
        for sheet, rows in sheets_of(name):
            assert sheet == name
            compare(file.name, rows, wanted, in_workbook, in_cell)

LINKED = {
    "documents": "document", "passages": "passage", "tags": "tag", "taggings": "tagging", "actors": "actor",
    "aliases": "alias", "sources": "source", "propositions": "proposition", "claims": "claim",
    "claimants": "claimant", "about": "about", "evidence": "evidence", "figures": "figure", "events": "event",
    "claim_events": "claim_event", "links": "relation", "hypotheses": "hypothesis", "ratings": "assessment",
    "analysts": "analyst",
}  # fmt: skip


def linked(table, columns):
    """Stored rows under the names of the linked tables: what refers to another row ends in _id."""
    names = {"document_sha256": "original", "start": "start_offset", "end": "end_offset", columns[0]: "uid"}
    origin = {column: names.get(column) or re.sub("_id$", "", column) for column in columns}
    missing = {column for row in stored[table][:1] for column in row} - set(origin.values())
    if missing:
        differences.append([table, "columns", sorted(missing)])
    return [{column: row[origin[column]] for column in columns} for row in stored[table]]


def compare_linked(export, name, rows, matches, text_of=lambda value: value or ""):
    if rows or stored[LINKED[name]]:
        compare(export, rows, linked(LINKED[name], list(rows[0])), matches, text_of)


if (file := folder / "tables.csv.zip").exists():
    with zipfile.ZipFile(file) as archive:
        assert sorted(archive.namelist()) == sorted(f"{name}.csv" for name in LINKED)
        for name in LINKED:
            compare_linked("tables.csv", name, records(archive.read(f"{name}.csv")), in_exact_csv)
if (file := folder / "tables.json.zip").exists():
    with zipfile.ZipFile(file) as archive:
        for name in LINKED:
            compare_linked("tables.json", name, json.loads(archive.read(f"{name}.json")), in_json)
if (folder / "tables.xlsx").exists():
    for name, rows in sheets_of("tables"):
        compare_linked("tables.xlsx", name, rows, in_workbook, in_cell)

print(json.dumps({"values": values, "differences": differences[:20]}))

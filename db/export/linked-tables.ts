import type { SharedTable } from '../model.ts'
import { identifier, joinSql, type ReadableDb, type SqlValue, sql } from '../sql.ts'
import { batchSize } from './passage-batches.ts'
import { columnsOf, type ExportTable, Part } from './table.ts'

/** A table of the archive: its name, the table of the project, and its columns by theirs. */
interface LinkedTable {
  readonly name: string
  readonly from: SharedTable
  readonly columns: Readonly<Record<string, string>>
}

const made = { created_by: 'created_by', created_at: 'created_at' }

/**
 * The entities of a project as tables that refer to each other by ids, for R and pandas. Values are as they
 * are stored: offsets are UTF-16 code units, `document_sha256` is that of the original, `created_by` is an
 * `analyst_id`. Rows are sorted by their ids.
 */
const linkedTables: readonly LinkedTable[] = [
  {
    name: 'documents',
    from: 'document',
    columns: {
      document_id: 'uid',
      ...same('title', 'kind', 'language', 'direction'),
      publisher_id: 'publisher',
      author_id: 'author',
      republished_by_id: 'republished_by',
      ...same('published', 'published_reason', 'captured', 'source_url', 'reliability', 'reliability_reason'),
      ...same('reading_status', 'note'),
      document_sha256: 'original',
      ...same('file_name', 'encoding', 'paragraphs'),
      ...made,
    },
  },
  {
    name: 'passages',
    from: 'passage',
    columns: {
      passage_id: 'uid',
      document_id: 'document',
      start: 'start_offset',
      end: 'end_offset',
      ...same('quote', 'prefix', 'suffix', 'note'),
      ...made,
    },
  },
  {
    name: 'tags',
    from: 'tag',
    columns: {
      tag_id: 'uid',
      parent_id: 'parent',
      ...same('name', 'colour', 'description', 'digit', 'position'),
      ...made,
    },
  },
  {
    name: 'taggings',
    from: 'tagging',
    columns: {
      tagging_id: 'uid',
      passage_id: 'passage',
      tag_id: 'tag',
      analyst_id: 'analyst',
      rule_id: 'rule',
      ...made,
    },
  },
  {
    name: 'actors',
    from: 'actor',
    columns: {
      actor_id: 'uid',
      ...same('name', 'kind'),
      parent_id: 'parent',
      description: 'description',
      merged_into_id: 'merged_into',
      ...made,
    },
  },
  {
    name: 'aliases',
    from: 'alias',
    columns: {
      alias_id: 'uid',
      actor_id: 'actor',
      ...same('form', 'language'),
      document_id: 'document',
      ...made,
    },
  },
  {
    name: 'sources',
    from: 'source',
    columns: {
      source_id: 'uid',
      document_id: 'document',
      ...same('wording', 'number', 'affiliation', 'access', 'reliability', 'reliability_reason'),
      same_as_id: 'same_as',
      ...made,
    },
  },
  {
    name: 'propositions',
    from: 'proposition',
    columns: {
      proposition_id: 'uid',
      ...same('statement', 'kind', 'horizon', 'outcome', 'note'),
      joined_into_id: 'joined_into',
      ...made,
    },
  },
  {
    name: 'claims',
    from: 'claim',
    columns: {
      claim_id: 'uid',
      proposition_id: 'proposition',
      ...same('number', 'stance'),
      holder_id: 'holder',
      ...same('act', 'reliability', 'reliability_reason', 'credibility', 'credibility_reason'),
      ...same('said', 'said_wording', 'happened', 'happened_wording'),
      nested_in_id: 'nested_in',
      ...same('quote_type', 'commitment', 'basis', 'note', 'status'),
      ...made,
    },
  },
  {
    name: 'claimants',
    from: 'claimant',
    columns: {
      claimant_id: 'uid',
      claim_id: 'claim',
      kind: 'kind',
      actor_id: 'actor',
      source_id: 'source',
      position: 'position',
      ...made,
    },
  },
  {
    name: 'about',
    from: 'about',
    columns: { about_id: 'uid', claim_id: 'claim', actor_id: 'actor', role: 'role', ...made },
  },
  {
    name: 'evidence',
    from: 'evidence',
    columns: {
      evidence_id: 'uid',
      claim_id: 'claim',
      role: 'role',
      passage_id: 'passage',
      document_id: 'document',
      ...same('looked_for', 'position'),
      ...made,
    },
  },
  {
    name: 'figures',
    from: 'figure',
    columns: {
      figure_id: 'uid',
      claim_id: 'claim',
      event_id: 'event',
      ...same('measure', 'counted', 'not_counted', 'low', 'high', 'unit', 'qualifier', 'as_of'),
      ...made,
    },
  },
  {
    name: 'events',
    from: 'event',
    columns: {
      event_id: 'uid',
      ...same('title', 'date'),
      place_id: 'place',
      part_of_id: 'part_of',
      note: 'note',
      ...made,
    },
  },
  {
    name: 'claim_events',
    from: 'claim_event',
    columns: { claim_event_id: 'uid', claim_id: 'claim', event_id: 'event', ...made },
  },
  {
    name: 'links',
    from: 'relation',
    columns: {
      link_id: 'uid',
      kind: 'kind',
      from_claim_id: 'from_claim',
      from_proposition_id: 'from_proposition',
      to_claim_id: 'to_claim',
      to_proposition_id: 'to_proposition',
      to_report: 'to_report',
      ...same('contradiction', 'state', 'note'),
      ...made,
    },
  },
  {
    name: 'hypotheses',
    from: 'hypothesis',
    columns: { hypothesis_id: 'uid', ...same('statement', 'horizon', 'position'), ...made },
  },
  {
    name: 'ratings',
    from: 'assessment',
    columns: {
      rating_id: 'uid',
      hypothesis_id: 'hypothesis',
      proposition_id: 'proposition',
      ...same('rating', 'note'),
      ...made,
    },
  },
  {
    name: 'analysts',
    from: 'analyst',
    columns: { analyst_id: 'uid', ...same('name', 'initials', 'colour'), ...made },
  },
]

function same<const Names extends readonly string[]>(...names: Names): Record<Names[number], string> {
  return Object.fromEntries(names.map((name) => [name, name])) as Record<Names[number], string>
}

export function linkedTablesOf(db: ReadableDb): ExportTable[] {
  return linkedTables.map((table) => ({
    name: table.name,
    columns: columnsOf([Object.keys(table.columns)]),
    total: db.value<number>(sql`select count(*) from ${identifier(table.from)}`) ?? 0,
    rows: (emit) => rowsOf(db, table, (cells) => emit([new Part(cells)])),
  }))
}

type StoredCell = Extract<SqlValue, string | number | null>

function* rowsOf(db: ReadableDb, table: LinkedTable, emit: (cells: readonly StoredCell[]) => void) {
  const columns = joinSql(Object.values(table.columns).map(identifier), ', ')
  let after = ''
  let done = 0
  for (;;) {
    // The id comes first in every table.
    const batch = db.tuples<[string, ...StoredCell[]]>(sql`
      select ${columns} from ${identifier(`live_${table.from}`)} where uid > ${after} order by uid limit ${batchSize}`)
    const last = batch.at(-1)
    if (!last) return
    for (const cells of batch) emit(cells)
    after = last[0]
    done += batch.length
    yield done
  }
}

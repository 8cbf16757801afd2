import type { AgreementFigures, Dispute, GradeAgreement } from '../contract/agreement.ts'
import type { Input, Output } from '../contract/contract.ts'
import { AppError } from '../contract/errors.ts'
import { credibilities, reliabilities } from '../contract/vocabulary.ts'
import { documentBody } from '../documents.ts'
import { loadNames } from '../export/names.ts'
import type { QueryHandlers } from '../handlers.ts'
import { hiddenPassages } from '../passages.ts'
import { jsonList, type ReadableDb, sql } from '../sql.ts'
import { listTags } from '../tags.ts'
import { hiddenRows } from '../visibility.ts'
import { difference, intersection, length, type Stretch, union } from './coverage.ts'
import { figuresOf, type TwoByTwo } from './figures.ts'
import { gradeAgreement } from './grades.ts'
import { ratings } from './ratings.ts'

type Two = Pick<Input<'agreement.compare'>, 'first' | 'second'>

/** A passage under a tag that one of the two gave it. */
interface Tagged extends Stretch {
  readonly passage: string
  readonly document: string
  readonly tag: string
  readonly analyst: string
}

/** What two analysts tagged, each tag on the texts in which both tagged anything. */
function taggedBy(db: ReadableDb, { first, second }: Two) {
  const all = db.all<Tagged>(sql`
    select p.uid passage, p.document, p.start_offset start, p.end_offset end, t.tag, t.analyst
    from live_tagging t join live_passage p on p.uid = t.passage
    where t.analyst in (${first}, ${second}) and t.tag in (select uid from live_tag)`)
  const documentsOf = (analyst: string) =>
    new Set(all.flatMap((one) => (one.analyst === analyst ? [one.document] : [])))
  const [ofFirst, ofSecond] = [documentsOf(first), documentsOf(second)]
  const common = new Set([...ofFirst].filter((document) => ofSecond.has(document)))
  return {
    tagged: Map.groupBy(
      all.filter(({ document }) => common.has(document)),
      ({ tag }) => tag,
    ),
    common,
    leftOut: ofFirst.size + ofSecond.size - 2 * common.size,
  }
}

/** @throws AppError `invalid` where an analyst is compared with themselves */
export function compareAnalysts(db: ReadableDb, two: Two): Output<'agreement.compare'> {
  if (two.first === two.second) {
    throw new AppError('invalid', 'Choose two different analysts.', { field: 'second' })
  }
  const { tagged, common, leftOut } = taggedBy(db, two)
  const titles = db.all<{ uid: string; title: string }>(
    sql`select uid, title from live_document where uid in ${jsonList([...common])} order by uid`,
  )
  const characters = titles.reduce((sum, { uid }) => sum + documentBody(db, uid).length, 0)
  const tags = listTags(db).flatMap(({ uid, path }) => {
    const own = tagged.get(uid)
    if (!own) return []
    const { table, disputes } = decided(own, two, characters)
    return [{ tag: uid, path, figures: figuresOf(table), disputes: disputes.length }]
  })
  return {
    documents: titles,
    leftOut,
    overall: figuresOf(pooled(tags.map(({ figures }) => figures))),
    tags,
    ...grades(db, two),
    ratings: ratings(db, two),
  }
}

interface Decided {
  readonly table: TwoByTwo
  readonly disputes: readonly (Stretch & { readonly document: string; readonly by: Dispute['by'] })[]
}

/** What either decided about one tag, over texts of so many code units. */
function decided(tagged: readonly Tagged[], { first, second }: Two, characters: number): Decided {
  let [both, ofFirst, ofSecond] = [0, 0, 0]
  const disputes: Decided['disputes'][number][] = []
  for (const [document, here] of Map.groupBy(tagged, (one) => one.document)) {
    const cover = (analyst: string) => union(here.filter((one) => one.analyst === analyst))
    const [a, b] = [cover(first), cover(second)]
    const [onlyA, onlyB] = [difference(a, b), difference(b, a)]
    both += length(intersection(a, b))
    ofFirst += length(onlyA)
    ofSecond += length(onlyB)
    disputes.push(...onlyA.map((stretch) => ({ ...stretch, document, by: 'first' as const })))
    disputes.push(...onlyB.map((stretch) => ({ ...stretch, document, by: 'second' as const })))
  }
  const neither = characters - both - ofFirst - ofSecond
  return { table: { both, first: ofFirst, second: ofSecond, neither }, disputes }
}

function pooled(figures: readonly AgreementFigures[]): TwoByTwo {
  const sum = (value: (one: AgreementFigures) => number) => figures.reduce((all, one) => all + value(one), 0)
  return {
    both: sum((one) => one.both),
    first: sum((one) => one.first),
    second: sum((one) => one.second),
    neither: sum((one) => one.neither),
  }
}

/** The places at which two analysts disagree about a tag, in the order of documents and places. */
export function disputesAbout(
  db: ReadableDb,
  { tag, limit, ...two }: Input<'agreement.disputes'>,
): Output<'agreement.disputes'> {
  const own = taggedBy(db, two).tagged.get(tag) ?? []
  const titles = new Map(db.tuples<[string, string]>(sql`select uid, title from live_document`))
  const disputes = [...decided(own, two, 0).disputes].sort((a, b) =>
    a.document < b.document ? -1 : a.document > b.document ? 1 : a.start - b.start,
  )
  const shown = disputes.slice(0, limit).map(({ document, start, end, by }): Dispute => {
    const covering = own.filter((one) => {
      return one.document === document && one.analyst === two[by] && one.start <= start && one.end >= end
    })
    return {
      document,
      documentTitle: titles.get(document) ?? '',
      start,
      end,
      quote: documentBody(db, document).slice(start, end),
      by,
      passages: covering.map(({ passage }) => passage),
    }
  })
  return { disputes: shown, total: disputes.length }
}

/** Grades that both gave to their claims of one statement on one document. */
function grades(
  db: ReadableDb,
  { first, second }: Two,
): { reliability: GradeAgreement; credibility: GradeAgreement } {
  const names = loadNames(db)
  const claims = db.all<{
    proposition: string
    document: string
    by: string
    reliability: string | null
    credibility: number | null
  }>(sql`
    select distinct c.proposition, coalesce(p.document, e.document) document, c.created_by by, c.reliability, c.credibility
    from live_claim c join live_evidence e on e.claim = c.uid left join passage p on p.uid = e.passage
    where c.created_by in (${first}, ${second}) order by c.uid`)
  const groups = Map.groupBy(
    claims,
    ({ proposition, document }) => `${names.proposition(proposition)} ${document}`,
  )
  const letters = Object.keys(reliabilities)
  const numbers = Object.keys(credibilities)
  const pairs = (rank: (claim: (typeof claims)[number]) => number) =>
    [...groups.values()].flatMap((group) => {
      const gradeOf = (analyst: string) =>
        group.flatMap((claim) => (claim.by === analyst && rank(claim) >= 0 ? [rank(claim)] : []))[0]
      const [a, b] = [gradeOf(first), gradeOf(second)]
      return a === undefined || b === undefined ? [] : [[a, b] as const]
    })
  return {
    reliability: gradeAgreement(
      pairs(({ reliability }) => letters.indexOf(reliability ?? '')),
      letters.length,
    ),
    credibility: gradeAgreement(
      pairs(({ credibility }) => numbers.indexOf(String(credibility ?? ''))),
      numbers.length,
    ),
  }
}

/** Who has tagged anything, those with the most documents first. */
export function taggingAnalysts(db: ReadableDb): Output<'agreement.analysts'> {
  return db.all(sql`
    with ${hiddenRows('tag')}
    select t.analyst uid, coalesce(a.name, t.analyst) name, count(distinct p.document) documents,
      count(*) taggings
    from tagging t join passage p on p.uid = t.passage left join analyst a on a.uid = t.analyst
    where t.deleted = 0 and t.tag not in (select uid from hidden_tag) and t.passage not in (${hiddenPassages})
    group by t.analyst order by documents desc, name`)
}

export const agreementHandlers: QueryHandlers<
  'agreement.analysts' | 'agreement.compare' | 'agreement.disputes'
> = {
  'agreement.analysts': (db) => taggingAnalysts(db),
  'agreement.compare': (db, input) => compareAnalysts(db, input),
  'agreement.disputes': (db, input) => disputesAbout(db, input),
}

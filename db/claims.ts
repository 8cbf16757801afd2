import { resolveClaim } from './claim-entry.ts'
import { listClaims } from './claim-list.ts'
import type { ClaimInput } from './contract/claim.ts'
import { checkDate } from './contract/edtf.ts'
import { AppError } from './contract/errors.ts'
import { addFigure, checkFigure } from './figures.ts'
import type { CommandHandlers, Context, QueryHandlers } from './handlers.ts'
import type { SharedTable } from './model.ts'
import { findOrCreateProposition, joinedProposition, removeUnclaimed } from './propositions.ts'
import { quoteTypeOfPassages } from './quote-type.ts'
import { insertRow, linkRow, removeRows, requireLive, updateRow } from './rows.ts'
import { jsonList, type ReadableDb, sql, type WritableDb } from './sql.ts'

type Writer = Pick<Context, 'analyst'>

/**
 * Records one report of a proposition. The proposition is made from the statement where nobody has stated it
 * yet; where the quote type is left open, it follows from the quotation marks around the contents.
 *
 * @returns the claim, and the short id that people cite
 * @throws AppError `invalid` or `not-found`, with the field in its detail
 */
export function createClaim(
  db: WritableDb,
  input: ClaimInput,
  { analyst }: Writer,
): { claim: string; cite: string } {
  const statement = input.statement.trim()
  if (statement === '') throw new AppError('invalid', 'A claim needs a statement.', { field: 'statement' })
  checkReferences(db, input)
  checkFields(input)
  const proposition =
    input.proposition === undefined
      ? findOrCreateProposition(db, statement, input.kind, analyst.uid)
      : joinedProposition(db, input.proposition)
  const number = nextNumber(db, analyst.uid)
  const contents = input.evidence.flatMap((e) => (e.role === 'content' ? [e.passage] : []))
  const quoteType = input.quoteType ?? quoteTypeOfPassages(db, contents)
  const row = { proposition, number, ...columnsOf({ ...input, quoteType }) }
  const claim = insertRow(db, 'claim', row, analyst.uid)
  insertClaimants(db, claim, claimantRows(input.claimants), analyst.uid)
  insertEvidence(db, claim, evidenceRows(input.evidence), analyst.uid)
  addToClaim(db, claim, input, { analyst })
  return { claim, cite: `${analyst.initials}-${number}` }
}

/** Numbers are never used again, so that a cited id means one claim for ever. */
function nextNumber(db: ReadableDb, analyst: string): number {
  return (
    db.value<number>(sql`select coalesce(max(number), 0) + 1 from claim where created_by = ${analyst}`) ?? 1
  )
}

/** What a claim has several of, and can be given more of: actors it is about, events, figures. */
export type ClaimAdditions = Pick<ClaimInput, 'about' | 'events' | 'figures'>

/** @returns whether anything was not there before */
export function addToClaim(
  db: WritableDb,
  claim: string,
  { about, events, figures }: ClaimAdditions,
  { analyst }: Writer,
): boolean {
  const added = [
    ...about.map(({ actor, role }) =>
      linkRow(db, 'about', [claim, actor, role], { claim, actor, role }, analyst.uid),
    ),
    ...events.map((event) => linkRow(db, 'claim_event', [claim, event], { claim, event }, analyst.uid)),
    ...figures.map((figure) => addFigure(db, claim, figure, analyst.uid)),
  ]
  return added.some(({ created }) => created)
}

/** The fields of a claim that hold one value each. */
export type ClaimFields = Omit<
  ClaimInput,
  'statement' | 'proposition' | 'kind' | 'claimants' | 'evidence' | keyof ClaimAdditions
>

type GivenFields = { readonly [Field in keyof ClaimFields]?: ClaimFields[Field] | undefined }

/**
 * Writes those fields of a claim that are given.
 *
 * @throws AppError `invalid` when the claim would be reported by itself, and as {@link createClaim}
 */
export function updateClaim(db: WritableDb, claim: string, fields: GivenFields): void {
  checkFields(fields)
  if (fields.holder != null) need(db, 'actor', [fields.holder], 'holder')
  if (fields.nestedIn != null) {
    need(db, 'claim', [fields.nestedIn], 'nestedIn')
    refuseCircle(db, claim, fields.nestedIn)
  }
  updateRow(db, 'claim', claim, columnsOf(fields))
}

function refuseCircle(db: ReadableDb, claim: string, nestedIn: string): void {
  const reports = db.value(sql`
    with recursive reporting (uid) as (
      select ${nestedIn} union select claim.nested_in from reporting join claim on claim.uid = reporting.uid
        where claim.nested_in is not null)
    select 1 from reporting where uid = ${claim}`)
  if (reports === undefined) return
  throw new AppError('invalid', 'A claim cannot report itself, or a claim that reports it.', {
    field: 'nestedIn',
  })
}

function columnsOf(fields: GivenFields) {
  return {
    stance: fields.stance,
    holder: fields.holder,
    act: fields.act,
    reliability: fields.reliability,
    reliability_reason: fields.reliabilityReason,
    credibility: fields.credibility,
    credibility_reason: fields.credibilityReason,
    said: fields.said,
    said_wording: fields.saidWording,
    happened: fields.happened,
    happened_wording: fields.happenedWording,
    nested_in: fields.nestedIn,
    quote_type: fields.quoteType,
    commitment: fields.commitment,
    basis: fields.basis,
    note: fields.note,
    status: fields.status,
  }
}

function checkFields({ said, happened }: GivenFields): void {
  checkDate(said, 'said')
  checkDate(happened, 'happened')
}

function checkReferences(db: ReadableDb, input: ClaimInput): void {
  const { claimants, evidence, about, events, figures } = input
  const actors = claimants.flatMap((c) => ('actor' in c ? [c.actor] : []))
  const sources = claimants.flatMap((c) => ('source' in c ? [c.source] : []))
  need(db, 'actor', actors, 'claimants')
  need(db, 'source', sources, 'claimants')
  if (input.proposition !== undefined) need(db, 'proposition', [input.proposition], 'proposition')
  if (input.holder !== null) need(db, 'actor', [input.holder], 'holder')
  if (input.nestedIn !== null) need(db, 'claim', [input.nestedIn], 'nestedIn')
  need(
    db,
    'actor',
    about.map(({ actor }) => actor),
    'about',
  )
  need(db, 'event', events, 'events')
  const passages = evidence.flatMap((e) => (e.role === 'absence' ? [] : [e.passage]))
  const documents = evidence.flatMap((e) => (e.role === 'absence' ? [e.document] : []))
  need(db, 'passage', passages, 'evidence')
  need(db, 'document', documents, 'evidence')
  for (const figure of figures) checkFigure(figure)
  checkSources(db, sources, passages, documents)
}

/** A source speaks in one document: a claim of its own rests on that document. */
export function checkSources(
  db: ReadableDb,
  sources: readonly string[],
  passages: readonly string[],
  documents: readonly string[],
): void {
  if (sources.length === 0) return
  const stranger = db.value<string>(sql`
    select wording from live_source where uid in ${jsonList(sources)}
      and document not in ${jsonList(documents)}
      and document not in (select document from live_passage where uid in ${jsonList(passages)}) limit 1`)
  if (stranger === undefined) return
  throw new AppError(
    'invalid',
    `“${stranger}” speaks in another document than the one this claim rests on.`,
    {
      field: 'claimants',
    },
  )
}

/** {@link requireLive}, naming the field that refers to what is gone. */
export function need(db: ReadableDb, table: SharedTable, uids: readonly string[], field: string): void {
  if (uids.length === 0) return
  try {
    requireLive(db, table, uids)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    throw new AppError(error.code, error.message, { field }, { cause: error })
  }
}

/** Claimants as their rows hold them, each once. */
export function claimantRows(claimants: ClaimInput['claimants']) {
  return distinct(
    claimants.map((one) => ({
      kind: 'actor' in one ? 'actor' : 'source' in one ? 'source' : 'author' in one ? 'author' : 'analyst',
      actor: 'actor' in one ? one.actor : null,
      source: 'source' in one ? one.source : null,
    })),
  )
}

/** @param first the place of the first of them */
export function insertClaimants(
  db: WritableDb,
  claim: string,
  rows: ReturnType<typeof claimantRows>,
  analyst: string,
  first = 1,
): void {
  for (const [index, row] of rows.entries()) {
    insertRow(db, 'claimant', { claim, ...row, position: first + index }, analyst)
  }
}

/** Pieces of evidence as their rows hold them, each once. */
export function evidenceRows(evidence: ClaimInput['evidence']) {
  return distinct(
    evidence.map((e) =>
      e.role === 'absence'
        ? { role: e.role, document: e.document, looked_for: e.lookedFor }
        : { role: e.role, passage: e.passage },
    ),
  )
}

/** @param first the place of the first of them */
export function insertEvidence(
  db: WritableDb,
  claim: string,
  rows: ReturnType<typeof evidenceRows>,
  analyst: string,
  first = 1,
): void {
  for (const [index, row] of rows.entries()) {
    insertRow(db, 'evidence', { claim, ...row, position: first + index }, analyst)
  }
}

function distinct<T>(rows: readonly T[]): T[] {
  return [...new Map(rows.map((row) => [JSON.stringify(row), row])).values()]
}

/** Deletes claims, and the propositions that nobody else states. */
function removeClaims(db: WritableDb, claims: readonly string[]): void {
  requireLive(db, 'claim', claims)
  const propositions = db.column<string>(
    sql`select distinct proposition from claim where uid in ${jsonList(claims)}`,
  )
  removeRows(db, 'claim', claims)
  removeUnclaimed(db, propositions)
}

export const claimHandlers: QueryHandlers<'claims.list'> &
  CommandHandlers<'claims.create' | 'claims.remove'> = {
  'claims.list': (db, input) => listClaims(db, input),
  'claims.create': (db, input, { analyst }) => createClaim(db, resolveClaim(db, input, analyst), { analyst }),
  'claims.remove': (db, { claims }, { relabel }) => {
    removeClaims(db, claims)
    if (claims.length > 1) relabel(`Delete ${claims.length} claims`)
    return {}
  },
}

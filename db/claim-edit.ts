import type { Analyst } from './analyst.ts'
import { resolveAbout, resolveClaimants, resolveFigure } from './claim-entry.ts'
import { evidenceOf } from './claim-evidence.ts'
import { checkSources, claimantRows, insertClaimants, need, updateClaim } from './claims.ts'
import type { ClaimInput } from './contract/claim.ts'
import type { Input } from './contract/contract.ts'
import { AppError } from './contract/errors.ts'
import { addFigure, checkFigure, figureColumns } from './figures.ts'
import type { CommandHandlers } from './handlers.ts'
import {
  findOrCreateProposition,
  findProposition,
  joinedProposition,
  removeUnclaimed,
  standsAlone,
  updatePropositionKind,
} from './propositions.ts'
import { resolveActor, resolveEvent } from './references.ts'
import { linkRow, removeRows, requireLive, updateRow } from './rows.ts'
import { jsonList, type ReadableDb, sql, type WritableDb } from './sql.ts'

type Edit = Input<'claims.update'>

/**
 * Writes those fields of a claim that are given.
 *
 * @throws AppError `invalid` or `not-found`, with the field in its detail
 */
function editClaim(db: WritableDb, { claim, ...edit }: Edit, analyst: Analyst): void {
  requireLive(db, 'claim', [claim])
  const { statement, proposition, kind, claimants, about, events, figures, holder, ...fields } = edit
  if (statement !== undefined) reword(db, claim, statement, analyst)
  if (proposition !== undefined) moveTo(db, claim, proposition)
  if (kind !== undefined) updatePropositionKind(db, claim, kind)
  if (claimants !== undefined) replaceClaimants(db, claim, resolveClaimants(db, claimants, analyst), analyst)
  if (about !== undefined) replaceAbout(db, claim, resolveAbout(db, about, analyst), analyst)
  if (events !== undefined) {
    replaceEvents(
      db,
      claim,
      events.map((event) => resolveEvent(db, event, analyst.uid)),
      analyst,
    )
  }
  if (figures !== undefined) {
    replaceFigures(
      db,
      claim,
      figures.map((figure) => resolveFigure(db, figure, analyst)),
      analyst,
    )
  }
  const position = holder == null ? { holder } : { holder: resolveActor(db, holder, analyst.uid) }
  updateClaim(db, claim, { ...fields, ...position })
}

/** Words the proposition anew where this claim alone reports it; else the claim reports another one from now on. */
function reword(db: WritableDb, claim: string, text: string, analyst: Analyst): void {
  const statement = text.trim()
  if (statement === '') throw new AppError('invalid', 'A claim needs a statement.', { field: 'statement' })
  const own = ownProposition(db, claim)
  const now = joinedProposition(db, own)
  const kind = db.value<ClaimInput['kind']>(sql`select kind from proposition where uid = ${now}`) ?? 'fact'
  const isNew = findProposition(db, statement, kind) === undefined
  if (isNew && now === own && standsAlone(db, own, claim)) updateRow(db, 'proposition', own, { statement })
  else moveTo(db, claim, findOrCreateProposition(db, statement, kind, analyst.uid))
}

function moveTo(db: WritableDb, claim: string, proposition: string): void {
  need(db, 'proposition', [proposition], 'proposition')
  const own = ownProposition(db, claim)
  const into = joinedProposition(db, proposition)
  if (into === joinedProposition(db, own)) return
  updateRow(db, 'claim', claim, { proposition: into })
  removeUnclaimed(db, [own])
}

function ownProposition(db: ReadableDb, claim: string): string {
  return db.value<string>(sql`select proposition from live_claim where uid = ${claim}`) ?? ''
}

function replaceClaimants(
  db: WritableDb,
  claim: string,
  claimants: ClaimInput['claimants'],
  analyst: Analyst,
): void {
  need(
    db,
    'actor',
    claimants.flatMap((one) => ('actor' in one ? [one.actor] : [])),
    'claimants',
  )
  const sources = claimants.flatMap((one) => ('source' in one ? [one.source] : []))
  need(db, 'source', sources, 'claimants')
  const places = evidenceOf(db, claim)
  checkSources(
    db,
    sources,
    places.flatMap(({ passage }) => passage ?? []),
    places.flatMap(({ document }) => document ?? []),
  )
  const wanted = claimantRows(claimants)
  const there = db.all<{ uid: string; kind: string; actor: string | null; source: string | null }>(
    sql`select uid, kind, actor, source from live_claimant where claim = ${claim} order by position, uid`,
  )
  const same = (a: Claimant, b: Claimant) => a.kind === b.kind && a.actor === b.actor && a.source === b.source
  const gone = there.filter((row) => !wanted.some((one) => same(row, one)))
  removeRows(
    db,
    'claimant',
    gone.map(({ uid }) => uid),
  )
  for (const [index, one] of wanted.entries()) {
    const known = there.find((row) => same(row, one))
    if (known) updateRow(db, 'claimant', known.uid, { position: index + 1 })
    else insertClaimants(db, claim, [one], analyst.uid, index + 1)
  }
}

type Claimant = ReturnType<typeof claimantRows>[number]

function replaceAbout(db: WritableDb, claim: string, about: ClaimInput['about'], analyst: Analyst): void {
  need(
    db,
    'actor',
    about.map(({ actor }) => actor),
    'about',
  )
  const kept = about.map(
    ({ actor, role }) => linkRow(db, 'about', [claim, actor, role], { claim, actor, role }, analyst.uid).uid,
  )
  removeRows(
    db,
    'about',
    db.column<string>(
      sql`select uid from live_about where claim = ${claim} and uid not in ${jsonList(kept)}`,
    ),
  )
}

function replaceEvents(db: WritableDb, claim: string, events: readonly string[], analyst: Analyst): void {
  need(db, 'event', events, 'events')
  const kept = events.map(
    (event) => linkRow(db, 'claim_event', [claim, event], { claim, event }, analyst.uid).uid,
  )
  removeRows(
    db,
    'claim_event',
    db.column<string>(
      sql`select uid from live_claim_event where claim = ${claim} and uid not in ${jsonList(kept)}`,
    ),
  )
}

type EditedFigure = ClaimInput['figures'][number] & { readonly uid?: string | undefined }

function replaceFigures(
  db: WritableDb,
  claim: string,
  figures: readonly EditedFigure[],
  analyst: Analyst,
): void {
  const there = db.column<string>(sql`select uid from live_figure where claim = ${claim}`)
  const kept = figures.map(({ uid, ...figure }) => {
    if (uid === undefined || !there.includes(uid)) return addFigure(db, claim, figure, analyst.uid).figure
    checkFigure(figure)
    updateRow(db, 'figure', uid, figureColumns(figure))
    return uid
  })
  removeRows(
    db,
    'figure',
    there.filter((uid) => !kept.includes(uid)),
  )
}

/** What the history calls an edit of one thing. */
const labels: Partial<Record<keyof Edit, string>> = {
  statement: 'Reword claim',
  proposition: 'Move claim to another proposition',
  claimants: 'Change claimant',
  stance: 'Change stance',
  holder: 'Change position',
  act: 'Change position',
  about: 'Change whom the claim is about',
  reliability: 'Grade claim',
  reliabilityReason: 'Grade claim',
  credibility: 'Grade claim',
  credibilityReason: 'Grade claim',
  said: 'Change when it was said',
  happened: 'Change when it happened',
  events: 'Change events of claim',
  figures: 'Change figures of claim',
  note: 'Edit note of claim',
  status: 'Change status of claim',
}

function labelOf({ claim: _, ...edit }: Edit): string | undefined {
  const named = new Set(
    Object.entries(edit).flatMap(([field, value]) =>
      value === undefined ? [] : [labels[field as keyof Edit] ?? ''],
    ),
  )
  const [only] = named
  return named.size === 1 ? only || undefined : undefined
}

export const claimEditHandlers: CommandHandlers<'claims.update'> = {
  'claims.update': (db, input, { analyst, relabel }) => {
    editClaim(db, input, analyst)
    const label = labelOf(input)
    if (label !== undefined) relabel(label)
    return {}
  },
}

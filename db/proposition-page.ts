import { decodeBlocks, paragraphAt, paragraphStarts } from './blocks.ts'
import { listClaims } from './claim-list.ts'
import type { ClaimInfo } from './contract/claim.ts'
import { AppError } from './contract/errors.ts'
import type { ClaimPage, PropositionPage } from './contract/proposition.ts'
import type { RelationInfo } from './contract/relation.ts'
import { loadNames, type Names } from './export/names.ts'
import { affirming, originsOf } from './export/origins.ts'
import { findStatementHandlers } from './find-statements.ts'
import type { QueryHandlers } from './handlers.ts'
import { actorGroup } from './merged-actors.ts'
import { positionsOf } from './positions.ts'
import { relationsOf } from './relation-list.ts'
import { jsonList, type ReadableDb, sql } from './sql.ts'

/** @throws AppError `not-found` */
export function propositionPage(db: ReadableDb, asked: string): PropositionPage {
  const names = loadNames(db)
  const uid = names.proposition(asked)
  const row = db.get<Pick<PropositionPage, 'uid' | 'statement' | 'kind' | 'horizon' | 'outcome' | 'note'>>(
    sql`select uid, statement, kind, horizon, outcome, note from live_proposition where uid = ${uid}`,
  )
  if (!row) throw new AppError('not-found', 'This proposition is no longer in the project.')
  const members = names.joined(uid)
  const claims = listClaims(db, { proposition: uid }, names)
  return {
    ...row,
    joined: db.all<{ uid: string; statement: string }>(
      sql`select uid, statement from live_proposition where uid in ${jsonList(members)} and uid <> ${uid} order by uid`,
    ),
    claims,
    relations: relationsOf(db, names, {
      claims: claims.map((claim) => claim.uid),
      propositions: members,
    }),
    ...supportOf(db, names, uid, claims),
  }
}

/** On how many documents and on how many independent origins a proposition rests. */
function supportOf(db: ReadableDb, names: Names, proposition: string, claims: readonly ClaimInfo[]) {
  const speaking = claims.filter(({ stance }) => affirming.includes(stance))
  const documents = speaking.flatMap(({ evidence }) => evidence.flatMap(({ document }) => document ?? []))
  return {
    sources: new Set(documents).size,
    origins: originsOf(db, names, [proposition]).get(proposition) ?? 0,
  }
}

/** @throws AppError `not-found` */
export function claimPage(db: ReadableDb, uid: string): ClaimPage {
  const names = loadNames(db)
  const [claim] = listClaims(db, { claims: [uid] }, names)
  if (!claim) throw new AppError('not-found', 'This claim is no longer in the project.')
  const same = listClaims(db, { proposition: claim.proposition }, names)
  const relations = relationsOf(db, names, {
    claims: [uid],
    propositions: names.joined(claim.proposition),
  })
  const nested = db.column<string>(sql`select uid from live_claim where nested_in = ${uid} order by uid`)
  return {
    ...claim,
    evidence: placesOf(db, claim.evidence),
    reportedBy:
      claim.nestedIn === null ? null : (listClaims(db, { claims: [claim.nestedIn] }, names)[0] ?? null),
    reports: listClaims(db, { claims: nested }, names),
    others: same.filter((other) => other.uid !== uid),
    relations,
    ...supportOf(db, names, claim.proposition, same),
    positions:
      claim.holder === null
        ? []
        : positionsOf(
            db,
            names,
            actorGroup(db, claim.holder.uid),
            [claim.proposition, ...neighbours(relations)].flatMap((one) =>
              names.joined(names.proposition(one)),
            ),
          ),
  }
}

/** Kinds of links between what may be one matter at different times. */
const ofOneMatter: readonly RelationInfo['kind'][] = [
  'changed-position',
  'contradicts',
  'updates',
  'retracts',
]

function neighbours(relations: readonly RelationInfo[]): string[] {
  return relations.flatMap(({ kind, other }) => {
    if (!ofOneMatter.includes(kind) || other.kind === 'report') return []
    return [other.kind === 'claim' ? other.claim.proposition : other.uid]
  })
}

/** Where each piece of evidence stands, what it is tagged, and whether its quote is still there. */
function placesOf(db: ReadableDb, evidence: ClaimInfo['evidence']): ClaimPage['evidence'] {
  const texts = new Map<string, { body: string; starts: number[] }>()
  for (const document of new Set(evidence.flatMap(({ document }) => document ?? []))) {
    const text = db.get<{ body: string; blocks: string }>(
      sql`select body, blocks from document_text where document = ${document}`,
    )
    if (text) {
      texts.set(document, { body: text.body, starts: paragraphStarts(decodeBlocks(text.blocks)) })
    }
  }
  const tags = db.tuples<[passage: string, tag: string]>(sql`
    select distinct t.passage, t.tag from live_tagging t join tag on tag.uid = t.tag
    where t.passage in ${jsonList(evidence.flatMap(({ passage }) => passage ?? []))} order by tag.position, t.tag`)
  return evidence.map((one) => {
    const text = one.document === null ? undefined : texts.get(one.document)
    const { start, quote } = one
    const placed = text !== undefined && start !== null && quote !== null
    return {
      ...one,
      paragraph: placed ? paragraphAt(text.starts, start) : null,
      tags: tags.flatMap(([passage, tag]) => (passage === one.passage ? [tag] : [])),
      fits: !placed || text.body.startsWith(quote, start),
    }
  })
}

export const pageHandlers: QueryHandlers<
  'claims.get' | 'claims.find' | 'propositions.get' | 'propositions.find'
> = {
  ...findStatementHandlers,
  'claims.get': (db, { claim }) => claimPage(db, claim),
  'propositions.get': (db, { proposition }) => propositionPage(db, proposition),
}

import { addAlias, createActor, updateActor } from '../actors.ts'
import type { ActorInfo } from '../contract/actor.ts'
import { mergedActors } from '../merged-actors.ts'
import { type ReadableDb, sql } from '../sql.ts'
import type { AnnotatedDocuments } from './annotate-documents.ts'
import type { AnnotationOf } from './annotate-lines.ts'
import { fold, type Writing } from './annotate-writing.ts'

/** An actor that the file names: in the project already, or about to be made. */
export interface PlannedActor {
  readonly name: string
  readonly given: {
    kind?: ActorInfo['kind'] | undefined
    parent?: PlannedActor | null | undefined
    description?: string | null | undefined
  }
  /** What it is where no line says so. */
  readonly implied: ActorInfo['kind']
  uid: string | undefined
}

type ActorLine = AnnotationOf<'actor'>

/** The actors of the project and of a file together, by their exact names; merged ones are followed. */
export class AnnotatedActors {
  readonly #byName = new Map<string, PlannedActor>()
  readonly #merged: Map<string, string>
  readonly #documents: AnnotatedDocuments

  constructor(db: ReadableDb, documents: AnnotatedDocuments) {
    this.#documents = documents
    this.#merged = mergedActors(db)
    const rows = db.tuples<[string, string]>(
      sql`select uid, name from live_actor order by merged_into is not null, uid`,
    )
    for (const [uid, name] of rows)
      if (!this.#byName.has(name)) this.#add(name, 'organisation', this.following(uid))
  }

  /** The actor that stands for a merged one. */
  following(uid: string): string {
    return this.#merged.get(uid) ?? uid
  }

  refer(name: string, implied: ActorInfo['kind'] = 'organisation'): PlannedActor {
    return this.#byName.get(name) ?? this.#add(name, implied)
  }

  #add(name: string, implied: ActorInfo['kind'], uid?: string): PlannedActor {
    const actor: PlannedActor = { name, given: {}, implied, uid }
    this.#byName.set(name, actor)
    return actor
  }

  /** @returns what writes the line */
  plan(line: ActorLine): (writing: Writing) => void {
    const actor = this.refer(line.name)
    const parent = line.parent == null ? line.parent : this.refer(line.parent)
    fold(actor.given, { kind: line.type, parent, description: line.description })
    const aliases = line.aliases
      .filter(({ form, document }) => form !== line.name || document != null)
      .map(({ document, ...alias }) => ({
        ...alias,
        document: document == null ? null : this.#documents.find(document),
      }))
    return (writing) => {
      const uid = ensureActor(actor, writing)
      const { parent: above, ...fields } = actor.given
      updateActor(writing.db, uid, { ...fields, parent: above ? ensureActor(above, writing) : above })
      for (const alias of aliases) {
        const { created } = addAlias(writing.db, { actor: uid, ...alias }, writing.analyst.uid)
        if (created) writing.counts.aliases++
      }
    }
  }
}

/** @returns the actor's id; it is made where it is new, and put under its parent by its own line */
export function ensureActor(actor: PlannedActor, { db, analyst, counts }: Writing): string {
  if (actor.uid === undefined) {
    const { kind = actor.implied, description = null, parent } = actor.given
    const row = { name: actor.name, kind, description, parent: parent?.uid ?? null, aliases: [] }
    actor.uid = createActor(db, row, analyst.uid)
    counts.actors++
  }
  return actor.uid
}

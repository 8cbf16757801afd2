import type { ActorInfo } from '../contract/actor.ts'
import { actorKinds } from '../contract/vocabulary.ts'
import { type Html, html } from '../export/html.ts'

/** The actors with the names under which they appear. */
export function actorsPage(actors: readonly ActorInfo[]): Html {
  const named = new Map(actors.map(({ uid, name }) => [uid, name]))
  return html`<h1>Actors</h1>
<table>
<thead><tr><th>Name</th><th>Kind</th><th>Belongs to</th><th>Other names</th><th>Claims</th></tr></thead>
<tbody>
${actors.map(
  ({ name, kind, parent, aliases, merged, description, claims }) => html`<tr>
<td dir="auto">${name}${description === null ? null : html`<br><span class="quiet">${description}</span>`}</td>
<td>${actorKinds[kind]}</td><td>${named.get(parent ?? '') ?? null}</td>
<td dir="auto">${[...aliases.map(({ form }) => form), ...merged.map((other) => other.name)].join('; ')}</td>
<td>${claims}</td></tr>
`,
)}
</tbody>
</table>
`
}

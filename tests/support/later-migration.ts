// Preloaded by `node --import`, makes the program one that knows a later file format, so that it brings projects of
// today's to that by its own code, from the first byte to the last.
import { registerHooks } from 'node:module'

const counted = 'export const schemaVersion = migrations.length'

const later = {
  name: '9999-later',
  // Much is written anew, as by a change that concerns every row.
  sql: `alter table passage add column colour text;
    update passage set colour = 'none';
    create index passage_colour on passage (colour);`,
}

registerHooks({
  load: (url, context, nextLoad) => {
    const loaded = nextLoad(url, context)
    if (!url.endsWith('/db/migrate.ts')) return loaded
    const source = String(loaded.source)
    if (!source.includes(counted))
      throw new Error('Migrations are counted in another way than expected here.')
    return {
      ...loaded,
      source: source.replace(counted, `migrations.push(${JSON.stringify(later)})\n${counted}`),
    }
  },
})

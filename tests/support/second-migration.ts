// Preloaded by `node --import`, makes the program one that knows a later file format. There has been no second
// migration; by this one, upgrading a project is the program's own work from the first byte to the last.
import { registerHooks } from 'node:module'

const only = 'sql: foundation }]'

const later = {
  name: '0002-later',
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
    if (!source.includes(only)) throw new Error('The list of migrations has another look than expected here.')
    return { ...loaded, source: source.replace(only, `sql: foundation }, ${JSON.stringify(later)}]`) }
  },
})

import type { QueryHandlers } from './handlers.ts'
import { sql } from './sql.ts'

export const boardHandlers: QueryHandlers<'boards.list'> = {
  'boards.list': (db) =>
    db.all(sql`
      select uid, title, (select count(*) from live_card where board = b.uid) as cards
      from live_board b order by position, uid`),
}

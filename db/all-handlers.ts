import { actorHandlers } from './actors.ts'
import { boardHandlers } from './boards.ts'
import { cardLinkHandlers } from './card-links.ts'
import { cardHandlers } from './cards.ts'
import { claimHandlers } from './claims.ts'
import { documentHandlers } from './documents.ts'
import { boardPictureHandlers } from './export/board-picture.ts'
import { exportHandlers } from './export/export-file.ts'
import type { Handlers } from './handlers.ts'
import { historyHandlers } from './history-list.ts'
import { annotateHandlers } from './import/annotate.ts'
import { importHandlers } from './import/import-documents.ts'
import { passageHandlers } from './passages.ts'
import { projectHandlers } from './project-info.ts'
import { searchHandlers } from './search.ts'
import { shareHandlers } from './share.ts'
import { tagHandlers } from './tags.ts'
import { verifyHandlers } from './verify.ts'

/** Every operation of the store, by its name in the contract. */
export const handlers: Handlers = {
  ...projectHandlers,
  ...historyHandlers,
  ...documentHandlers,
  ...importHandlers,
  ...passageHandlers,
  ...tagHandlers,
  ...actorHandlers,
  ...claimHandlers,
  ...boardHandlers,
  ...searchHandlers,
  ...annotateHandlers,
  ...cardHandlers,
  ...cardLinkHandlers,
  ...boardPictureHandlers,
  ...exportHandlers,
  ...shareHandlers,
  ...verifyHandlers,
}

import { actorEditHandlers } from './actor-edit.ts'
import { actorPageHandlers } from './actor-page.ts'
import { actorHandlers } from './actors.ts'
import { agreementHandlers } from './agreement/agreement.ts'
import { asOfHandlers } from './as-of/as-of.ts'
import { backupHandlers } from './backups/handlers.ts'
import { boardHandlers } from './boards.ts'
import { cardLinkHandlers } from './card-links.ts'
import { cardHandlers } from './cards.ts'
import { claimEditHandlers } from './claim-edit.ts'
import { claimEvidenceHandlers } from './claim-evidence.ts'
import { claimGradeHandlers } from './claim-grades.ts'
import { claimHandlers } from './claims.ts'
import { conflictHandlers } from './conflicts.ts'
import { documentHandlers } from './documents.ts'
import { duplicateHandlers } from './duplicates.ts'
import { eventHandlers } from './events.ts'
import { boardPictureHandlers } from './export/board-picture.ts'
import { exportHandlers } from './export/export-file.ts'
import { historyExportHandlers } from './export/history.ts'
import type { Handlers } from './handlers.ts'
import { historyHandlers } from './history-list.ts'
import { hypothesisHandlers } from './hypothesis-page.ts'
import { annotateHandlers } from './import/annotate.ts'
import { importHandlers } from './import/import-documents.ts'
import { pasteHandlers } from './import/paste-document.ts'
import { leadHandlers } from './leads.ts'
import { leftOutHandlers } from './left-out.ts'
import { mentionHandlers } from './mentions.ts'
import { mergeHandlers } from './merge/merge-task.ts'
import { packHandlers } from './pack/pack.ts'
import { passageHandlers } from './passages.ts'
import { printHandlers } from './print/print-page.ts'
import { projectHandlers } from './project-info.ts'
import { pageHandlers } from './proposition-page.ts'
import { propositionHandlers } from './propositions.ts'
import { putBackHandlers } from './put-back/put-back.ts'
import { revertHandlers } from './put-back/revert.ts'
import { relationHandlers } from './relations.ts'
import { searchHandlers } from './search.ts'
import { shareHandlers } from './share.ts'
import { sourceHandlers } from './sources.ts'
import { orderHandlers } from './table/orders.ts'
import { tableHandlers } from './table/table-handlers.ts'
import { tagHandlers } from './tags.ts'
import { teamHandlers } from './team/handlers.ts'
import { verifyHandlers } from './verify.ts'
import { viewHandlers } from './views.ts'

/** Every operation of the store, by its name in the contract. */
export const handlers: Handlers = {
  ...projectHandlers,
  ...leftOutHandlers,
  ...backupHandlers,
  ...historyHandlers,
  ...putBackHandlers,
  ...revertHandlers,
  ...historyExportHandlers,
  ...asOfHandlers,
  ...documentHandlers,
  ...importHandlers,
  ...pasteHandlers,
  ...leadHandlers,
  ...passageHandlers,
  ...tagHandlers,
  ...actorHandlers,
  ...actorPageHandlers,
  ...actorEditHandlers,
  ...mentionHandlers,
  ...sourceHandlers,
  ...eventHandlers,
  ...hypothesisHandlers,
  ...claimHandlers,
  ...claimGradeHandlers,
  ...claimEditHandlers,
  ...claimEvidenceHandlers,
  ...relationHandlers,
  ...propositionHandlers,
  ...pageHandlers,
  ...boardHandlers,
  ...cardHandlers,
  ...cardLinkHandlers,
  ...boardPictureHandlers,
  ...searchHandlers,
  ...annotateHandlers,
  ...tableHandlers,
  ...orderHandlers,
  ...viewHandlers,
  ...exportHandlers,
  ...packHandlers,
  ...printHandlers,
  ...shareHandlers,
  ...verifyHandlers,
  ...mergeHandlers,
  ...conflictHandlers,
  ...duplicateHandlers,
  ...agreementHandlers,
  ...teamHandlers,
}

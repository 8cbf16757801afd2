import type { Input } from '../contract/contract.ts'
import { AppError } from '../contract/errors.ts'
import type { ReaderContext, ReaderHandlers } from '../handlers.ts'
import { pictureType } from '../pictures.ts'
import type { Task } from '../task.ts'
import { openTarget } from './target.ts'

export const boardPictureHandlers: ReaderHandlers<'boards.savePicture'> = {
  'boards.savePicture': (context, input) => savePicture(context, input),
}

/** Writes a picture of a board, whole or not at all. @throws AppError `invalid` for what is no PNG */
// biome-ignore lint/correctness/useYield: what a task runs is a generator, and this one has nothing to wait for.
function* savePicture(
  context: ReaderContext,
  { target: path, png }: Input<'boards.savePicture'>,
): Task<{ bytes: number }> {
  if (pictureType(png) !== 'image/png')
    throw new AppError('invalid', 'The board could not be made into a picture.')
  const target = openTarget(path, context.path)
  try {
    target.write(png)
    target.commit()
    return { bytes: png.length }
  } finally {
    target.discard()
  }
}

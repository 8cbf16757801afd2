import type { Output } from '../../db/contract/contract.ts'
import { megabytes } from '../backups/words.ts'
import { count } from '../documents/importing.ts'
import { stateWords, timeOf } from './words.ts'

/** The copies in the team folder: whose, from when, and whether they are taken in. */
export function TeamFiles({ looked }: { readonly looked: Output<'team.look'> }) {
  const { files, otherProjects, left } = looked
  if (files.length === 0 && otherProjects === 0) return <p className="quiet">The folder is empty so far.</p>
  return (
    <>
      {files.length > 0 && (
        <table className="team-files">
          <thead>
            <tr>
              <th scope="col">Whose copy</th>
              <th scope="col">Computer</th>
              <th scope="col">Published</th>
              <th scope="col">Size</th>
              <th scope="col">State</th>
            </tr>
          </thead>
          <tbody>
            {files.map((file) => (
              <tr key={file.name}>
                <th scope="row">{file.who ?? file.name}</th>
                <td>{file.machine ?? ''}</td>
                <td>{timeOf(file.at)}</td>
                <td>{megabytes(file.bytes)}</td>
                <td className={`team-${file.state}`}>{stateWords(file)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {otherProjects > 0 && (
        <p className="quiet">
          {count(otherProjects, 'file')} of other projects {otherProjects === 1 ? 'is' : 'are'} left alone.
        </p>
      )}
      {left > 0 && (
        <p className="quiet">There are too many files: {count(left, 'more file')} not looked at.</p>
      )}
    </>
  )
}

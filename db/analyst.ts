/** The analyst who works in this process, from the profile or the command line. */
export interface Analyst {
  readonly uid: string
  readonly name: string
  readonly initials: string
  /** By which others know what this person wrote, as #rrggbb; null where none was chosen. */
  readonly colour?: string | null
}

/** The analyst who works in this process, from the profile or the command line. */
export interface Analyst {
  readonly uid: string
  readonly name: string
  readonly initials: string
}

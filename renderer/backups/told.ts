/** What was just done, told inside the dialog: what lies behind it cannot be reached. */
export interface Told {
  readonly text: string
  readonly bad?: boolean
  readonly action?: { readonly label: string; run(): Promise<unknown> }
}

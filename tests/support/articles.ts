import fs from 'node:fs'
import path from 'node:path'

/** Short articles of invented outlets, in each format that is read, with overlapping things to say. */
export const articles = {
  'guards.html': `<!doctype html>
<html lang="en">
  <head>
    <title>Beijing asks for guards of its own</title>
    <meta name="author" content="A. Rahim" />
    <meta property="og:site_name" content="The Meridian" />
    <meta property="article:published_time" content="2024-11-13" />
  </head>
  <body>
    <article>
      <h1>Beijing asks for guards of its own</h1>
      <p>Beijing has asked to post its own guards beside the crews it sends to build roads and ports along the corridor, according to five officials who know the talks. A written draft is on the table, they said.</p>
      <p>The answer so far is half a yes. The officials agreed to let observers sit in on security meetings, yet would not have foreign guards on the ground; they offered cameras and training in return.</p>
      <h2>What happened on the harbour road</h2>
      <p>The request follows the blast on the harbour road, in which two engineers were killed and at least ten people were hurt. Police had first spoken of three dead.</p>
      <ul>
        <li>Joint patrols on the coastal stretch of the road</li>
        <li>A shared room for alarms in the capital</li>
      </ul>
      <p>A spokesman in Beijing would neither confirm nor deny the talks. The interior ministry did not reply to a list of questions.</p>
    </article>
  </body>
</html>
`,
  'blast.md': `# Harbour road blast: what is known

A car bomb went off beside a convoy on the harbour road shortly before eleven on Sunday night. Two engineers were killed; the hospital counted **seventeen** injured. 🚑👩‍🚒 The café "Ĺuna" nearby lost its windows.

## What is not known

Who told the attackers when the convoy would leave the airport?
`,
  'urdu.txt': `بندرگاہ کی سڑک پر دھماکا

اتوار کی رات بندرگاہ کی سڑک پر ایک گاڑی میں دھماکا ہوا۔ دو انجینئر ہلاک ہوئے اور کم از کم دس افراد زخمی ہوئے۔
`,
} as const

/** Writes the articles into a folder. @returns their paths */
export function writeArticles(folder: string): string[] {
  return Object.entries(articles).map(([name, text]) => {
    const file = path.join(folder, name)
    fs.writeFileSync(file, text)
    return file
  })
}

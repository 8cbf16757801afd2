import path from 'node:path'
import type { Page } from 'playwright'
import { writeArticles } from './articles.ts'
import { type Launched, launch } from './electron.ts'
import { choose, type PageClient, pageClient } from './page-client.ts'

/**
 * Starts the program on a new project, and imports the articles into it through the window.
 *
 * @returns also the project's file, which is named by its title
 */
export async function launchWithArticles(
  folder: string,
  title: string,
): Promise<{ launched: Launched; page: Page; client: PageClient; file: string }> {
  const launched = await launch()
  const { app, page } = launched
  const client = await pageClient(page)
  const file = path.join(folder, `${title}.claimboard`)
  await choose(app, file)
  await client.call('host.newProject', { title })
  await choose(app, ...writeArticles(folder))
  await page.getByRole('button', { name: 'Import documents' }).click()
  await page.getByRole('region', { name: 'Messages' }).getByText('3 documents imported.').waitFor()
  return { launched, page, client, file }
}

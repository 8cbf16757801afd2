import { QueryClient, useQuery } from '@tanstack/react-query'
import type { Call, NamesOfKind, Output } from '../../db/contract/contract.ts'
import { call, client } from '../api.ts'

type Asked = NamesOfKind<'query'> | 'host.state' | 'host.backupsOfDamaged'

export const queryClient = new QueryClient({
  defaultOptions: {
    // The store says when an answer is stale; nothing else makes it so.
    queries: { staleTime: Number.POSITIVE_INFINITY, retry: false, refetchOnWindowFocus: false },
  },
})

/** The answer to a query, asked again whenever a table that it reads has changed. */
export function useAnswer<Name extends Asked>(name: Name, input: Call<Name>, enabled = true) {
  return useQuery<Output<Name>>({
    queryKey: [name, input],
    queryFn: () => call(name, input),
    enabled,
    placeholderData: (previous) => previous,
  })
}

/** The answer to a query that a component follows already; undefined where none has asked yet. */
export function answered<Name extends Asked>(name: Name, input: Call<Name>): Output<Name> | undefined {
  return queryClient.getQueryData<Output<Name>>([name, input])
}

client.onNotice((notice) => {
  switch (notice.notice) {
    case 'changed':
      void refetchStale(notice.tables)
      return
    case 'project':
      // Another project: nothing that was answered holds any more.
      queryClient.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'host.state' })
      void queryClient.invalidateQueries()
      return
    case 'sealed':
    case 'damaged':
      void queryClient.invalidateQueries({ queryKey: ['host.state'] })
      return
    case 'team':
      void queryClient.invalidateQueries({ queryKey: ['team.state'] })
      return
    case 'store-restarted':
      void queryClient.invalidateQueries()
      return
    case 'writer-gone':
    case 'command':
    case 'failed':
      return
  }
})

/** Waits until whatever is being asked again has been answered. */
export async function answeredAgain(): Promise<void> {
  // What has changed is asked again once this is there.
  await import('./stale.ts')
  if (queryClient.isFetching() === 0) return
  await new Promise<void>((done) => {
    const stop = queryClient.getQueryCache().subscribe(() => {
      if (queryClient.isFetching() > 0) return
      stop()
      done()
    })
  })
}

/** Asks again what these tables may have changed. What each query reads, no first screen has to know. */
async function refetchStale(tables: readonly string[]): Promise<void> {
  const { isStale } = await import('./stale.ts')
  await queryClient.invalidateQueries({ predicate: ({ queryKey }) => isStale(String(queryKey[0]), tables) })
}

import { QueryClient, useQuery } from '@tanstack/react-query'
import {
  type Call,
  contract,
  type NamesOfKind,
  type OperationName,
  type Output,
} from '../../db/contract/contract.ts'
import { call, client } from '../api.ts'

type Asked = NamesOfKind<'query'> | 'host.state'

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

/** Whether an operation's answer may be another one after these tables changed. */
export function isStale(name: string, tables: readonly string[]): boolean {
  if (!Object.hasOwn(contract, name)) return false
  const { reads } = contract[name as OperationName]
  return reads.includes('*') || reads.some((table) => tables.includes(table))
}

client.onNotice((notice) => {
  switch (notice.notice) {
    case 'changed':
      void queryClient.invalidateQueries({
        predicate: ({ queryKey }) => isStale(String(queryKey[0]), notice.tables),
      })
      return
    case 'project':
      // Another project: nothing that was answered holds any more.
      queryClient.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'host.state' })
      void queryClient.invalidateQueries()
      return
    case 'store-restarted':
      void queryClient.invalidateQueries()
      return
    case 'command':
    case 'failed':
      return
  }
})

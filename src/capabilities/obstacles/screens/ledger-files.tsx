import { useDownload } from '../../../ui/api.ts'
import { RefusalNote } from '../../../ui/kit/states.tsx'
import { useMessages } from '../../../ui/language.tsx'
import { AppLink } from '../../../ui/navigation.tsx'
import { useMay } from '../../../ui/session.tsx'
import { exportItems, type ItemFilter, LEDGER_KINDS } from '../contract.ts'
import { obstaclesMessages } from '../messages/index.ts'

/** The ledger as workbooks: out as the list is narrowed, and the way in. */
export function LedgerFiles({ filter }: { readonly filter: Partial<ItemFilter> }) {
  const words = useMessages(obstaclesMessages)
  const mayReport = useMay('items.report')
  const file = useDownload(exportItems)
  return (
    <>
      {LEDGER_KINDS.map((ledger) => (
        <button
          key={ledger}
          type="button"
          className="k-button"
          disabled={file.isPending}
          onClick={() => file.mutate({ ...filter, ledger })}
        >
          {words.exchange.download(words.sheets[ledger])}
        </button>
      ))}
      {mayReport ? (
        <AppLink to="/obstacles/import" className="k-button">
          {words.exchange.import}
        </AppLink>
      ) : null}
      {file.error ? <RefusalNote refusal={file.error} /> : null}
    </>
  )
}

import { useQuery } from '@tanstack/react-query'
import { type FormEvent, type ReactNode, useId, useState } from 'react'
import { sendRequest } from '../../../ui/api.ts'
import { useMessages } from '../../../ui/language.tsx'
import { ApiRefusal, requestLocale } from '../../../ui/request.ts'
import { setUpMessages } from './messages/index.ts'
import { labelOfRegion, matchingRegions, type PublishedRegion, regionMeant, regionsOf } from './regions.ts'

/** What the server answers: the account and the password that is shown once. */
export interface OpenedRegion {
  readonly regionName: string
  readonly account: string
  readonly firstPassword: string
}

const EMPTY = { code: '', region: '', regionName: '', unitName: '', administratorName: '', account: '' }
type Values = typeof EMPTY

/** Asks for region and first administrator and opens the region; what was typed stays when the server refuses. */
export function SetUpForm({ onOpened }: { readonly onOpened: (opened: OpenedRegion) => void }) {
  const words = useMessages(setUpMessages)
  const regions = usePublishedRegions()
  const [typed, setTyped] = useState<Values & { readonly ownName?: string }>(EMPTY)
  const [sentences, setSentences] = useState<readonly string[]>([])
  const [isSending, setSending] = useState(false)
  const listId = useId()
  const chosen = regionMeant(regions, typed.region)
  // The published name until somebody writes another; the list of regions may come after the code was typed.
  const values: Values = { ...typed, regionName: typed.ownName ?? chosen?.name ?? '' }
  const patch = ({ regionName, ...change }: Partial<Values>): void =>
    setTyped({ ...typed, ...change, ...(regionName === undefined ? {} : { ownName: regionName }) })
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    const regionCode = chosen?.code ?? /^\d{6}$/.exec(values.region.trim())?.[0]
    if (regionCode === undefined) {
      setSentences([words.regionUnknown])
      return
    }
    setSending(true)
    setSentences([])
    try {
      onOpened(await openRegion(values, regionCode))
    } catch (error) {
      if (!(error instanceof ApiRefusal)) throw error
      setSentences(error.problems.map((each) => each.message))
    } finally {
      setSending(false)
    }
  }
  const text = (key: keyof Values, autoComplete: string, isRequired = true) => ({
    name: key,
    value: values[key],
    onChange: (event: { readonly target: { readonly value: string } }) => patch({ [key]: event.target.value }),
    autoComplete,
    required: isRequired,
  })
  return (
    <form className="door-form" onSubmit={(event) => void submit(event)}>
      <p className="door-note">{words.note}</p>
      {sentences.length > 0 ? (
        <div className="k-refusal" role="alert">
          {sentences.map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
        </div>
      ) : null}
      <Labelled label={words.code} hint={words.codeHint}>
        <input {...text('code', 'off')} autoCapitalize="characters" spellCheck={false} autoFocus />
      </Labelled>
      <Labelled label={words.region} hint={words.regionHint}>
        <input {...text('region', 'off')} list={listId} spellCheck={false} />
      </Labelled>
      <datalist id={listId}>
        {matchingRegions(regions, values.region).map((each) => (
          <option key={each.code} value={labelOfRegion(each)} />
        ))}
      </datalist>
      <Labelled label={words.regionName}>
        <input {...text('regionName', 'off')} maxLength={100} />
      </Labelled>
      <Labelled label={words.unitName} hint={words.unitHint(values.regionName)}>
        <input {...text('unitName', 'off', false)} maxLength={100} />
      </Labelled>
      <Labelled label={words.administrator}>
        <input {...text('administratorName', 'name')} maxLength={100} />
      </Labelled>
      <Labelled label={words.account} hint={words.accountHint}>
        <input {...text('account', 'username')} autoCapitalize="none" spellCheck={false} maxLength={50} />
      </Labelled>
      <button type="submit" className="k-button k-button-primary" disabled={isSending}>
        {isSending ? words.sending : words.submit}
      </button>
    </form>
  )
}

function Labelled({
  label,
  hint,
  children,
}: {
  readonly label: string
  readonly hint?: string
  readonly children: ReactNode
}) {
  return (
    <label>
      {label}
      {children}
      {hint ? <small>{hint}</small> : null}
    </label>
  )
}

/** The published table, fetched only when somebody sets up. */
function usePublishedRegions(): readonly PublishedRegion[] {
  const { data } = useQuery({
    queryKey: ['set-up.regions'],
    queryFn: async () => regionsOf((await import('../../../capabilities/organisation/data/regions.json')).rows),
    staleTime: Number.POSITIVE_INFINITY,
  })
  return data ?? []
}

async function openRegion(values: Values, regionCode: string): Promise<OpenedRegion> {
  const { code, regionName, unitName, administratorName, account } = values
  const answer = await sendRequest('/api/set-up', {
    method: 'POST',
    headers: { 'Accept-Language': requestLocale(), 'Content-Type': 'application/json', 'X-Clarion': '1' },
    body: JSON.stringify({
      code: code.trim().toUpperCase(),
      regionCode,
      regionName: regionName.trim(),
      administratorName: administratorName.trim(),
      account: account.trim(),
      ...(unitName.trim() ? { unitName: unitName.trim() } : {}),
    }),
  })
  const opened = (await answer.json()) as { account: string; firstPassword: string }
  return { ...opened, regionName }
}

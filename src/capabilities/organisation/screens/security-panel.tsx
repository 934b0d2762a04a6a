import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Input, QRCode } from 'antd'
import { useState } from 'react'
import { sendRequest, sourceOf } from '../../../ui/api.ts'
import type { Column } from '../../../ui/kit/columns.ts'
import { DataTable } from '../../../ui/kit/data-table.tsx'
import { RefusalNote } from '../../../ui/kit/states.tsx'
import { InstantText } from '../../../ui/kit/texts.tsx'
import { useMessages } from '../../../ui/language.tsx'
import { type ApiRefusal, requestLocale } from '../../../ui/request.ts'
import { useSessionState } from '../../../ui/session.tsx'
import { organisationMessages } from '../messages/index.ts'

interface OwnSession {
  readonly openedAt: string
  readonly seenAt: string
  readonly means: 'password' | 'oidc' | 'sample'
  readonly isThis: boolean
}

const LIST_KEY = ['session.list'] as const

async function ask<T>(method: 'GET' | 'POST', path: string, body?: object): Promise<T> {
  const answer = await sendRequest(path, {
    method,
    headers: {
      'Accept-Language': requestLocale(),
      'X-Clarion': '1',
      ...(body ? { 'Content-Type': 'application/json' } : {}),
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
  return (await answer.json()) as T
}

/** One's own one-time codes and open sessions. */
export default function SecurityPanel() {
  return (
    <div className="k-stack">
      <Codes />
      <Sessions />
    </div>
  )
}

function Codes() {
  const texts = useMessages(organisationMessages).security
  const { session, reload } = useSessionState()
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const begin = useMutation<{ secret: string; address: string }, ApiRefusal>({
    mutationFn: () => ask('POST', '/api/session/totp', { password }),
    onSuccess: () => setPassword(''),
  })
  const settle = useMutation<unknown, ApiRefusal, 'confirm' | 'disable'>({
    mutationFn: (act) => ask('POST', `/api/session/totp/${act}`, act === 'confirm' ? { code } : { password }),
    onSuccess: async () => {
      setPassword('')
      setCode('')
      begin.reset()
      await reload()
    },
  })
  const isOn = session?.totpEnabled === true
  const refusal = settle.error ?? begin.error
  if (begin.data && !isOn)
    return (
      <form
        className="k-stack"
        onSubmit={(event) => {
          event.preventDefault()
          settle.mutate('confirm')
        }}
      >
        <p>{texts.scan}</p>
        <QRCode type="svg" value={begin.data.address} bordered={false} aria-label={texts.totp} />
        <p>
          {texts.secret}: <code>{begin.data.secret}</code>
        </p>
        <div className="k-toolbar">
          <Input
            aria-label={texts.code}
            placeholder={texts.code}
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={8}
            value={code}
            onChange={(event) => setCode(event.target.value)}
          />
          <button type="submit" className="k-button k-button-primary" disabled={settle.isPending || code === ''}>
            {texts.confirm}
          </button>
        </div>
        {refusal ? <RefusalNote refusal={refusal} /> : null}
      </form>
    )
  return (
    <form
      className="k-stack"
      onSubmit={(event) => {
        event.preventDefault()
        if (isOn) settle.mutate('disable')
        else begin.mutate()
      }}
    >
      <h3>{texts.totp}</h3>
      <p className="k-quiet">{isOn ? texts.totpOn : texts.totpOff}</p>
      <div className="k-toolbar">
        <Input.Password
          aria-label={texts.password}
          placeholder={texts.password}
          autoComplete="current-password"
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
        <button
          type="submit"
          className="k-button k-button-primary"
          disabled={password === '' || begin.isPending || settle.isPending}
        >
          {isOn ? texts.disable : texts.enable}
        </button>
      </div>
      {refusal ? <RefusalNote refusal={refusal} /> : null}
    </form>
  )
}

function Sessions() {
  const words = useMessages(organisationMessages)
  const texts = words.security
  const client = useQueryClient()
  const { signOut } = useSessionState()
  const list = useQuery<{ items: readonly OwnSession[] }, ApiRefusal>({
    queryKey: LIST_KEY,
    queryFn: () => ask('GET', '/api/session/list'),
  })
  const endAll = useMutation<void, ApiRefusal>({
    mutationFn: () => signOut(true),
    onSuccess: () => client.removeQueries({ queryKey: LIST_KEY }),
  })
  return (
    <div className="k-stack">
      <h3>{texts.sessions}</h3>
      <DataTable
        id="organisation.sessions"
        label={texts.sessions}
        columns={columnsOf(texts)}
        source={sourceOf(list, (answer) => answer.items)}
        rowKey={(row) => `${row.openedAt}${row.seenAt}${row.isThis}`}
        actions={
          <button type="button" className="k-button" disabled={endAll.isPending} onClick={() => endAll.mutate()}>
            {texts.endAll}
          </button>
        }
      />
      {endAll.error ? <RefusalNote refusal={endAll.error} /> : null}
    </div>
  )
}

function columnsOf(texts: (typeof organisationMessages)['zh-CN']['security']): readonly Column<OwnSession>[] {
  return [
    { key: 'openedAt', title: texts.openedAt, cell: (row) => <InstantText at={row.openedAt} /> },
    { key: 'seenAt', title: texts.seenAt, cell: (row) => <InstantText at={row.seenAt} /> },
    { key: 'means', title: texts.meansTitle, cell: (row) => texts.means[row.means] },
    { key: 'this', title: texts.which, cell: (row) => (row.isThis ? texts.thisSession : '') },
  ]
}

import { useDeferredValue } from 'react'
import { useOperation } from '../../../ui/api.ts'
import { PageHeader, Section } from '../../../ui/kit/page.tsx'
import { Answer, Empty } from '../../../ui/kit/states.tsx'
import { useMessages } from '../../../ui/language.tsx'
import { AppLink, useUrlState } from '../../../ui/navigation.tsx'
import { FOUND_KINDS, search } from '../contract.ts'
import { overviewMessages } from '../messages/index.ts'
import { SearchBox } from './search-box.tsx'
import './overview.css'

const STATE = { text: '' } as const

/** One box for projects, targets, promises, dispatches and units; the text stays in the address. */
export default function SearchPage() {
  const words = useMessages(overviewMessages)
  const [state, patch] = useUrlState(STATE)
  const text = useDeferredValue(state.text)
  return (
    <div className="os">
      <PageHeader title={words.search.title} note={words.search.label} />
      <SearchBox initial={state.text} onText={(next) => patch({ text: next })} />
      {text === '' ? <Empty>{words.search.start}</Empty> : <FoundList text={text} />}
    </div>
  )
}

function FoundList({ text }: { readonly text: string }) {
  const words = useMessages(overviewMessages)
  const found = useOperation(search, { text, limit: 20 }, { keepPrevious: true })
  return (
    <Answer of={found}>
      {({ items, more }) =>
        items.length === 0 ? (
          <Empty>{words.search.nothing(text)}</Empty>
        ) : (
          FOUND_KINDS.map((kind) => {
            const own = items.filter((item) => item.kind === kind)
            return own.length === 0 ? null : (
              <Section
                key={kind}
                title={words.search.kinds[kind]}
                note={more.includes(kind) ? words.search.more : words.owed.count(own.length)}
              >
                <ul className="os-found">
                  {own.map((item) => (
                    <li key={item.id}>
                      <AppLink to={item.path}>
                        <b>{item.title}</b>
                        <span className="k-quiet">{item.note}</span>
                      </AppLink>
                    </li>
                  ))}
                </ul>
              </Section>
            )
          })
        )
      }
    </Answer>
  )
}

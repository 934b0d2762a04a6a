import { useOperation } from '../../../ui/api.ts'
import { PageHeader } from '../../../ui/kit/page.tsx'
import { Answer, Empty } from '../../../ui/kit/states.tsx'
import { useMessages } from '../../../ui/language.tsx'
import { listContests } from '../contract.ts'
import { contestsMessages } from '../messages/index.ts'

/** The entries by name. */
export default function ListPage() {
  const words = useMessages(contestsMessages)
  const entries = useOperation(listContests, {})
  return (
    <>
      <PageHeader title={words.title} />
      <Answer of={entries}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty />
          ) : (
            <ul>
              {items.map((each) => (
                <li key={each.id}>{each.name}</li>
              ))}
            </ul>
          )
        }
      </Answer>
    </>
  )
}

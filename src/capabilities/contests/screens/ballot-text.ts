import type { BallotContent, BallotRule, ContestBody } from '../contract.ts'
import { type ContestWords, plain } from './words.ts'

type Named = { readonly key: string; readonly name: string }

const nameIn = (list: readonly Named[], key: string): string => list.find((each) => each.key === key)?.name ?? key

/** What a ballot is about: one entrant by its name, or all. */
export function aboutText(body: ContestBody, about: string, words: ContestWords): string {
  return about === '*' ? words.papers.all : nameIn(body.entrants, about)
}

/** What a ballot says, an entrant a line. */
export function ballotLines(body: ContestBody, content: BallotContent, words: ContestWords): readonly string[] {
  const withDifficulty = (key: string, text: string): string => {
    const difficulty = content.difficulty[key]
    return difficulty === undefined ? text : `${text}，${words.papers.difficulty(difficulty)}`
  }
  switch (content.kind) {
    case 'score':
      return Object.entries(content.marks).map(([key, marks]) =>
        withDifficulty(key, `${nameIn(body.entrants, key)}：${marksText(body.ballot, marks)}`),
      )
    case 'grades':
      return Object.entries(content.marks).map(([key, grade]) =>
        withDifficulty(key, `${nameIn(body.entrants, key)}：${gradeName(body.ballot, grade)}`),
      )
    case 'ranking':
      return Object.entries(content.places)
        .sort(([, one], [, other]) => one - other)
        .map(([key, place]) => withDifficulty(key, `${words.papers.place(place)} ${nameIn(body.entrants, key)}`))
    default:
      return content.chosen.map((key) => withDifficulty(key, nameIn(body.entrants, key)))
  }
}

function marksText(rule: BallotRule, marks: Readonly<Record<string, string>>): string {
  const criteria: readonly Named[] = rule.kind === 'score' ? rule.criteria : []
  return Object.entries(marks)
    .map(([key, mark]) => `${nameIn(criteria, key)} ${plain(mark)}`)
    .join('、')
}

function gradeName(rule: BallotRule, grade: string): string {
  return rule.kind === 'grades' ? nameIn(rule.grades, grade) : grade
}

#!/usr/bin/env node
/**
 * Recounts a contest from its package, with plain Node and nothing else: `node recount.mjs package.json … [--key FINGERPRINT]`.
 *
 * It was written apart from the program that made the package and shares no line with it: rules, votes and places are worked out here from the
 * ballots alone. It checks the digest (SM3, GB/T 32905) and the signature (Ed25519), the hash of the rules, the draw, that every ballot obeys the
 * rules and that nobody voted twice, and then prints the ranking. It ends with 0 when everything agrees with the package, with 1 when
 * something does not, with 2 when the file is no package.
 *
 * 用法：node recount.mjs 计票包.json [--key 指纹]。只用 Node，不依赖任何软件包，独立于出包的程序，按选票重新统分并核对摘要、签名、规则、抽签和名次。
 */
import { createHash, createPublicKey, getHashes, verify } from 'node:crypto'
import { readFileSync } from 'node:fs'
import process from 'node:process'

const gcd = (a, b) => (b === 0n ? (a < 0n ? -a : a) : gcd(b, a % b))

/** A fraction of whole numbers, never rounded on the way. */
class Fraction {
  constructor(top, bottom = 1n) {
    const shared = gcd(top, bottom) || 1n
    const turn = bottom < 0n ? -1n : 1n
    this.top = (turn * top) / shared
    this.bottom = (turn * bottom) / shared
  }

  static of(text) {
    const [whole, part] = String(text).split('/')
    if (part !== undefined) return new Fraction(BigInt(whole), BigInt(part))
    const point = whole.indexOf('.')
    if (point < 0) return new Fraction(BigInt(whole))
    const digits = whole.length - point - 1
    return new Fraction(BigInt(whole.replace('.', '')), 10n ** BigInt(digits))
  }

  plus(other) {
    return new Fraction(this.top * other.bottom + other.top * this.bottom, this.bottom * other.bottom)
  }

  minus(other) {
    return new Fraction(this.top * other.bottom - other.top * this.bottom, this.bottom * other.bottom)
  }

  times(other) {
    return new Fraction(this.top * other.top, this.bottom * other.bottom)
  }

  over(other) {
    return new Fraction(this.top * other.bottom, this.bottom * other.top)
  }

  /** Negative, zero or positive as this is less than, equal to or greater than the other. */
  against(other) {
    const left = this.top * other.bottom
    const right = other.top * this.bottom
    return left === right ? 0 : left < right ? -1 : 1
  }

  /** With so many decimals, halves away from zero. */
  shown(decimals) {
    const unit = 10n ** BigInt(decimals)
    const negative = this.top < 0n
    const doubled = ((negative ? -this.top : this.top) * unit * 2n) / this.bottom
    const rounded = (doubled + 1n) / 2n
    const digits = String(rounded).padStart(decimals + 1, '0')
    const body = decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`
    return negative && rounded !== 0n ? `-${body}` : body
  }
}

const NOTHING = new Fraction(0n)
const total = (list) => list.reduce((sum, each) => sum.plus(each), NOTHING)
const average = (list) => (list.length === 0 ? null : total(list).over(new Fraction(BigInt(list.length))))

/** JSON in the one way in which it is hashed: no spaces, keys in order. */
function canonical(value) {
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map((each) => canonical(each)).join(',')}]`
  const keys = Object.keys(value).sort()
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(',')}}`
}

const sm3 = (data) => createHash('sm3').update(data).digest('hex')

const findings = []
const complain = (sentence) => findings.push(sentence)

function checkSeal(content, seal, wantedKey) {
  const text = canonical(content)
  if (!getHashes().includes('sm3')) {
    complain('This Node has no SM3: digests could not be checked. 本机的 Node 没有 SM3，未核对摘要。')
    return null
  }
  if (seal.digest?.value !== sm3(text)) complain('The digest is not that of the content. 摘要与内容不符。')
  const key = Buffer.from(seal.signature?.publicKey ?? '', 'base64')
  const fingerprint = sm3(key)
  let isRight = false
  try {
    isRight = verify(
      null,
      Buffer.from(text, 'utf8'),
      createPublicKey({ key, format: 'der', type: 'spki' }),
      Buffer.from(seal.signature.value, 'base64'),
    )
  } catch {
    // A key that is none signs nothing.
  }
  if (!isRight) complain('The signature is not that of the content. 签名与内容不符。')
  if (wantedKey && wantedKey.toLowerCase() !== fingerprint)
    complain(`The package is signed with another key: ${fingerprint}. 签名的不是指定的密钥。`)
  if (sm3(canonical(content.body)) !== content.rulesHash)
    complain('The rules are not those that were frozen. 规则与冻结时的摘要不符。')
  if (content.draw && sm3(content.draw.seed) !== content.draw.commitment)
    complain('The seed of the draw is not the one committed to. 抽签种子与事先公布的摘要不符。')
  return fingerprint
}

/** The draw again: a generator of 128 bits filled from seed, word and group; a shuffle from the last to the first. */
function drawAgain(keys, text) {
  const bytes = [...Buffer.from(text, 'utf8')]
  const state = [0x811c9dc5, 0x1c9dc581, 0x9dc5811c, 0xc5811c9d].map((start) => {
    let hash = start
    for (const byte of bytes) hash = Math.imul(hash ^ byte, 16777619)
    return hash | 0
  })
  const step = () => {
    const out = (state[0] + state[1] + state[3]) | 0
    state[3] = (state[3] + 1) | 0
    state[0] = state[1] ^ (state[1] >>> 9)
    state[1] = (state[2] * 9) | 0
    state[2] = (((state[2] << 21) | (state[2] >>> 11)) + out) | 0
    return out >>> 0
  }
  for (let warm = 16; warm > 0; warm -= 1) step()
  const row = keys.slice()
  for (let size = row.length; size > 1; size -= 1) {
    let number = step()
    while (number >= 4294967296 - (4294967296 % size)) number = step()
    const picked = number % size
    ;[row[size - 1], row[picked]] = [row[picked], row[size - 1]]
  }
  return row
}

const membersOf = (body, group) => body.entrants.filter((each) => each.groupKey === group)

/** What a ballot gives an entrant, or null where it says nothing of it. */
function worth(body, ballot, voter, entrant) {
  const { content } = ballot
  const rule = body.ballot
  const key = entrant.key
  switch (rule.kind) {
    case 'score': {
      const marks = content.marks[key]
      if (!marks) return null
      return total(
        rule.criteria.map((each) =>
          Fraction.of(marks[each.key]).times(Fraction.of(each.points)).over(Fraction.of(each.max)),
        ),
      )
    }
    case 'grades': {
      const grade = rule.grades.find((each) => each.key === content.marks[key])
      return grade ? Fraction.of(grade.points) : null
    }
    case 'ranking': {
      if (!(key in content.places)) return null
      const group = membersOf(body, entrant.groupKey)
      const others = group.filter((each) => !voter.excluded.includes(each.key) && each.key in content.places)
      const all = BigInt(group.length)
      const said = BigInt(others.length)
      const behind = BigInt(content.places[key] - 1)
      let distance = new Fraction(behind)
      if (said !== all)
        distance = said === 1n ? new Fraction(all - 1n, 2n) : new Fraction(behind * (all - 1n), said - 1n)
      return Fraction.of(rule.first).minus(Fraction.of(rule.step).times(distance))
    }
    default:
      return content.chosen.includes(key) ? new Fraction(100n) : NOTHING
  }
}

/** Every vote on every entrant, and complaints about ballots that break the rules. */
function collect(content) {
  const { body } = content
  const voters = new Map(content.voters.map((each) => [each.voter, each]))
  if (voters.size !== content.voters.length) complain('A voter is listed twice. 有席位重复。')
  const voided = new Set(content.voids.map((each) => each.ballotId))
  const seen = new Set()
  const votes = []
  const valid = content.ballots.filter((ballot) => !voided.has(ballot.id))
  for (const ballot of valid) {
    const voter = voters.get(ballot.voter)
    if (!voter) {
      complain(`Ballot ${ballot.id} is of nobody who may vote. 选票不属于任何席位。`)
      continue
    }
    const mark = `${ballot.voter} ${ballot.about}`
    if (seen.has(mark)) complain(`Voter ${ballot.voter} voted twice on ${ballot.about}. 重复投票。`)
    seen.add(mark)
    const spoken = Object.keys(ballot.content.marks ?? ballot.content.places ?? {}).concat(ballot.content.chosen ?? [])
    for (const key of spoken) {
      if (voter.excluded.includes(key))
        complain(`Voter ${ballot.voter} voted on ${key} in spite of a conflict. 应当回避。`)
      if (ballot.about !== '*' && ballot.about !== key)
        complain(`Ballot ${ballot.id} speaks of ${key} too. 选票超出范围。`)
      if (!body.entrants.some((each) => each.key === key))
        complain(`Ballot ${ballot.id} speaks of a stranger. 选票有不存在的对象。`)
    }
    for (const entrant of body.entrants) {
      if (voter.excluded.includes(entrant.key)) continue
      if (ballot.about !== '*' && ballot.about !== entrant.key) continue
      const value = worth(body, ballot, voter, entrant)
      if (value === null) continue
      const said = ballot.content.difficulty?.[entrant.key]
      votes.push({
        entrant: entrant.key,
        voter: ballot.voter,
        classKey: voter.classKey,
        value,
        grade: body.ballot.kind === 'grades' ? ballot.content.marks[entrant.key] : null,
        difficulty: said === undefined ? null : Fraction.of(said),
        places: ballot.content.places,
      })
    }
  }
  return { votes, ballots: valid.length }
}

const ascending = (a, b) => a.against(b)

function middle(list) {
  const row = [...list].sort(ascending)
  if (row.length === 0) return new Fraction(1n)
  const half = row.length >> 1
  return row.length % 2 === 1 ? row[half] : row[half - 1].plus(row[half]).over(new Fraction(2n))
}

/** Mean of a class's votes, extremes left out. */
function classMean(trim, votes) {
  let row = votes.map((each) => each.value).sort(ascending)
  if (trim && row.length >= trim.atLeast) row = row.slice(trim.lowest).slice(0, row.length - trim.lowest - trim.highest)
  return average(row)
}

function scoreEntrant(content, votes, entrant, coefficient) {
  const { body } = content
  const own = votes.filter((each) => each.entrant === entrant.key)
  const means = new Map()
  let weight = NOTHING
  let sum = NOTHING
  for (const each of body.classes) {
    const mean = classMean(
      body.trim,
      own.filter((vote) => vote.classKey === each.key),
    )
    means.set(each.key, mean)
    if (mean === null) continue
    weight = weight.plus(Fraction.of(each.weight))
    sum = sum.plus(mean.times(Fraction.of(each.weight)))
  }
  const vote = weight.top === 0n ? null : sum.over(weight)
  let whole = NOTHING
  for (const part of body.parts) {
    const given = entrant.given[part.key]
    const value =
      part.source.kind === 'ballots' ? vote && vote.times(coefficient) : given === undefined ? null : Fraction.of(given)
    whole = value === null || whole === null ? null : whole.plus(value.times(Fraction.of(part.share)))
  }
  if (whole !== null) {
    for (const line of content.deductions) {
      const cancelled = content.deductions.some((other) => other.reverses === line.id)
      if (line.entrantKey === entrant.key && line.reverses === null && !cancelled)
        whole = whole.minus(Fraction.of(line.points))
    }
    if (whole.top < 0n) whole = NOTHING
  }
  const best = body.ballot.kind === 'grades' ? body.ballot.grades[0].key : null
  const leaders = body.classes.find((each) => each.isLeaders)
  return {
    entrant,
    votes: own,
    vote,
    score: whole === null ? null : whole.shown(body.decimals),
    ladder: {
      top_grades: best === null ? null : new Fraction(BigInt(own.filter((each) => each.grade === best).length)),
      unrounded: whole,
      leader_mean: leaders ? means.get(leaders.key) : null,
      data: entrant.given.data === undefined ? null : Fraction.of(entrant.given.data),
      investment: entrant.investment === null ? null : Fraction.of(entrant.investment),
    },
  }
}

/** Which of two stands before the other: negative for the first. What is missing stands last. */
function duel(body, one, other) {
  const higher = (a, b) => (a === null || b === null ? Number(a === null) - Number(b === null) : b.against(a))
  const scores = [one, other].map((each) => (each.score === null ? null : Fraction.of(each.score)))
  const first = higher(scores[0], scores[1])
  if (first !== 0 || one.score === null) return first
  for (const step of body.tieLadder) {
    const found = higher(one.ladder[step] ?? null, other.ladder[step] ?? null)
    if (found !== 0) return found
  }
  return 0
}

function rankGroup(content, votes, group) {
  const { body } = content
  const entrants = membersOf(body, group.key)
  let coefficients = entrants.map(() => new Fraction(1n))
  if (body.coefficient.kind === 'given') coefficients = entrants.map((each) => Fraction.of(each.coefficient))
  if (body.coefficient.kind === 'voted')
    coefficients = entrants.map((each) =>
      middle(votes.filter((vote) => vote.entrant === each.key && vote.difficulty).map((vote) => vote.difficulty)),
    )
  if (body.coefficient.kind !== 'none' && body.coefficient.normalise) {
    const mean = average(coefficients)
    coefficients = coefficients.map((each) => each.over(mean))
  }
  const scored = entrants.map((each, at) => scoreEntrant(content, votes, each, coefficients[at]))
  for (const each of scored) {
    const better = scored.filter((other) => other.score !== null && duel(body, other, each) < 0).length
    const equal = scored.filter((other) => other.score !== null && duel(body, other, each) === 0).length
    each.rank = each.score === null ? null : better + 1
    each.isJoint = each.rank !== null && equal > 1
  }
  return scored
}

/** Σ of the printed votes of complete strict rankings, which must be Σ of the points of all places. */
function checksum({ body }, scored, ballots) {
  if (body.ballot.kind !== 'ranking' || body.trim || scored.some((each) => each.vote === null)) return null
  const keys = scored.map((each) => each.entrant.key)
  const complete = scored.every((each) =>
    each.votes.every((vote) => new Set(keys.map((key) => vote.places[key]).filter(Boolean)).size === keys.length),
  )
  if (!complete || scored.some((each) => each.votes.length !== ballots)) return null
  const sum = total(scored.map((each) => Fraction.of(each.vote.shown(body.decimals))))
  const first = Fraction.of(body.ballot.first)
  const step = Fraction.of(body.ballot.step)
  const expected = total(keys.map((_, at) => first.minus(step.times(new Fraction(BigInt(at))))))
  return { sum: sum.shown(body.decimals), expected: expected.shown(body.decimals) }
}

function recount({ content, seal }, wantedKey) {
  findings.length = 0
  const fingerprint = checkSeal(content, seal, wantedKey)
  const { body, contest } = content
  if (content.draw)
    for (const group of body.groups) {
      const again = drawAgain(
        membersOf(body, group.key).map((each) => each.key),
        `${content.draw.seed}|${content.draw.publicWord}|${group.key}`,
      )
      if (again.join() !== (content.draw.order[group.key] ?? []).join())
        complain(`The draw of ${group.name} gives another order. 抽签结果不符。`)
    }
  const { votes, ballots } = collect(content)
  console.log(`${contest.name} ${contest.heldOn}${contest.isRehearsal ? ' (rehearsal 演练)' : ''}`)
  if (fingerprint) console.log(`key 密钥指纹 ${fingerprint}`)
  console.log(`digest 摘要 ${seal.digest?.value ?? ''}`)
  for (const group of body.groups) {
    const scored = rankGroup(content, votes, group)
    const printed = content.result.groups.find((each) => each.groupKey === group.key)
    console.log(`\n${group.name}`)
    for (const each of [...scored].sort((one, other) => duel(body, one, other))) {
      const rank = each.rank === null ? '-' : `${each.rank}${each.isJoint ? '=' : ''}`
      console.log(`${rank.padStart(4)}  ${(each.score ?? '-').padStart(10)}  ${each.entrant.name}`)
      const said = printed?.places.find((place) => place.entrantKey === each.entrant.key)
      if (!said || said.rank !== each.rank || said.score !== each.score || said.isJoint !== each.isJoint)
        complain(`${each.entrant.name}: the package says ${said?.rank} with ${said?.score}. 与计票包不符。`)
    }
    const sum = checksum(content, scored, ballots)
    if (sum) console.log(`Σ ${sum.sum} = ${sum.expected}`)
    if ((sum?.sum ?? null) !== (printed?.checksum?.sum ?? null))
      complain(`${group.name}: the checksum differs. 校验和不符。`)
  }
  console.log('')
  for (const each of findings) console.log(`✗ ${each}`)
  if (findings.length === 0) console.log('✓ The recount agrees with the package. 复核一致。')
  return findings.length === 0 ? 0 : 1
}

const words = process.argv.slice(2)
const flag = words.indexOf('--key')
const wantedKey = flag < 0 ? undefined : words.splice(flag, 2)[1]
const packages = words.map((file) => {
  try {
    const parsed = JSON.parse(readFileSync(file, 'utf8'))
    return parsed.content.format === 'clarion contest package' ? parsed : null
  } catch {
    return null
  }
})
if (packages.length === 0 || packages.includes(null)) {
  console.error('Usage: node recount.mjs package.json … [--key FINGERPRINT]. 请给出计票包文件。')
  process.exit(2)
}
process.exitCode = Math.max(...packages.map((each) => recount(each, wantedKey)))

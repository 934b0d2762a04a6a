import { describe, expect, it } from 'vitest'
import { loadedBy, type PieceOfBuild } from './precache.ts'

const piece = (name: string, more: Partial<PieceOfBuild> = {}): PieceOfBuild => ({
  name,
  facade: null,
  later: [],
  assets: [],
  ...more,
})

describe('what a page keeps', () => {
  const pieces = [
    piece('judge.html'),
    piece('index.html'),
    piece('assets/judge.js', {
      facade: '/src/judge.html',
      later: ['assets/react.js', 'assets/en.js'],
      assets: ['assets/judge.css'],
    }),
    piece('assets/en.js', { later: ['assets/judge.js'] }),
    piece('assets/react.js'),
    piece('assets/judge.css'),
    piece('assets/bugle.svg'),
    piece('assets/index.js', { facade: '/src/index.html', later: ['assets/react.js', 'assets/antd.js'] }),
    piece('assets/antd.js'),
  ]

  it('is all that it may ever load, at once and later, and what its HTML names', () => {
    const html = '<link rel="icon" href="/assets/bugle.svg">'
    expect(loadedBy(pieces, 'judge.html', html)).toEqual([
      'assets/bugle.svg',
      'assets/en.js',
      'assets/judge.css',
      'assets/judge.js',
      'assets/react.js',
    ])
  })

  it('is nothing of the other pages', () => {
    expect(loadedBy(pieces, 'judge.html', '')).not.toContain('assets/antd.js')
  })
})

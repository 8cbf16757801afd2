import type { JudgementInfo } from '../../db/contract/hypothesis.ts'
import { readableDate } from '../../db/contract/readable-date.ts'
import { likelihoodWords, ranges } from './words.ts'

// Units of the picture, which the page scales to its width.
const width = 640
const height = 150
const left = 34
const right = 12
const top = 8
const bottom = 22
// Narrower than this a bar cannot be seen, and days that are close would lie on each other.
const barWidth = 10

/** How likely a hypothesis was judged, over time: each judgement as the range of its term. */
export function JudgementLine({ judgements }: { readonly judgements: readonly JudgementInfo[] }) {
  const judged = judgements.flatMap(({ uid, judgedAt, likelihood }) =>
    likelihood === null ? [] : [{ uid, judgedAt, likelihood }],
  )
  const [first] = judged
  const last = judged.at(-1)
  if (!first || !last || judged.length < 2) return null
  const [begin, end] = [Date.parse(first.judgedAt), Date.parse(last.judgedAt)]
  const x = (day: string) => {
    const room = width - left - right - barWidth
    return left + (end === begin ? 0.5 : (Date.parse(day) - begin) / (end - begin)) * room
  }
  const y = (percent: number) => top + (1 - percent / 100) * (height - top - bottom)
  const middle = (likelihood: keyof typeof ranges) => {
    const [low, high] = ranges[likelihood]
    return y((low + high) / 2)
  }
  const words = judged.map(
    ({ judgedAt, likelihood }) => `${readableDate(judgedAt)}: ${likelihoodWords(likelihood)}`,
  )
  return (
    <svg
      className="judgement-line"
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={`Likelihood over time. ${words.join('; ')}.`}
    >
      {[0, 20, 45, 55, 80, 100].map((percent) => (
        <g key={percent}>
          <line x1={left} x2={width - right} y1={y(percent)} y2={y(percent)} className="grid" />
          {percent !== 45 && (
            <text x={left - 6} y={y(percent) + 3.5} textAnchor="end">
              {percent}
            </text>
          )}
        </g>
      ))}
      <polyline
        points={judged
          .map(({ judgedAt, likelihood }) => `${x(judgedAt) + barWidth / 2},${middle(likelihood)}`)
          .join(' ')}
        className="path"
      />
      {judged.map(({ uid, judgedAt, likelihood }, i) => {
        const [low, high] = ranges[likelihood]
        const anchor = i === 0 ? 'start' : i === judged.length - 1 ? 'end' : 'middle'
        const at = x(judgedAt) + (anchor === 'start' ? 0 : anchor === 'end' ? barWidth : barWidth / 2)
        return (
          <g key={uid}>
            <rect
              x={x(judgedAt)}
              y={y(high)}
              width={barWidth}
              height={Math.max(4, y(low) - y(high))}
              rx={3}
              className="range"
            />
            {(i === 0 || i === judged.length - 1) && (
              <text x={at} y={height - 6} textAnchor={anchor}>
                {readableDate(judgedAt)}
              </text>
            )}
          </g>
        )
      })}
    </svg>
  )
}

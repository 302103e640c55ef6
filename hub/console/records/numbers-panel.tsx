import { api } from '#hub/console/api.ts'
import { useAnswer } from '#hub/console/live/use-answer.ts'
import { AnswerView } from '#hub/console/ui/answer-view.tsx'
import { Empty } from '#hub/console/ui/empty.tsx'

const shown = (count: number | null): string => (count === null ? 'hidden' : String(count))

/** Counts of the terms that have ended. Small ones are hidden by the hub, so that they point to nobody. */
export function NumbersPanel() {
  const asked = useAnswer(() => api.numbers(), 'numbers', [])
  return (
    <section className="panel grows" aria-label="Numbers">
      <h2>Numbers by term</h2>
      <AnswerView asked={asked}>
        {({ terms }) =>
          terms.length === 0 ? (
            <Empty>
              <p>There are no numbers to show yet. A term is counted when it has ended.</p>
            </Empty>
          ) : (
            <div className="table-box">
              <table>
                <caption className="for-readers">Numbers by term</caption>
                <thead>
                  <tr>
                    <th scope="col">Term</th>
                    <th scope="col">Notes</th>
                    <th scope="col">of them “later is all right”</th>
                    <th scope="col">of them “now”</th>
                    <th scope="col">Cases begun</th>
                  </tr>
                </thead>
                <tbody>
                  {terms.map(({ term, notes, soon, now, cases }) => (
                    <tr key={term}>
                      <th scope="row">{termWords(term)}</th>
                      <td>{shown(notes)}</td>
                      <td>{shown(soon)}</td>
                      <td>{shown(now)}</td>
                      <td>{shown(cases)}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )
        }
      </AnswerView>
      <p className="soft">
        Hidden: fewer than five, none among them, or a number that would give such a one away. A number is not a measure of how safe a
        school is: more notes may mean that children trust the box.
      </p>
    </section>
  )
}

/** "Autumn 2026", from "2026 autumn". */
function termWords(term: string): string {
  const [year = '', name = ''] = term.split(' ')
  return `${name.charAt(0).toUpperCase()}${name.slice(1)} ${year}`
}

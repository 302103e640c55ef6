import { Heading } from '../parts/heading.tsx'
import { Hedgehog } from '../parts/picture.tsx'
import { useWords } from '../words.ts'

export function ReportSending({ isMaking = false }: { readonly isMaking?: boolean }) {
  const words = useWords()
  return (
    <main className="hill-stage calm" aria-busy="true">
      <Hedgehog mood="listening" />
      <div className="calm-words">
        <Heading key={isMaking ? 'making' : 'sending'}>{words(isMaking ? 'letters.making' : 'report.sending')}</Heading>
        <p>{words('tell.notInTrouble')}</p>
      </div>
    </main>
  )
}

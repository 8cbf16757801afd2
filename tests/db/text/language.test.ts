import { expect, it } from 'vitest'
import { guessDirection, guessLanguage } from '../../../db/text/language.ts'

it.each([
  ['en', 'The ministry said on Tuesday that it had not been told of the talks.'],
  ['fr', 'Le ministre a déclaré que la Chine et le Pakistan sont prêts pour les négociations.'],
  ['de', 'Der Sprecher sagte, dass die Gespräche nicht mit dem Ministerium abgestimmt sind.'],
  ['es', 'El portavoz dijo que las conversaciones no se han confirmado por el ministerio.'],
  ['it', 'Il portavoce ha detto che la riunione non è stata confermata dal ministero.'],
  ['pt', 'O porta-voz disse que as negociações não foram confirmadas pelo ministério.'],
  ['ru', 'Представитель министерства сказал, что это не так и что переговоры были в марте.'],
  ['uk', 'Речник міністерства сказав, що це не так і що переговори були у березні.'],
  ['zh', '中国外交部既没有证实也没有否认会谈的存在，但重申了 CPEC 的立场。'],
  ['ja', '中国外務省は協議の存在を確認も否定もしなかった。'],
  ['ko', '중국 외교부는 회담의 존재를 확인하지도 부인하지도 않았다.'],
  ['ur', 'چین نے پاکستان سے مطالبہ کیا ہے کہ وہ CPEC کے منصوبوں کی حفاظت کرے۔'],
  ['ar', 'قال المتحدث باسم وزارة الخارجية إن بكين لم تؤكد ولم تنف وجود المحادثات.'],
  ['fa', 'سخنگوی وزارت خارجه گفت که این گفتگوها با پاکستان در تهران برگزار شد.'],
  ['ps', 'د بهرنیو چارو وزارت ویاند وویل چې دا خبرې په کابل کې نه دي شوې.'],
  ['hi', 'विदेश मंत्रालय ने कहा कि यह सच नहीं है।'],
  ['he', 'דובר משרד החוץ לא אישר ולא הכחיש את קיום השיחות.'],
])('tells %s', (language, text) => {
  expect(guessLanguage(text)).toBe(language)
})

it.each([
  '',
  '12345',
  'CPEC',
  'Xi Jinping',
  'Lorem ipsum dolor sit amet consectetur',
  'Half English and half по-русски, пополам',
])('says nothing when unsure: %s', (text) => {
  expect(guessLanguage(text)).toBeUndefined()
})

it('sees the direction by most of the letters, not the first', () => {
  expect(guessDirection('CPEC کے منصوبوں کی حفاظت')).toBe('rtl')
  expect(guessDirection('چین means China in Urdu')).toBe('ltr')
  expect(guessDirection('דובר משרד החוץ')).toBe('rtl')
  expect(guessDirection('中国')).toBe('ltr')
  expect(guessDirection('123')).toBe('ltr')
})

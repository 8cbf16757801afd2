/** The commonest words of each language, by BCP 47 subtag: those that running text cannot do without. */
export const STOP_WORDS: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries({
    en: 'the of and to in a is that for it on as with was be by at this have from are not which or an has but were had they their its been will who more would said about than also his he we',
    fr: 'le la les de des du et en un une est que qui dans pour par sur au aux ce cette il elle ne pas plus sont ont avec se sa son ses été être mais ou nous vous comme leur l d qu',
    de: 'der die das und in den von zu mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über einen so zum war haben nur oder aber vor zur bis',
    es: 'el la los las de del y en un una que es por con para se no su al lo como más pero sus le ha este entre cuando muy sin sobre también me hasta hay donde quien desde todo nos durante',
    it: 'il lo la i gli le di del della dei delle e è un una che in per con non si da al alla sono come anche più ma nel nella ha hanno suo sua questo dal dalla essere o se',
    pt: 'o a os as de do da dos das e em um uma que é para com não se por no na nos nas ao mais como mas foi são ou seu sua pela pelo entre quando muito também já está',
    nl: 'de het een en van in is dat op te zijn met voor niet aan er om ook als bij maar door naar uit over die worden wordt werd deze tot heeft hebben nog of',
    tr: 've bir bu da de için ile olarak daha en çok ne var gibi o ancak sonra kadar olan değil her ise tarafından göre mi ya üzerinde oldu olduğunu ki',
    pl: 'i w na z się nie do to że jest o jak po co za od przez ale ma być był oraz dla tego tym są tak jego także który która które już może ich by',
    sv: 'och i att det som en på är av för med den till inte har de ett om var jag men sig så från vi kan han när eller hade nu under också efter',
    id: 'yang dan di dengan untuk pada dari ini dalam itu tidak akan adalah ke juga oleh sebagai telah karena bahwa dapat lebih atau mereka ada kepada',
    ar: 'في من على إلى عن أن إن التي الذي هذا هذه كان كانت قد ما لا مع بين بعد قبل كما أو هو هي ذلك لم لن ولا وقد حيث عند كل غير خلال منذ وقال قال',
    fa: 'در به از که این را با است برای آن یک خود تا بر هم نیز شد شده می و های بود باید دارد کرد اما یا هر پس کرده گفت',
    ur: 'کے کی میں ہے کا اور سے کو نے یہ کہ پر ہیں اس تھا بھی ایک ہو گیا جو تھی تھے وہ کر کیا لیے تو نہیں رہے گا',
    ps: 'په د چې له او کې ته سره دی ده یې دي نه هم خو به کړی وو شوي دا هغه',
    ru: 'и в не на что с как по это из у за от для к но о он же так а его бы все или при то был было быть были также до их они она если чтобы я мы',
    uk: 'і в не на що з як по це та у за від для до але він його про або при був було також які який щоб й бо',
    bg: 'и на да в за от се с че не по са е до като или но при към през след който която които ще това беше',
    sr: 'и у је да се на за од са који која које не су као о али или то што из по би до није ће',
  }).map(([language, words]) => [language, new Set(words.split(' '))]),
)

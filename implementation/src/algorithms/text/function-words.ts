/**
 * Words that carry grammar rather than a topic, in normal form, for the languages that support
 * desks see most. They are weighed less, never dropped: "to be or not to be" stays findable.
 */
const LISTS = [
  // English
  `a about also am an and any are as at be because been being but by can could did do does doing don
  for from get got had has have having he her here hers hey hi him his how i if in into is it its
  just ll m may me might mine my of on or other our out please re s she should so some such t than
  thanks that the their them then there these they this those through to too under until up us ve
  very want was we were what when where which while who whom why will with would you your yours d
  hello`,
  // German
  `aber als am an auch auf aus bei bin bis bitte da dann das dass dem den der des die dir du ein
  eine einem einen einer er es fur hab habe haben hat ich ihr im in ist ja kann kein keine mein meine
  mich mir mit nach nicht noch nur oder sein sich sie sind so und uber um uns unter vom von vor war
  warum was wenn wer wie wieso wir wird wo zu zum zur`,
  // French
  `au aux avec c ce ces cette comment d dans de des du elle en est et eu il ils j je l la le les leur
  lui m ma mais me mes moi mon n ne nos notre nous on ou par pas pour pourquoi qu quand que quel
  quelle qui s sa se ses son sont sur t ta te tu un une vos votre vous y`,
  // Spanish and Portuguese
  `al como con cual cuando da de del dos e el ella em en eo era es esta estan este esto eu fue ha hay
  la las le lo los mas me mi mis muito muy na nao no nos o os para pero por porque pra puede puedo
  que quien se ser si sin sobre su sus tambem te tem tengo tu um uma un una uno y ya yo`,
  // Italian and Dutch
  `ai che chi ci col come da dai dal dalla degli dei del della di e ed gli ho i il in io la le lo ma
  mi ne nel non o per perche piu quando questa questo se si sono su sul un una uno vi
  aan als bij dan dat de deze die dit door een en er het hij hoe ik in is je kan maar met mijn naar
  niet nog of om ook op over te tot uit van voor waar wat we wij zijn`,
];

const FUNCTION_WORDS: ReadonlySet<string> = new Set(LISTS.join(' ').split(/\s+/));

/** Whether a word in normal form mostly carries grammar. */
export function isFunctionWord(word: string): boolean {
  return FUNCTION_WORDS.has(word);
}

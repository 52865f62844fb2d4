/**
 * Words that no text of ours needs, whoever reads it: a second net under what guidance suggests (guide E4, F and X1).
 * Free text may recognise them; we never say them. Speakers of a language add to its list.
 */
export const forbiddenWords: Readonly<Record<string, readonly RegExp[]>> = {
  nl: [
    /\beerwraak\b/i,
    /\buithuwelijk/i,
    /\bmoslimhuwelijk/i,
    /\bcultuurprobleem/i,
    /\billega(al|le)\b/i,
    /\bslachtoffer\b/i,
    /\bflikker/i,
    /\bmietje/i,
    /\bgeslachtsverandering/i,
    /\bombouw/i,
    /\b100 ?% (veilig|anoniem)/i,
    /\bje bent (nu )?veilig\b/i,
    /\bwij halen je terug\b/i,
    /\bje mag blijven\b/i,
    /\bpraat (eerst )?met je (ouders|vader|moeder|familie)\b/i,
  ],
  en: [
    /\bhonou?r killing/i,
    /\bmarried off\b/i,
    /\billegal immigrant/i,
    /\bsex change/i,
    /\b100 ?% (safe|anonymous)/i,
    /\byou are safe( now)?\b/i,
    /\bwe will bring you (back|home)\b/i,
    /\byou (can|may) stay in the netherlands\b/i,
    /\btalk to your (parents|father|mother|family)\b/i,
  ],
  fr: [
    /\bcrimes? d['’]honneur/i,
    // Not `\b`: to it é is no letter.
    /(?<!\p{L})pédés?(?!\p{L})/iu,
    /\btapettes?\b/i,
    /\bchangement de sexe\b/i,
    /\bclandestin/i,
    /\b(tu es|vous êtes) (maintenant )?en sécurité/i,
    /\b100 ?% (sûr|anonyme)/i,
    /\bparle (d['’]abord )?à (tes parents|ton père|ta mère|ta famille)\b/i,
  ],
  tr: [
    /(?<!\p{L})ibne/iu,
    /(?<!\p{L})top(?!\p{L})/iu,
    /sapık/i,
    /(?<!\p{L})dönme(?!\p{L})/iu,
    /namus cinayet/i,
    /cinsiyet değiştir/i,
    /kaçak göçmen/i,
    /(?<!\p{L})güvendesin/iu,
    /(?:annenle|babanla|ailenle) konuş(?:\.|$)/i,
  ],
  ar: [/شاذ|شذوذ|شواذ/, /لوطي|لواط/, /جرائم الشرف|جريمة شرف/, /تغيير الجنس/, /غير شرعي/, /(?<!هل )أنتِ? (الآن )?بأمان/],
  so: [/khaniis|qaniis/i, /waad ammaan tahay/i],
  fa: [/همجنس[‌ ]?باز/, /کونی/, /قتل ناموسی/, /تغییر جنسیت/, /شما (اکنون )?در امان هستید(?!؟)/],
  ti: [/ግብረ ?ሰዶም/, /ሰዶማ/],
  kmr: [/\bqûnek/i, /\bhîz\b/i, /kuştina namûsê/i, /tu (niha )?di ewlehiyê de yî/i],
  uk: [
    /педик|педераст|підор/i,
    /гомосексуаліз/i,
    /зміна статі/i,
    /вбивств[оа] честі/i,
    /нелегал/i,
    /ви (зараз )?в безпеці(?!\?|,)/i,
  ],
};

/** No text of ours raises its voice, in any script. */
export const exclamation = /[!！¡]/;

import { routeAsData, routesOf } from '../core/routes-as-data.ts';
import { completeSituation, type Situation } from '../core/situation.ts';
import { languageOf, momentOf, municipalityOf, openLibrary } from './content.ts';

/** The flags; commander has checked them against the vocabularies. */
interface RouteFlags extends Partial<Omit<Situation, 'municipality' | 'circumstance'>> {
  readonly circumstance?: Situation['circumstance'];
  readonly municipality?: string;
  readonly lang: string;
  readonly at?: string;
}

/** `wegwijzer routes …`: a JSON list of routes in order. */
export function routes({ municipality, lang, at, ...known }: RouteFlags): void {
  const library = openLibrary();
  const moment = momentOf(at);
  const texts = library.texts(languageOf(library, lang));
  const code = municipality === undefined ? {} : { municipality: municipalityOf(library, municipality, moment) };
  const situation = completeSituation({ ...known, ...code });
  const found = routesOf(library.content, situation, moment).map((one) => routeAsData(one, texts));
  process.stdout.write(`${JSON.stringify(found, null, 2)}\n`);
}

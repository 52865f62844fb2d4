/** The zip as an administrator gets it: these four files, always the same bytes, and no word about anybody's trouble. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { strFromU8, unzipSync } from 'fflate';
import { teamsPackage } from '../../src/cli/teams-package.ts';
import { accentColor } from '../../src/teams/manifest.ts';
import { appPackage } from '../../src/teams/package.ts';
import { readTeamsSettings } from '../../src/teams/settings.ts';
import { chunksOf, headerOf, pixelsOf } from './a-png.ts';
import { faultsBy } from './microsoft-schemas.ts';

const environment = {
  BOT_APP_ID: '0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d',
  PUBLIC_ORIGIN: 'https://wegwijzer.example',
  TEAMS_DESK_TAB: 'true',
  DESK_AUDIENCE: '3c4d5e6f-7a8b-4c9d-8e0f-1a2b3c4d5e6f',
};
const settings = readTeamsSettings(environment);
const zip = appPackage(settings, '0.1.0');
const inside = unzipSync(zip);

function file(name: string): Uint8Array {
  const bytes = inside[name];
  if (bytes === undefined) throw new Error(`no ${name} in the package`);
  return bytes;
}

describe('the app package', () => {
  it('holds the manifest, its English, two icons, and nothing else', () => {
    expect(Object.keys(inside)).toEqual(['manifest.json', 'en.json', 'color.png', 'outline.png']);
  });

  it('is the same to the byte when it is made again, and another for another version', () => {
    expect(Buffer.from(appPackage(settings, '0.1.0')).equals(zip)).toBe(true);
    expect(Buffer.from(appPackage(settings, '0.1.1')).equals(zip)).toBe(false);
  });

  it("is valid by Microsoft's published schemas as it lies in the zip", () => {
    expect(faultsBy('MicrosoftTeams', JSON.parse(strFromU8(file('manifest.json'))))).toEqual([]);
    expect(faultsBy('MicrosoftTeams.Localization', JSON.parse(strFromU8(file('en.json'))))).toEqual([]);
  });

  it('names only files that are in it', () => {
    const named = [...strFromU8(file('manifest.json')).matchAll(/"([\w.-]+\.(?:png|json))"/g)].map(([, name]) => name);
    expect(named.toSorted()).toEqual(['color.png', 'en.json', 'outline.png']);
  });
});

describe('the icons', () => {
  const rgba = [8, 6, 0, 0, 0];

  it.each([
    ['color.png', 192],
    ['outline.png', 32],
  ])('%s is a square of %i pixels and holds a picture only', (name, size) => {
    expect(headerOf(file(name))).toEqual({ width: size, height: size, format: rgba });
    expect(chunksOf(file(name)).map(({ type }) => type)).toEqual(['IHDR', 'IDAT', 'IEND']);
  });

  it('outline.png is white or nothing in every pixel, and some of each', () => {
    const kinds = new Set(pixelsOf(file('outline.png')).map((pixel) => pixel.join(' ')));
    expect(kinds).toEqual(new Set(['255 255 255 255', '255 255 255 0']));
  });

  it('color.png is covered wholly, its ground in the colour of the pages and its sign in the middle 120 pixels', () => {
    const pixels = pixelsOf(file('color.png'));
    const ground = [...Buffer.from(accentColor.slice(1), 'hex'), 255].join(' ');
    const drawn = pixels.flatMap((pixel, at) => (pixel.join(' ') === ground ? [] : [[at % 192, Math.floor(at / 192)]]));
    expect(pixels.every(([, , , opacity]) => opacity === 255)).toBe(true);
    expect(drawn.length).toBeGreaterThan(2000);
    expect(drawn.flat().filter((place) => place < 36 || place >= 156)).toEqual([]);
  });
});

/** What a talk may be about, in Dutch and English. A colleague or a relative who sees the app must read none of it. */
const themeWords = [
  /huwelijk|trouw|bruid|uithuwelij|verloof|scheid|marriage|marry|wedding|bride|divorce/,
  /\beer\b|eerwraak|eergerelateerd|eerzaak|\bhono(u)?r/,
  /lhbt|lgbt|\bgay\b|homo|lesb|\bbi\b|queer|trans(gender|seks)|coming out|uit de kast|regenboog|rainbow|geaardheid|orientation/,
  /geweld|mishandel|bedreig|dwang|gedwongen|slachtoffer|violen|abus|threat|forced|coerc|victim/,
  /besnijd|verminking|genital|circumcis|\bfgm\b|\bvgv\b/,
  /achterlat|abandon|ontvoer|abduct|opgesloten|locked|paspoort|passport|asiel|asylum|vlucht/,
  /veilig thuis|\blkha\b|opvang|shelter|zelfmoord|suicid|discrimina|veilig|\bsafe/,
  /familie|family|gezin|ouders|parents|partner|cultuur|culture|geloof|religi|islam|moslim|muslim/,
];

describe('the words of the app package', () => {
  it.each(Object.keys(inside))('say nothing of what a talk is about: %s', (name) => {
    const text =
      `${name}\n${Buffer.from(file(name)).toString(name.endsWith('.json') ? 'utf8' : 'latin1')}`.toLowerCase();
    expect(themeWords.map((words) => words.exec(text)?.[0]).filter((found) => found !== undefined)).toEqual([]);
  });

  it.each(['Gedwongen huwelijk', 'honour-related violence', 'eer', 'LHBT+', 'coming out', 'Veilig Thuis'])(
    'would be caught if they said "%s"',
    (text) => {
      expect(themeWords.some((words) => words.test(text.toLowerCase()))).toBe(true);
    },
  );
});

describe('the command teams-package', () => {
  const folder = mkdtempSync(join(tmpdir(), 'teams-'));
  const before = { ...process.env };
  const write = jest.spyOn(process.stdout, 'write').mockReturnValue(true);

  beforeEach(() => {
    Object.assign(process.env, environment);
  });

  afterEach(() => {
    for (const name of Object.keys(environment)) delete process.env[name];
    Object.assign(process.env, before);
  });

  afterAll(() => {
    write.mockRestore();
    rmSync(folder, { recursive: true });
  });

  it('writes the package of the present version where it is told to', () => {
    const out = join(folder, 'new', 'wegwijzer.zip');
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { readonly version: string };
    teamsPackage({ out });
    expect(readFileSync(out).equals(appPackage(settings, version))).toBe(true);
    expect(write.mock.lastCall?.[0]).toContain(out);
  });

  it('writes nothing and names the setting when one is missing', () => {
    const out = join(folder, 'none.zip');
    delete process.env.BOT_APP_ID;
    expect(() => teamsPackage({ out })).toThrow(/BOT_APP_ID: write /);
    expect(() => readFileSync(out)).toThrow(/ENOENT/);
  });
});

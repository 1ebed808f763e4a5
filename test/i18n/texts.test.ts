import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../src/core/paths.ts';
import en from '../../src/i18n/locales/en.json' with { type: 'json' };
import zhCN from '../../src/i18n/locales/zh-CN.json' with { type: 'json' };

const keys = Object.keys(en) as (keyof typeof en)[];
const chinese = zhCN as Record<string, string>;

type Parsed = ReturnType<IntlMessageFormat['getAst']>;

/** The arguments that a text takes: `name`, `count:number`. */
function argumentsOf(parsed: Parsed): string[] {
  return parsed.flatMap((element) => {
    if ('options' in element)
      return [element.value, ...Object.values(element.options).flatMap(({ value }) => argumentsOf(value))];
    return 'value' in element && element.type === 0 ? [] : 'value' in element ? [String(element.value)] : [];
  });
}

const parse = (locale: string, text: string) =>
  new IntlMessageFormat(text, locale, undefined, { ignoreTag: true }).getAst();

function sources(folder: string): string[] {
  return readdirSync(join(projectRoot, folder), { withFileTypes: true }).flatMap((entry) => {
    if (entry.name === 'generated' || entry.name === 'locales') return [];
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sources(path);
    return /\.ts$/.test(entry.name) ? [readFileSync(join(projectRoot, path), 'utf8')] : [];
  });
}

describe('texts', () => {
  it('are there in both languages, in order', () => {
    expect(Object.keys(zhCN)).toEqual(keys);
    expect(keys).toEqual([...keys].sort());
  });

  it('take the same arguments in both languages', () => {
    const differing = keys.filter((key) => {
      const [one, other] = [argumentsOf(parse('en', en[key])), argumentsOf(parse('zh-CN', chinese[key]!))];
      return [...new Set(one)].sort().join() !== [...new Set(other)].sort().join();
    });
    expect(differing).toEqual([]);
  });

  it('are all used', () => {
    const code = [...sources('src'), ...sources('adapters'), ...sources('scripts')].join('\n');
    const whole = new Set(
      [...code.matchAll(/['"`]([a-zA-Z]+(?:\.[\w-]+)+)['"`]/g)].map((match) => match[1]!),
    );
    // `requests.stage.${stage}`: what stands before and behind the argument.
    const made = [...code.matchAll(/`([a-zA-Z]+\.[\w.]*)\$\{[^}]+\}([\w.]*)`/g)];
    const unused = keys.filter(
      (key) =>
        !whole.has(key) &&
        !made.some(([, before, behind]) => key.startsWith(before!) && key.endsWith(behind!)),
    );
    expect(unused).toEqual([]);
  });

  // What a prefix alone cannot tell: the ends of keys that are made from a name.
  it.each(['history', 'requests.notice', 'requests.said'])('of %s.* are named somewhere', (prefix) => {
    const code = sources('src').join('\n');
    const named = keys
      .filter((key) => key.startsWith(`${prefix}.`))
      .map((key) => key.slice(prefix.length + 1));
    expect(named.filter((name) => !new RegExp(`['.]${name}['\\x60]`).test(code))).toEqual([]);
  });
});

describe('Chinese texts', () => {
  const each = (wrong: (text: string, key: string) => boolean) =>
    Object.entries(chinese).filter(([key, text]) => wrong(text, key));
  /** What is left of a text without its arguments, in each of its forms. */
  const readings = (parsed: Parsed): string[] =>
    parsed.reduce<string[]>(
      (all, element) => {
        const said =
          'options' in element
            ? Object.values(element.options).flatMap(({ value }) => readings(value))
            : [element.type === 0 ? element.value : ''];
        return all.flatMap((before) => said.map((part) => before + part));
      },
      [''],
    );
  const eachReading = (wrong: (reading: string) => boolean) =>
    each((text) => readings(parse('zh-CN', text)).some(wrong));

  it('have full-width signs', () => {
    expect(eachReading((text) => /\p{Script=Han}[,.;:?!()"']|[,;?!()"]\p{Script=Han}/u.test(text))).toEqual(
      [],
    );
  });

  it('have no English left but names', () => {
    const names = /Microsoft|PDF|CSV|Excel|xlsx|KEYS_DIR|Slack|Teams|Quartermaster|Cookie|MIT|web/gi;
    expect(eachReading((text) => /[A-Za-z]{2,}/.test(text.replace(names, '')))).toEqual([]);
  });

  it('put no blank between two Chinese characters, and end no sentence with one', () => {
    expect(
      each((text) => {
        // An example of a sentence may hold one: “报修 三楼空调漏水”.
        const plain = text.replace(/“[^”]*”/g, '');
        return /[\p{Script=Han}，。！？：；] +[\p{Script=Han}]/u.test(plain) || plain !== plain.trim();
      }),
    ).toEqual([]);
  });

  it('call people 您 throughout', () => {
    expect(each((text) => /你/.test(text))).toEqual([]);
  });
});

describe('English texts', () => {
  it('have round quotes, one ellipsis sign and no double blanks', () => {
    const wrong = Object.entries(en).filter(
      ([, text]) => / {2}|\.\.\.|(?<!\{[^}]*)"/.test(text) || text !== text.trim(),
    );
    expect(wrong).toEqual([]);
  });
});

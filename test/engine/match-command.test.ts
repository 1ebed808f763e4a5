import { describe, expect, it } from 'vitest';
import { createRoutes, matchCommand } from '../../src/engine/routing.ts';
import { createHelp } from '../../src/features/help/index.ts';
import { requests } from '../../src/features/requests/index.ts';
import { createWebAccess } from '../../src/features/web-access/index.ts';

const routes = createRoutes([createHelp([]), requests, createWebAccess('http://localhost')]);
const read = (text: string) => {
  const matched = matchCommand(routes, text);
  return matched && `${matched.command.name}|${matched.rest}`;
};

describe('a command', () => {
  it.each([
    ['help', 'help|'],
    ['HELP!', 'help|'],
    ['help?', 'help|'],
    ['hi', 'help|'],
    ['Hi there!', 'help|'],
    ['hello', 'help|'],
    ['你好', 'help|'],
    ['您好！', 'help|'],
    ['帮助', 'help|'],
    ['ｈｅｌｐ', 'help|'],
    ['my', 'my|'],
    ['My requests', 'my|'],
    ['mine', 'my|'],
    ['我的', 'my|'],
    ['我的申请', 'my|'],
    ['查看我的申请', 'my|'],
    ['queue', 'queue|'],
    ['待办', 'queue|'],
    ['show 42', 'show|42'],
    ['show #42', 'show|#42'],
    ['#42', 'show|42'],
    ['＃４２', 'show|４２'],
    ['show42', 'show|42'],
    ['Show: 42.', 'show|42.'],
    ['show no. 42', 'show|no. 42'],
    ['查看42', 'show|42'],
    ['查看 42', 'show|42'],
    ['查看＃４２', 'show|＃４２'],
    ['看 42 号', 'show|42 号'],
    ['show', 'show|'],
    ['history 7', 'history|7'],
    ['记录 7', 'history|7'],
    ['cancel 42', 'cancel|42'],
    ['cancel', 'cancel|'],
    ['取消42', 'cancel|42'],
    ['撤回申请 42', 'cancel|42'],
    ['request', 'request|'],
    ['request repair: the door', 'request|repair: the door'],
    ['申请 采购椅子（三把），急', 'request|采购椅子（三把），急'],
    ['申请采购椅子', 'request|采购椅子'],
    ['我要申请采购椅子', 'request|采购椅子'],
    ['new', 'request|'],
    ['file a request', 'request|'],
    ['web', 'web|'],
    ['网页版', 'web|'],
  ])('%j is %s', (text, matched) => expect(read(text)).toBe(matched));
});

describe('a sentence that only begins like a command', () => {
  it.each([
    'my printer is broken',
    '我的打印机坏了',
    'new printer broken?',
    'file cabinet is broken',
    'show me the way',
    'show me 42 chairs',
    '看看三楼的打印机',
    'help the printer is on fire',
    'hi, the printer is broken',
    '你好，三楼空调坏了',
    'cancel my holidays',
    '取消会议室',
    'history of the office',
    'website is down',
    'web page is broken',
    'queue at the coffee machine',
    'requests',
    'newest',
    'show 42 and 43',
    '42',
    '',
    '  ',
  ])('%j is none', (text) => expect(read(text)).toBeUndefined());
});

it('every word of every command leads to it, in both languages', () => {
  for (const command of new Set(routes.words.values()))
    for (const word of [...Object.values(command.words).flat(), ...(command.alone ?? [])])
      expect(read(word)).toBe(`${command.name}|`);
});

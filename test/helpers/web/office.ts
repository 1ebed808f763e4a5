import type { SignInLinks, WebConversation, WebPeople, WebPerson } from '../../../src/platform/web-access.ts';

const facilities: WebConversation = {
  key: 'channel:facilities',
  name: { en: 'Facilities', 'zh-CN': '后勤部' },
  kind: 'channel',
};
const finance: WebConversation = {
  key: 'channel:finance',
  name: { en: 'Finance', 'zh-CN': '财务部' },
  kind: 'channel',
};

const person = (
  handle: string,
  name: string,
  locale: WebPerson['locale'],
  role: WebPerson['role'],
): WebPerson => ({
  personId: `per_${handle}`,
  handle,
  name,
  locale,
  role,
  email: `${handle}@harbour.example`,
});

/** Five of the demo office, as the page knows them. */
export const officePeople = {
  anna: person('anna.meyer', 'Anna Meyer', 'en', { en: 'Sales', 'zh-CN': '销售部' }),
  liWei: person('li.wei', '李伟', 'zh-CN', { en: 'Sales', 'zh-CN': '销售部' }),
  zhaoLei: person('zhao.lei', '赵磊', 'zh-CN', { en: 'Facilities, lead', 'zh-CN': '后勤部负责人' }),
  sunFang: person('sun.fang', '孙芳', 'zh-CN', { en: 'Facilities', 'zh-CN': '后勤部' }),
  zhangMin: person('zhang.min', '张敏', 'zh-CN', { en: 'Sales, manager', 'zh-CN': '销售部经理' }),
};

/** Who is who: Zhao Lei and Sun Fang see the channel of Facilities, Zhang Min that of Finance. */
export class TestPeople implements WebPeople {
  readonly gone = new Set<string>();

  async list(): Promise<WebPerson[]> {
    return Object.values(officePeople).filter(({ personId }) => !this.gone.has(personId));
  }

  async find(personId: string): Promise<WebPerson | undefined> {
    return (await this.list()).find((each) => each.personId === personId);
  }

  async conversationsOf(personId: string): Promise<WebConversation[]> {
    const personal: WebConversation = {
      key: `person:${personId}`,
      name: { en: 'For you', 'zh-CN': '与我有关' },
      kind: 'personal',
    };
    const { zhaoLei, sunFang, zhangMin } = officePeople;
    if (personId === zhaoLei.personId || personId === sunFang.personId) return [personal, facilities];
    return personId === zhangMin.personId ? [personal, finance] : [personal];
  }
}

/** One-time links by their secret. */
export class TestLinks implements SignInLinks {
  readonly open = new Map<string, string>();

  async peek(secret: string) {
    const personId = this.open.get(secret);
    return personId === undefined ? undefined : { personId };
  }

  async redeem(secret: string) {
    const link = await this.peek(secret);
    this.open.delete(secret);
    return link;
  }
}

import { QuartermasterError } from '../../src/core/errors.ts';

/** Where Microsoft's documentation says that Teams' connector lives, in the public and the sovereign clouds. */
const microsoftHosts = [
  'smba.trafficmanager.net',
  'smba.onyx.prod.teams.trafficmanager.net',
  'smba.infra.gcc.teams.microsoft.com',
  'smba.infra.gov.teams.microsoft.us',
  'smba.infra.dod.teams.microsoft.us',
  'frontend.botapi.msg.infra.teams.microsoftonline.cn',
  'smba.teams.sovcloud-core.fr',
  'frontend.botapi.msg.infra.teams.eaglex.ic.gov',
  'frontend.botapi.msg.infra.teams.microsoft.scloud',
];

/** The public cloud's connector, for a person who never wrote to us. */
export const publicServiceUrl = 'https://smba.trafficmanager.net/teams/';

export interface ServiceHosts {
  /** Further exact `host:port` names that may be spoken to without TLS; for tests. Never a wildcard. */
  alsoAllowed: readonly string[];
  /** Loopback without TLS, as the Agents Playground has it. */
  allowLoopback: boolean;
}

const loopback = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Holds every address that we take from an event, or send our token to, against the list of Microsoft's own.
 * Throws 'unauthenticated' for any other.
 */
export function checkServiceUrl(serviceUrl: string, hosts: ServiceHosts): string {
  const url = URL.canParse(serviceUrl) ? new URL(serviceUrl) : undefined;
  const plain = url !== undefined && url.username === '' && url.password === '';
  const allowed =
    plain &&
    ((url.protocol === 'https:' && url.port === '' && microsoftHosts.includes(url.hostname)) ||
      (url.protocol === 'http:' && hosts.alsoAllowed.includes(url.host)) ||
      (url.protocol === 'http:' && hosts.allowLoopback && loopback.has(url.hostname)));
  if (allowed) return serviceUrl;
  throw new QuartermasterError('unauthenticated', 'Teams: the serviceUrl is not one of Microsoft', {
    permanent: true,
  });
}

/**
 * Can a form be opened there? Microsoft's Agents Playground, which is known by the path of its connector, draws a
 * `task/fetch` button and ignores clicks on it; there a form is asked for question by question.
 */
export function opensDialogs(serviceUrl: string): boolean {
  return !new URL(serviceUrl).pathname.startsWith('/_connector');
}

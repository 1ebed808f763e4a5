import {
  type Activity,
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  type ConfigurationBotFrameworkAuthenticationOptions,
  ConfigurationServiceClientCredentialFactory,
} from 'botbuilder';
import { QuartermasterError } from '../../src/core/errors.ts';

/** The bot's registration at Microsoft. */
export interface Registration {
  appId: string;
  appPassword: string;
  tenantId?: string | undefined;
  appType: 'MultiTenant' | 'SingleTenant' | 'UserAssignedMSI';
}

/** Another place than Microsoft's public cloud to get keys and tokens from; for tests. */
export interface Cloud {
  settings: ConfigurationBotFrameworkAuthenticationOptions;
  token(renew: boolean): Promise<string>;
}

const scope = 'https://api.botframework.com';
const login = 'https://login.microsoftonline.com/botframework.com';

/** Checks who is speaking with Microsoft's own SDK: signature, issuer, audience, endorsements, service URL. */
export class Authenticator extends CloudAdapter {
  private constructor(settings: ConfigurationBotFrameworkAuthenticationOptions, credentials: Credentials) {
    super(new ConfigurationBotFrameworkAuthentication(settings, credentials, { requiredEndorsements: [] }));
  }

  static create(registration: Registration, cloud: Cloud | undefined): Authenticator {
    return new Authenticator(
      { MicrosoftAppId: registration.appId, ...cloud?.settings },
      createCredentials(registration),
    );
  }

  /**
   * Runs `handle` for an activity that Teams has signed. Throws 'unauthenticated' for any other, 'unreachable'
   * where Microsoft's keys cannot be had, and whatever `handle` throws.
   */
  async receive<Answer>(
    authorization: string,
    body: unknown,
    handle: () => Promise<Answer>,
  ): Promise<Answer> {
    if (!isActivity(body)) throw new QuartermasterError('invalid', 'Teams: the body is no activity');
    let authenticated = false;
    let answer: { value: Answer } | undefined;
    try {
      await this.processActivity(authorization, body, async () => {
        authenticated = true;
        answer = { value: await handle() };
      });
    } catch (error) {
      if (authenticated) throw error;
      throw refusal(error);
    }
    if (answer === undefined) throw new QuartermasterError('internal', 'Teams: the SDK dropped an activity');
    return answer.value;
  }
}

type Credentials = ConfigurationServiceClientCredentialFactory;

function createCredentials(registration: Registration): Credentials {
  return new ConfigurationServiceClientCredentialFactory({
    MicrosoftAppId: registration.appId,
    MicrosoftAppPassword: registration.appPassword,
    MicrosoftAppType: registration.appType,
    ...(registration.tenantId && { MicrosoftAppTenantId: registration.tenantId }),
  });
}

/** Gives the bot's own token for the connector; cached and renewed by the SDK. */
export function createTokenSource(registration: Registration): (renew: boolean) => Promise<string> {
  if (registration.appId === '') return async () => '';
  const factory = createCredentials(registration);
  return async (renew) => {
    const credentials = await factory.createCredentials(registration.appId, scope, login, true);
    if (!('getToken' in credentials) || typeof credentials.getToken !== 'function') {
      throw new QuartermasterError('internal', 'Teams: the SDK gave credentials without a token');
    }
    return String(await credentials.getToken(renew));
  };
}

/** Enough for the SDK to check it; everything else is read after that. */
function isActivity(body: unknown): body is Activity {
  const { type, serviceUrl }: { type?: unknown; serviceUrl?: unknown } = Object(body);
  return typeof type === 'string' && typeof serviceUrl === 'string';
}

function refusal(error: unknown): QuartermasterError {
  const { name, statusCode }: { name?: unknown; statusCode?: unknown } = Object(error);
  return name === 'FetchError' || statusCode === 500
    ? new QuartermasterError('unreachable', "Teams: Microsoft's signing keys cannot be had", { cause: error })
    : new QuartermasterError('unauthenticated', 'Teams: the request is not signed by Teams', {
        cause: error,
      });
}

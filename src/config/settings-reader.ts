import { z } from 'zod';

/** Reads settings one by one and collects what is wrong with them, never with the value: it may be a secret. */
export class SettingsReader {
  readonly faults: string[] = [];

  constructor(private readonly env: NodeJS.ProcessEnv) {}

  /** The value without blanks around it; undefined where nothing is left. */
  text(name: string): string | undefined {
    return this.env[name]?.trim() || undefined;
  }

  /** @param advice what to write, as an order; @param problem what is wrong with a value that does not fit. */
  read<T>(
    name: string,
    schema: z.ZodType<T, string>,
    advice: string,
    problem = 'cannot be used',
  ): T | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    const parsed = schema.safeParse(text);
    if (!parsed.success) this.fault(name, problem, advice);
    return parsed.data;
  }

  /** An address as it was written. */
  url(name: string, schemes: string[], example: string): string | undefined {
    const protocol = new RegExp(`^(${schemes.join('|')})$`);
    return this.read(
      name,
      z.url({ protocol }),
      `write an address such as ${example}`,
      'is not such an address',
    );
  }

  fault(name: string, problem: string, advice: string): void {
    this.faults.push(`${name} ${problem}; ${advice}`);
  }
}

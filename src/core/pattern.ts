import { RE2JS } from 're2js';

const compiled = new Map<string, RE2JS>();

/**
 * Does the whole text match? Patterns come from the office file and texts from anybody, so it is RE2 that matches:
 * in time linear in the text, whatever the pattern.
 * @throws RE2JSSyntaxException for a pattern that is none, or that RE2 does not know (back references, lookaround).
 */
export function matchesWhole(pattern: string, text: string): boolean {
  let expression = compiled.get(pattern);
  if (expression === undefined) {
    expression = RE2JS.compile(pattern, RE2JS.DOTALL);
    if (compiled.size > 1000) compiled.clear();
    compiled.set(pattern, expression);
  }
  return expression.matches(text);
}

import { describe, expect, it } from 'vitest';
import {
  ConditionError,
  type ConditionValue,
  compileCondition,
  isConditionName,
} from '../../src/config/condition.ts';

const fields = [
  { id: 'amount', type: 'money' },
  { id: 'quantity', type: 'number' },
  { id: 'urgency', type: 'choice' },
];

const answers: [string, Record<string, ConditionValue>, boolean][] = [
  ['amount >= 5000', { amount: 4999.99 }, false],
  ['amount >= 5000', { amount: 4999 }, false],
  ['amount >= 5000', { amount: 5000 }, true],
  ['amount >= 5000', { amount: 5000.5 }, true],
  ['amount >= 5000', { amount: 5001 }, true],
  ['amount >= 5000.0', { amount: 5000 }, true],
  ['5000 <= amount', { amount: 5000 }, true],
  ['amount == 5000', { amount: 5000 }, true],
  ['amount == 5000', { amount: 5000.5 }, false],
  ['5000 == amount', { amount: 5000 }, true],
  ['amount != 5000', { amount: 5000 }, false],
  ['amount in [5000, 6000]', { amount: 6000 }, true],
  ['amount in [5000, 6000]', { amount: 6000.5 }, false],
  ['amount * 2 > 5000', { amount: 2500.5 }, true],
  ['amount / quantity > 100', { amount: 301, quantity: 3 }, true],
  ['1 - amount < 0', { amount: 1.5 }, true],
  ['urgency == "high" && amount > 10', { urgency: 'high', amount: 11 }, true],
  ['urgency == "high" && amount > 10', { urgency: 'low', amount: 11 }, false],
  ['department == "sales"', { department: 'sales' }, true],
  ['department == "sales"', { department: 'it' }, false],
  // A text that was left empty is an empty text.
  ['department == "sales"', {}, false],
  ['urgency == ""', { urgency: null }, true],
  // A number that was left empty asks for the approval, whichever way it is compared…
  ['amount >= 5000', {}, true],
  ['amount < 5000', { amount: null }, true],
  ['!(amount >= 5000)', {}, true],
  ['amount >= 5000', { amount: Number.NaN }, true],
  ['amount >= 5000', { amount: '6' }, true],
  // …unless the rest of the condition decides.
  ['amount >= 5000 && urgency == "high"', { urgency: 'low' }, false],
  // So does a condition that has no answer.
  ['1 / 0 == 1', { amount: 1 }, true],
];

describe('a condition', () => {
  it.each(answers)('%s for %o is %s', (source, values, answer) => {
    expect(compileCondition(source, fields).evaluate(values)).toBe(answer);
  });

  it('does not look at what an object inherits', () => {
    expect(compileCondition('constructor == ""', [{ id: 'constructor', type: 'text' }]).evaluate({})).toBe(
      true,
    );
  });

  it.each([
    ['', 0, 'Unexpected token: the end'],
    ['amount >=', 9, 'Unexpected token: the end'],
    ['1 > 0 || amout > 1', 9, 'there is no field "amout"; did you mean "amount"?'],
    ['amount > "5"', 0, 'these do not fit together: number > text'],
    ['urgency > 5', 0, 'these do not fit together: text > number'],
    ['amount + 1', 0, 'must answer yes or no, as "amount >= 5000" does, but gives a number'],
    ['amount > 5,000', 10, "Unexpected character: ','"],
  ])('%s is refused at character %i', (source, offset, message) => {
    expect(() => compileCondition(source, fields)).toThrow(ConditionError);
    expect(() => compileCondition(source, fields)).toThrow(
      expect.objectContaining({ code: 'config', offset, message }),
    );
  });

  it('knows which words are its own', () => {
    expect(['amount', 'size', 'x'].map(isConditionName)).toEqual([true, true, true]);
    expect(['in', 'type', 'true', 'null', 'string', 'a-b', ''].filter(isConditionName)).toEqual([]);
  });
});

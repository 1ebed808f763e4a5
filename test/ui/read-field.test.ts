import { describe, expect, it } from 'vitest';
import { withValues } from '../../src/ui/fill-form.ts';
import type { Field, FieldProblem, FieldValue } from '../../src/ui/form.ts';
import { readField } from '../../src/ui/read-field.ts';
import { readForm } from '../../src/ui/read-form.ts';

const base = { id: 'f', label: 'F', required: false };
const money: Field = { ...base, kind: 'money', currency: 'CNY' };
const number: Field = { ...base, kind: 'number' };
const text: Field = { ...base, kind: 'text', maxLength: 5 };
const choice: Field = {
  ...base,
  kind: 'choice',
  options: [
    { value: 'low', label: '低' },
    { value: 'high', label: 'Ｈｉｇｈ' },
    { value: '7', label: '2' },
  ],
};

const value = (read: FieldValue) => ({ value: read });
const problem = (name: FieldProblem['problem'], more: object = {}) => ({ problem: name, ...more });

describe('an amount', () => {
  it.each<[string, object]>([
    ['5000', value(5000)],
    ['¥5,000.00', value(5000)],
    ['￥5，000', value(5000)],
    ['５０００元', value(5000)],
    ['5000 元', value(5000)],
    ['CNY 12.5', value(12.5)],
    ['12.5 CNY', value(12.5)],
    ['€1,250.50', value(1250.5)],
    ['  7  ', value(7)],
    ['0', value(0)],
    ['0.01', value(0.01)],
    ['5 000', value(5000)],
    ['5\u00a0000.50', value(5000.5)],
    ['1,00,000', value(100000)],
    ['999999999999', value(999999999999)],
    ['', value(null)],
    ['   ', value(null)],
    ['12.345', problem('notAnAmount')],
    ['1e3', problem('notAnAmount')],
    ['-1', problem('notAnAmount')],
    ['5.000,00', problem('notAnAmount')],
    ['12,5', problem('notAnAmount')],
    ['5,00', problem('notAnAmount')],
    ['about 5000', problem('notAnAmount')],
    ['5 or 6', problem('notAnAmount')],
    ['五千', problem('notAnAmount')],
    ['¥', problem('notAnAmount')],
    ['Infinity', problem('notAnAmount')],
    ['0x10', problem('notAnAmount')],
    ['1.2.3', problem('notAnAmount')],
    ['9999999999999', problem('notAnAmount')],
    ['👍', problem('notAnAmount')],
  ])('%j', (typed, expected) => expect(readField(money, typed)).toEqual(expected));

  it.each<[string, object]>([
    ['9.99', problem('tooSmall', { min: 10 })],
    ['10', value(10)],
    ['20', value(20)],
    ['20.01', problem('tooLarge', { max: 20 })],
  ])('between 10 and 20: %s', (typed, expected) =>
    expect(readField({ ...money, min: 10, max: 20 }, typed)).toEqual(expected),
  );
});

describe('a number', () => {
  it.each<[string, object]>([
    ['3', value(3)],
    ['３', value(3)],
    ['+3', value(3)],
    ['-3', value(-3)],
    ['1.5', value(1.5)],
    ['1,000', value(1000)],
    ['1 000', value(1000)],
    ['007', value(7)],
    ['', value(null)],
    ['1,5', problem('notANumber')],
    ['1e3', problem('notANumber')],
    ['3 chairs', problem('notANumber')],
    ['三', problem('notANumber')],
    ['.', problem('notANumber')],
    ['-', problem('notANumber')],
    ['NaN', problem('notANumber')],
    ['9'.repeat(400), problem('notANumber')],
  ])('%j', (typed, expected) => expect(readField(number, typed)).toEqual(expected));
});

describe('a choice', () => {
  it.each<[string, object]>([
    ['low', value('low')],
    ['低', value('low')],
    ['LOW', value('low')],
    ['high', value('high')],
    ['ＨＩＧＨ', value('high')],
    ['1', value('low')],
    ['１', value('low')],
    // A label or a value that is a number comes before a position.
    ['2', value('7')],
    ['7', value('7')],
    ['', value(null)],
    ['0', problem('notAnOption')],
    ['4', problem('notAnOption')],
    ['-1', problem('notAnOption')],
    ['medium', problem('notAnOption')],
    ['constructor', problem('notAnOption')],
  ])('%j', (typed, expected) => expect(readField(choice, typed)).toEqual(expected));
});

describe('a text', () => {
  it.each<[string, object]>([
    [' ab ', value('ab')],
    ['１２３', value('１２３')],
    ['abcde', value('abcde')],
    ['abcdef', problem('tooLong', { max: 5 })],
    // Counted as the platforms count: two each.
    ['🙂🙂a', value('🙂🙂a')],
    ['🙂🙂🙂', problem('tooLong', { max: 5 })],
    ['', value(null)],
    ['\u3000 \n', value(null)],
  ])('%j', (typed, expected) => expect(readField(text, typed)).toEqual(expected));

  it('takes 3000 characters where nothing else is said', () => {
    const plain: Field = { ...base, kind: 'text' };
    expect(readField(plain, '字'.repeat(3000))).toEqual(value('字'.repeat(3000)));
    expect(readField(plain, '字'.repeat(3001))).toEqual(problem('tooLong', { max: 3000 }));
  });
});

it.each<Field>([money, number, text, choice])('a required $kind must not be empty', (field) => {
  expect(readField({ ...field, required: true }, ' ')).toEqual(problem('required'));
});

it('a form is read as a whole, and keeps what was typed', () => {
  const fields: Field[] = [
    { ...money, id: 'a' },
    { ...number, id: 'b', required: true, value: '1' },
  ];
  const form = { id: 'x', context: '', title: 'X', submit: 'OK', fields };
  expect(readForm(form, { a: '¥5', b: '2', other: 'ignored' })).toEqual({ values: { a: 5, b: 2 } });
  expect(readForm(form, { a: 'x' })).toEqual({
    problems: { a: problem('notAnAmount'), b: problem('required') },
    unasked: [],
  });
  expect(withValues(form, { a: 'x', b: '' }).fields.map((field) => field.value)).toEqual(['x', '']);
  expect(withValues(form, {}).fields.map((field) => field.value)).toEqual([undefined, '1']);
});

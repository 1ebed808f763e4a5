import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
} from 'yaml';

/** A mistake in a file: where (a path into its data) and what, as the end of a sentence about that place. */
export interface Fault {
  readonly path: readonly PropertyKey[];
  readonly message: string;
  /** Point at the key rather than at its value. */
  readonly atKey?: boolean;
  /** Characters into a text value, for a mistake inside of it. */
  readonly offset?: number;
}

export interface Place {
  line: number;
  column: number;
}

export interface YamlSource {
  /** Plain data; undefined where the text is not YAML at all. */
  readonly data: unknown;
  /** What is wrong with the YAML itself. */
  readonly faults: readonly (Place & { message: string })[];
  /** Where a fault is: the nearest thing that exists, for something that is missing. */
  place(fault: Fault): Place;
}

/** Parses YAML 1.2 and remembers where everything stands. Never throws. */
export function parseYaml(text: string): YamlSource {
  const lines = new LineCounter();
  const placeOf = (position: number): Place => {
    const { line, col } = lines.linePos(position);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  try {
    const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, logLevel: 'error' });
    const faults = [...document.errors, ...document.warnings].map((error) => ({
      ...placeOf(error.pos[0]),
      message: error.code === 'MULTIPLE_DOCS' ? 'there must be one document, without "---"' : error.message,
    }));
    const whole = document.errors.every((error) => error.code === 'DUPLICATE_KEY');
    return {
      data: whole ? document.toJS() : undefined,
      faults,
      place: (fault) => placeOf(findPosition(document, text, fault)),
    };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return {
      data: undefined,
      faults: [{ line: 1, column: 1, message }],
      place: () => ({ line: 1, column: 1 }),
    };
  }
}

function findPosition(document: Document.Parsed, text: string, fault: Fault): number {
  let node: Node | null | undefined = document.contents;
  let position = start(node, 0);
  for (const [depth, step] of fault.path.entries()) {
    if (isAlias(node)) node = node.resolve(document);
    const last = depth === fault.path.length - 1;
    if (isMap<Node, Node | null>(node)) {
      const pair: Pair<Node, Node | null> | undefined = node.items.find(
        (item) => isScalar(item.key) && String(item.key.value ?? '') === String(step),
      );
      if (!pair) return position;
      if ((last && fault.atKey) || !pair.value) return start(pair.key, position);
      node = pair.value;
    } else if (isSeq<Node>(node)) node = node.items[Number(step)];
    else return position;
    if (!node) return position;
    position = start(node, position);
  }
  return (
    position +
    (fault.offset !== undefined && isScalar(node) ? offsetInside(text, node, position, fault.offset) : 0)
  );
}

function start(node: Node | null | undefined, otherwise: number): number {
  return node?.range?.[0] ?? otherwise;
}

/** An offset into a value is one into the file only where the value is written without escapes or folding. */
function offsetInside(text: string, node: Node, position: number, offset: number): number {
  const value = isScalar(node) ? String(node.value) : '';
  for (const quote of [0, 1])
    if (text.slice(position + quote, position + quote + value.length) === value) return quote + offset;
  return 0;
}

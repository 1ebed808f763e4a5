type Child = Node | string | undefined | false;
type Attributes = Record<string, string | boolean | undefined>;

/** Makes an element. Strings become text, never markup; an attribute that is false or undefined is left out. */
export function el<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) element.setAttribute(name, '');
    else if (value !== undefined && value !== false) element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== undefined && child !== false));
  return element;
}

let ids = 0;
/** An id that no other element has. */
export const uniqueId = (prefix: string): string => `${prefix}-${++ids}`;

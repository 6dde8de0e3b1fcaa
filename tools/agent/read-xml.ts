/** XML without comments, CDATA and document types, which no file of ours has. */

export interface Element {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: Element[];
  /** All of it, without its elements. */
  text: string;
}

const mark = /<(\/?)([A-Za-z][\w.-]*)((?:\s+[\w:.-]+="[^"<]*")*)\s*(\/?)>|[^<]+|</y;
const attribute = /([\w:.-]+)="([^"<]*)"/g;
const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' };

/** The outermost element; in words why there is none. */
export function readXml(text: string): Element | string {
  const document: Element = { name: '', attributes: new Map(), children: [], text: '' };
  const open = [document];
  const body = text.replace(/^<\?xml version="1\.0"[^?]*\?>/, '');
  for (const [whole, end, name = '', given = '', single] of body.matchAll(new RegExp(mark, 'gy'))) {
    const inside = open.at(-1) ?? document;
    if (name === '') {
      const read = readText(whole);
      if (read === null) return `"${whole.trim().slice(0, 40)}"`;
      inside.text += read;
    } else if (end === '/') {
      if (open.length === 1 || inside.name !== name) return `</${name}> closes nothing`;
      open.pop();
    } else {
      const element: Element = { name, attributes: attributesOf(given), children: [], text: '' };
      inside.children.push(element);
      if (single !== '/') open.push(element);
    }
  }
  const [root, ...others] = document.children;
  if (open.length > 1) return `<${open.at(-1)?.name}> is not closed`;
  const isAlone = others.length === 0 && document.text.trim() === '';
  return root !== undefined && isAlone ? root : 'there is not just one outermost element';
}

function attributesOf(given: string): ReadonlyMap<string, string> {
  return new Map([...given.matchAll(attribute)].map(([, name = '', value = '']) => [name, value]));
}

/** Null for what has to be written otherwise. */
function readText(text: string): string | null {
  if (text.replaceAll(/&(?:amp|lt|gt|quot);/g, '').match(/[<&]/) !== null) return null;
  return text.replaceAll(/&(\w+);/g, (_, name: string) => entities[name] ?? '');
}

/** The texts in `back-ticks`, without those of code blocks. */
export function codeSpans(text: string): string[] {
  return [...withoutBlocks(text).matchAll(/`([^`]+)`/g)].map(([, span = '']) => span.replace(/\s+/g, ' '));
}

/** The lines of all code blocks, of any language but that of diagrams. */
export function blockLines(text: string): string[] {
  return (text.match(BLOCK) ?? [])
    .filter((block) => !block.startsWith('```mermaid'))
    .flatMap((block) => block.split('\n').slice(1, -1));
}

/** Where links and images lead to. */
export function linkTargets(text: string): string[] {
  return [...withoutBlocks(text).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
}

/** The anchors that GitHub gives the headings of a page. */
export function anchors(text: string): string[] {
  return [...withoutBlocks(text).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{Letter}\p{Number} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

const BLOCK = /^ *```[^\n]*\n[\s\S]*?^ *```$/gm;

function withoutBlocks(text: string): string {
  return text.replace(BLOCK, '');
}

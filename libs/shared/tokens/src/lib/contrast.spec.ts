import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const css = readFileSync(join(__dirname, 'tokens.css'), 'utf8');
const declared = Object.fromEntries(
  [...css.matchAll(/(--[\w-]+):\s*([^;]+);/g)].map(([, name, value]) => [name, value]),
);

/** The oklch() triple behind a token in a theme. */
function resolve(value: string, theme: 0 | 1): [number, number, number] {
  const pair = /^light-dark\((.+)\)$/s.exec(value.trim());
  if (pair) return resolve(splitTop(pair[1] as string)[theme] as string, theme);
  const reference = /^var\((--[\w-]+)\)$/.exec(value.trim());
  if (reference) return resolve(declared[reference[1] as string] as string, theme);
  const triple = /^oklch\(([\d.]+) ([\d.]+) ([\d.]+)\)$/.exec(value.trim());
  if (!triple) throw new Error(`not a colour: ${value}`);
  return [Number(triple[1]), Number(triple[2]), Number(triple[3])];
}

function splitTop(text: string): string[] {
  let depth = 0;
  const at = [...text].findIndex((char) => {
    depth += char === '(' ? 1 : char === ')' ? -1 : 0;
    return char === ',' && depth === 0;
  });
  return [text.slice(0, at), text.slice(at + 1)];
}

/** Relative luminance (WCAG 2) of an oklch colour. */
function luminance([l, c, hue]: [number, number, number]): number {
  const a = c * Math.cos((hue * Math.PI) / 180);
  const b = c * Math.sin((hue * Math.PI) / 180);
  const long = (l + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const medium = (l - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const short = (l - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const red = 4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short;
  const green = -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short;
  const blue = -0.0041960863 * long - 0.7034186147 * medium + 1.707614701 * short;
  const clamp = (channel: number) => Math.min(1, Math.max(0, channel));
  return 0.2126 * clamp(red) + 0.7152 * clamp(green) + 0.0722 * clamp(blue);
}

function contrast(one: string, other: string, theme: 0 | 1): number {
  const [x, y] = [one, other].map((name) => luminance(resolve(`var(${name})`, theme))).sort((a, b) => b - a) as [
    number,
    number,
  ];
  return (x + 0.05) / (y + 0.05);
}

const surfaces = ['--surface', '--surface-raised', '--surface-sunken'];
const text: [string, string][] = [
  ...surfaces.flatMap((surface) =>
    ['--text', '--text-muted', '--accent-text', '--positive', '--warning', '--danger'].map((name): [string, string] => [
      name,
      surface,
    ]),
  ),
  ['--on-accent', '--accent'],
  ['--on-accent', '--accent-strong'],
  ['--accent-text', '--accent-soft'],
  ['--text', '--accent-soft'],
  ['--on-highlight', '--highlight'],
  ['--positive', '--positive-soft'],
  ['--warning', '--warning-soft'],
  ['--danger', '--danger-soft'],
  ['--text-inverse', '--surface-inverse'],
  ['--text-inverse-muted', '--surface-inverse'],
];
const controls: [string, string][] = surfaces.flatMap((surface): [string, string][] => [
  ['--line-strong', surface],
  ['--focus', surface],
  ['--accent', surface],
]);

describe.each([
  ['light', 0],
  ['dark', 1],
] as const)('the %s theme', (_name, theme) => {
  it.each(text)('lets %s be read on %s (4.5:1)', (one, other) => {
    expect(contrast(one, other, theme)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(controls)('lets %s be seen on %s (3:1)', (one, other) => {
    expect(contrast(one, other, theme)).toBeGreaterThanOrEqual(3);
  });
});

// Stands in for @lucide/angular in specs: the package is one file of 1,856 components, which Angular's JIT compiler
// takes half a minute to load. Each icon here has the real selector and inputs, and draws nothing.
const { Directive } = require('@angular/core');

const made = new Map();

module.exports = new Proxy(
  { __esModule: true },
  {
    get(target, name) {
      if (typeof name !== 'string' || !name.startsWith('Lucide')) return target[name];
      if (!made.has(name)) made.set(name, iconOf(name));
      return made.get(name);
    },
  },
);

function iconOf(name) {
  const selector = `svg[${name[0].toLowerCase()}${name.slice(1)}]`;
  const inputs = ['size', 'color', 'strokeWidth', 'absoluteStrokeWidth', 'title'];
  return Directive({ selector, inputs, host: { 'aria-hidden': 'true' } })(class {});
}

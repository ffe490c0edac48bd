export { THEME_KEY, type Theme, themes } from './lib/theme';

export { CategoryTree } from './lib/category-tree';

export { callerPath } from './lib/caller-path';
export { csvRows, type CsvFile, type CsvRow } from './lib/csv-rows';
export { ProgressBar } from './lib/progress-bar';

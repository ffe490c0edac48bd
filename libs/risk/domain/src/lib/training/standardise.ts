/** Rows of `width` numbers each, one after another: what a trainer works on. */
export interface Table {
  readonly values: Float64Array;
  readonly width: number;
  readonly rows: number;
}

/** Mean and standard deviation of each column; a column that never changes gets scale 1 and so says nothing. */
export interface Standardisation {
  readonly means: number[];
  readonly scales: number[];
}

/** Learned on training rows only: anything else would leak. */
export function standardisationOf({ values, width, rows }: Table): Standardisation {
  const means = new Array<number>(width).fill(0);
  const squares = new Array<number>(width).fill(0);
  for (let row = 0; row < rows; row += 1)
    for (let column = 0; column < width; column += 1)
      means[column] = (means[column] as number) + (values[row * width + column] as number) / rows;
  for (let row = 0; row < rows; row += 1)
    for (let column = 0; column < width; column += 1) {
      const distance = (values[row * width + column] as number) - (means[column] as number);
      squares[column] = (squares[column] as number) + (distance * distance) / rows;
    }
  return { means, scales: squares.map((square) => (square > 1e-18 ? Math.sqrt(square) : 1)) };
}

/** The same table with every column moved to mean 0 and scale 1. */
export function standardise({ values, width, rows }: Table, { means, scales }: Standardisation): Table {
  const moved = new Float64Array(values.length);
  for (let index = 0; index < values.length; index += 1) {
    const column = index % width;
    moved[index] = ((values[index] as number) - (means[column] as number)) / (scales[column] as number);
  }
  return { values: moved, width, rows };
}

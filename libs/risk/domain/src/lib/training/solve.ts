/**
 * Solves `matrix · x = vector` for a symmetric positive definite matrix (row by row, `size` × `size`) by Cholesky's
 * decomposition. Throws when the matrix is not positive definite.
 */
export function solve(matrix: Float64Array, vector: Float64Array, size: number): Float64Array {
  const lower = new Float64Array(size * size);
  for (let row = 0; row < size; row += 1)
    for (let column = 0; column <= row; column += 1) {
      let sum = at(matrix, row * size + column);
      for (let k = 0; k < column; k += 1) sum -= at(lower, row * size + k) * at(lower, column * size + k);
      if (row === column) {
        if (!(sum > 0)) throw new Error('the matrix is not positive definite');
        lower[row * size + row] = Math.sqrt(sum);
      } else lower[row * size + column] = sum / at(lower, column * size + column);
    }
  const x = Float64Array.from(vector);
  for (let row = 0; row < size; row += 1) {
    for (let k = 0; k < row; k += 1) x[row] = at(x, row) - at(lower, row * size + k) * at(x, k);
    x[row] = at(x, row) / at(lower, row * size + row);
  }
  for (let row = size - 1; row >= 0; row -= 1) {
    for (let k = row + 1; k < size; k += 1) x[row] = at(x, row) - at(lower, k * size + row) * at(x, k);
    x[row] = at(x, row) / at(lower, row * size + row);
  }
  return x;
}

const at = (values: Float64Array, index: number): number => values[index] as number;

package tidings.topics.train;

import java.util.Arrays;

/// Products of matrices that are stored row by row. The order of the additions is fixed, so that equal input gives
/// equal bits.
final class Matrices {
    /// The number of rows of b that are added at a time: then c is read and written once for them all.
    private static final int BLOCK = 8;

    private Matrices() {}

    /// Writes a · b to c.
    ///
    /// The rows at work are copied to arrays of their own: the compiler vectorizes a loop only if one index serves
    /// all its arrays, and that makes it six times as fast.
    ///
    /// @param a of `rows` by `inner`
    /// @param b of `inner` by `columns`, which should be many
    static void multiply(float[] a, float[] b, float[] c, int rows, int inner, int columns) {
        Arrays.fill(c, 0, rows * columns, 0);
        float[] factors = new float[BLOCK];
        float[][] block = new float[BLOCK][columns];
        float[] sums = new float[columns];
        for (int from = 0; from < inner; from += BLOCK) {
            int some = Math.min(BLOCK, inner - from);
            Arrays.fill(factors, 0); // those behind the last row of b
            for (int i = 0; i < some; i++) {
                System.arraycopy(b, (from + i) * columns, block[i], 0, columns);
            }
            for (int row = 0; row < rows; row++) {
                System.arraycopy(a, row * inner + from, factors, 0, some);
                System.arraycopy(c, row * columns, sums, 0, columns);
                add(factors, block, sums);
                System.arraycopy(sums, 0, c, row * columns, columns);
            }
        }
    }

    private static void add(float[] factors, float[][] block, float[] sums) {
        float f0 = factors[0];
        float f1 = factors[1];
        float f2 = factors[2];
        float f3 = factors[3];
        float f4 = factors[4];
        float f5 = factors[5];
        float f6 = factors[6];
        float f7 = factors[7];
        float[] b0 = block[0];
        float[] b1 = block[1];
        float[] b2 = block[2];
        float[] b3 = block[3];
        float[] b4 = block[4];
        float[] b5 = block[5];
        float[] b6 = block[6];
        float[] b7 = block[7];
        for (int j = 0; j < sums.length; j++) {
            sums[j] += f0 * b0[j]
                    + f1 * b1[j]
                    + f2 * b2[j]
                    + f3 * b3[j]
                    + f4 * b4[j]
                    + f5 * b5[j]
                    + f6 * b6[j]
                    + f7 * b7[j];
        }
    }

    /// The transpose of a matrix of `rows` rows.
    static float[] transpose(float[] a, int rows) {
        int columns = a.length / rows;
        float[] transposed = new float[a.length];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                transposed[column * rows + row] = a[row * columns + column];
            }
        }
        return transposed;
    }
}

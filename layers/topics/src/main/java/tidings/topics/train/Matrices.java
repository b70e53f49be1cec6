package tidings.topics.train;

/// Products of matrices that are stored row by row, in loops that the compiler vectorizes. The order of the
/// additions is fixed, so that equal input gives equal bits.
final class Matrices {
    private static final int UNROLLED = 8;

    private Matrices() {}

    /// Writes a · b to c.
    ///
    /// @param a of `rows` by `inner`
    /// @param b of `inner` by `columns`, which should be many
    static void multiply(float[] a, float[] b, float[] c, int rows, int inner, int columns) {
        for (int row = 0; row < rows; row++) {
            int to = row * columns;
            for (int column = 0; column < columns; column++) {
                c[to + column] = 0;
            }
            int i = 0;
            for (; i + UNROLLED <= inner; i += UNROLLED) {
                add(a, row * inner + i, b, i * columns, c, to, columns);
            }
            for (; i < inner; i++) {
                float factor = a[row * inner + i];
                for (int column = 0; column < columns; column++) {
                    c[to + column] += factor * b[i * columns + column];
                }
            }
        }
    }

    /// Eight rows of b at a time: then c is read and written once for them all.
    private static void add(float[] a, int at, float[] b, int from, float[] c, int to, int columns) {
        float a0 = a[at];
        float a1 = a[at + 1];
        float a2 = a[at + 2];
        float a3 = a[at + 3];
        float a4 = a[at + 4];
        float a5 = a[at + 5];
        float a6 = a[at + 6];
        float a7 = a[at + 7];
        int b1 = from + columns;
        int b2 = b1 + columns;
        int b3 = b2 + columns;
        int b4 = b3 + columns;
        int b5 = b4 + columns;
        int b6 = b5 + columns;
        int b7 = b6 + columns;
        for (int j = 0; j < columns; j++) {
            c[to + j] += a0 * b[from + j]
                    + a1 * b[b1 + j]
                    + a2 * b[b2 + j]
                    + a3 * b[b3 + j]
                    + a4 * b[b4 + j]
                    + a5 * b[b5 + j]
                    + a6 * b[b6 + j]
                    + a7 * b[b7 + j];
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

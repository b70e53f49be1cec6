package tidings.points;

/// How far a chat came: each level takes [#STEP] points more than the one before.
///
/// @param from the points at which it begins
/// @param next the points at which the next one begins
public record Level(int number, long from, long next) {
    private static final int STEP = 50;

    public static Level of(long points) {
        int number = 1;
        while (from(number + 1) <= points) {
            number++;
        }
        return new Level(number, from(number), from(number + 1));
    }

    private static long from(int number) {
        return (long) STEP * number * (number - 1) / 2;
    }
}

package tidings.points;

import tidings.messages.ActivityMessage.ActedV1.Kind;

/// What an activity brings.
///
/// @param most so many of a day count
record Worth(int points, int most) {
    static Worth of(Kind kind) {
        return switch (kind) {
            case BRIEF_READ -> new Worth(10, 2);
            case CORRECTED -> new Worth(5, 4);
            case FOLLOWED -> new Worth(5, 3);
            case SAVED -> new Worth(4, 5);
            case OPENED, REMINDED -> new Worth(2, 5);
            case LIKED, DISLIKED -> new Worth(2, 4);
            case COMMAND, SHOWN -> new Worth(1, 5);
        };
    }
}

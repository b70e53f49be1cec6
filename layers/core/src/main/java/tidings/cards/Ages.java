package tidings.cards;

import java.time.Duration;
import tidings.telegram.Texts;

/// How long ago something was, in one language.
record Ages(Texts texts) {
    /// Such as `2 h`.
    String age(Duration age) {
        long days = age.toDays();
        if (days >= 730) {
            return texts.get("age.years", days / 365);
        } else if (days > 0) {
            return texts.get("age.days", days);
        }
        return age.toHours() > 0
                ? texts.get("age.hours", age.toHours())
                : texts.get("age.minutes", Math.max(0, age.toMinutes()));
    }

    /// Such as `2 h ago`, or `just now`.
    String ago(Duration age) {
        return age.toMinutes() < 1 ? texts.get("age.now") : texts.get("age.ago", age(age));
    }
}

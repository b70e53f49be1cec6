package tidings.localstack.telegram;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// Calls that no bot should make, whatever its chats are like: Telegram would refuse them each time. Thread-safe.
final class Refusals {
    private static final int MAX = 100;

    /// Of a call itself, rather than of the chat, the message or the file that it names.
    private static final Pattern OF_THE_CALL = Pattern.compile("(?s).*(can't parse|is empty|non-empty|too long|TOO_LONG"
            + "|must be|is expected|parameter|field|unsupported|not specified|button|entities|nearest is).*");

    private final Set<String> seen = new LinkedHashSet<>();

    synchronized void note(String method, ApiError error) {
        boolean isUnknown = error.code() == 404 || error.code() == 501;
        boolean isWrong =
                error.code() == 400 && OF_THE_CALL.matcher(error.getMessage()).matches();
        if ((isUnknown || isWrong) && seen.size() < MAX) {
            seen.add(method + ": " + error.getMessage());
        }
    }

    synchronized List<String> all() {
        return new ArrayList<>(seen);
    }
}

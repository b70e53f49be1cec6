package tidings.botapi;

import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import tidings.botapi.CallResult.BadMarkup;
import tidings.botapi.CallResult.MediaForbidden;
import tidings.botapi.CallResult.MediaRefused;
import tidings.botapi.CallResult.MessageGone;
import tidings.botapi.CallResult.NoText;
import tidings.botapi.CallResult.NotModified;
import tidings.botapi.CallResult.Refused;
import tidings.botapi.CallResult.SlowDown;
import tidings.botapi.CallResult.TopicGone;
import tidings.botapi.CallResult.WriteForbidden;

/// What the description of an error 400 means: Telegram tells these apart by their wording alone. Words in lower case
/// are the Bot API's own, those in capitals come from Telegram's servers (https://core.telegram.org/api/errors).
///
/// @param words found anywhere in the description, in any case
record Wording(Pattern words, Function<String, CallResult> meaning) {
    /// Seconds, where the description alone has them.
    private static final Pattern WAIT =
            Pattern.compile("(?:(?:FLOOD|SLOWMODE)_WAIT_|retry after )([0-9]{1,18})", Pattern.CASE_INSENSITIVE);

    /// The first that fits counts.
    private static final List<Wording> ALL = List.of(
            new Wording(WAIT, Wording::slowDown),
            wording("message is not modified|MESSAGE_NOT_MODIFIED", _ -> new NotModified()),
            wording(
                    "message (to (edit|delete) )?not found|message can't be (edited|deleted)|message identifier is not specified|inaccessible"
                            + "|MESSAGE_(ID_INVALID|NOT_FOUND|EDIT_TIME_EXPIRED|AUTHOR_REQUIRED)",
                    _ -> new MessageGone()),
            wording(
                    "message thread (not found|is closed)|forum topic not found|topic (general )?is (closed|hidden)|not a forum"
                            + "|TOPIC_(CLOSED|DELETED|HIDDEN|(ID_)?INVALID|NOT_FOUND)|CHAT_(INVALID_TOPIC|NOT_FORUM)",
                    _ -> new TopicGone()),
            wording("no text in the message to edit", _ -> new NoText()),
            wording("can't parse (entities|MessageEntity)|ENTIT(Y|IES)_", BadMarkup::new),
            wording(
                    "HTTP URL|web page content|file is too big|group send failed|file must be non-empty"
                            + "|wrong (remote )?file identifier|WEBPAGE_|EXTERNAL_URL_INVALID"
                            + "|(PHOTO|IMAGE|MEDIA|VIDEO|GIF|ANIMATION|FILE)_\\w*(INVALID|EMPTY|FAILED|TOO_BIG|EXPIRED|MISSING)",
                    MediaRefused::new),
            wording(
                    "not enough rights to send (?!(a |text )?messages?)|CHAT_SEND_(?!PLAIN)\\w+_FORBIDDEN|SLOWMODE_MULTI_MSGS",
                    MediaForbidden::new),
            wording(
                    "not enough rights to send|no rights to send|no write access|need administrator rights"
                            + "|(chat|user) not found|chat (is|was) (deactivated|deleted|upgraded|migrated)|is deactivated"
                            + "|bot was (kicked|blocked)|bot is not a member|can't (initiate conversation|send messages to bots)"
                            + "|CHAT_((WRITE|SEND_PLAIN|GUEST_SEND)_)?FORBIDDEN|CHAT_(RESTRICTED|ADMIN_REQUIRED)"
                            + "|(CHAT|PEER|USER|CHANNEL)_(ID_)?INVALID|CHANNEL_(PRIVATE|BANNED)|USER_BANNED_IN_CHANNEL"
                            + "|USER_((IS_)?(BLOCKED|DEACTIVATED|BOT)|DELETED|RESTRICTED)|(BOT|YOU)_BLOCKED|(PAYMENT|PREMIUM)_REQUIRED"
                            + "|MONOFORUM|DISCUSSION_UNALLOWED",
                    WriteForbidden::new));

    static CallResult of(String description) {
        return ALL.stream()
                .filter(wording -> wording.words().matcher(description).find())
                .findFirst()
                .map(wording -> wording.meaning().apply(description))
                .orElseGet(() -> new Refused(400, description));
    }

    private static CallResult slowDown(String description) {
        long seconds = WAIT.matcher(description)
                .results()
                .map(found -> Long.parseLong(found.group(1)))
                .findFirst()
                .orElseThrow();
        return SlowDown.of(seconds);
    }

    private static Wording wording(String words, Function<String, CallResult> meaning) {
        return new Wording(Pattern.compile(words, Pattern.CASE_INSENSITIVE), meaning);
    }
}

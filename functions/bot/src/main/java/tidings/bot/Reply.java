package tidings.bot;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tidings.chats.Shown;
import tidings.domain.Feed;
import tidings.domain.PostId;
import tidings.messages.ActivityMessage.ActedV1.Kind;
import tidings.messages.AlarmMessage;
import tidings.messages.PendingCard;
import tidings.messages.TelegramCall;
import tidings.telegram.Card;
import tidings.telegram.CardId;
import tidings.telegram.InlineResult;

/// What a command causes. Plain data; the [Dispatcher] alone carries it out.
sealed interface Reply {
    /// Show a card: a new one for a text, the card under the button for a press.
    record Show(Card card) implements Reply {}

    /// Show a card that says why not: whatever was stored until then, no answer comes later.
    record Refuse(Card card) implements Reply {}

    /// Show a card of its own, under which the pressed one stays as it is.
    record Beside(Card card) implements Reply {}

    /// Show a card on another one than that under the button, whose message is the same if it waits.
    record On(CardId id, Card card) implements Reply {}

    /// Show a card in the place of each of these messages, which waited for an answer.
    record Ended(List<Integer> messages, Card card) implements Reply {
        public Ended {
            messages = List.copyOf(messages);
        }
    }

    /// A few words at the top of the screen, for a press only.
    record Toast(String text) implements Reply {}

    /// Show a feed, or what is made of it, once it is fetched; until then, show a card that says so.
    ///
    /// @param card shows it
    /// @param requested whether to request the fetch; false if one is under way
    /// @param patience after this time the card says that nothing came; if something comes later, it shows that
    record Fetch(Feed feed, PendingCard card, Card meanwhile, boolean requested, Duration patience) implements Reply {}

    /// Show what is made of a phrase once it is known what that means; until then, show a card that says so, or
    /// what there is without it.
    ///
    /// @param card shows it
    record Encode(String phrase, PendingCard card, Card meanwhile) implements Reply {}

    /// Ask Telegram; a command is resumed with the result.
    ///
    /// @param word of the command
    /// @param context comes back with the result
    record Ask(String word, TelegramCall call, Map<String, String> context) implements Reply {}

    /// Ask for posts that are no longer stored; nobody waits for them.
    record Restore(List<PostId> posts) implements Reply {
        public Restore {
            posts = List.copyOf(posts);
        }
    }

    /// Note what was done.
    ///
    /// @param command its word; empty if it is of none
    /// @param arguments of a command that can be given again; empty for buttons and for what refers to something
    /// @param posts that it was about; those that are shown need no mention
    record Did(Kind kind, String command, Optional<String> arguments, List<PostId> posts) implements Reply {
        public Did {
            posts = List.copyOf(posts);
        }
    }

    /// Note which post of a list somebody meant: numbers count in that list from now on.
    record Meant(Shown list, PostId post) implements Reply {}

    /// Offer what an inline query found.
    record Offer(String query, List<InlineResult> results) implements Reply {
        public Offer {
            results = List.copyOf(results);
        }
    }

    /// Hand a press under the card of an alarm on to the alarms function, which answers it.
    record HandOn(AlarmMessage message) implements Reply {}

    record Several(List<Reply> replies) implements Reply {
        public Several {
            replies = List.copyOf(replies);
        }
    }

    record Nothing() implements Reply {}

    static Reply text(String html) {
        return new Show(Card.of(html));
    }

    static Reply refusal(String html) {
        return new Refuse(Card.of(html));
    }

    /// What the button was for is no longer there.
    static Reply oldButton(Call call) {
        return new Toast(call.texts().get("error.old-button"));
    }

    static Reply did(Kind kind, PostId post, Reply shown) {
        return both(shown, new Did(kind, "", Optional.empty(), List.of(post)));
    }

    static Reply did(Kind kind, Reply shown) {
        return both(shown, new Did(kind, "", Optional.empty(), List.of()));
    }

    static Reply both(Reply first, Reply second) {
        return new Several(List.of(first, second));
    }
}

package tidings.store;

import java.util.List;
import java.util.Optional;
import tidings.domain.ChatId;
import tidings.follows.FollowQuery;

/// Lists of follows that chats share by a link, one a chat. Thread-safe.
public interface SharedLists {
    /// Shares these queries instead of those that the chat shared before, under the same code: 16 random
    /// characters, letters and digits.
    String share(ChatId chat, List<FollowQuery> queries);

    /// Empty for a code that there is not or is no longer, and for a list that this version cannot read.
    Optional<List<FollowQuery>> find(String code);

    /// Ends the sharing; the code is never used again. Returns whether there was a list.
    boolean withdraw(ChatId chat);
}

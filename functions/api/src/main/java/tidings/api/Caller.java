package tidings.api;

import java.util.Optional;

/// Who sent a request, as far as that was authenticated.
sealed interface Caller {
    record Anonymous() implements Caller {}

    /// Who opened the page inside Telegram, as Telegram signed.
    ///
    /// @param id at Telegram; also that of the private chat with the bot
    /// @param language IETF tag of the person's Telegram
    record Person(long id, Optional<String> language) implements Caller {}

    /// Whose SigV4 signature API Gateway verified, or who sent a key of operators.
    ///
    /// @param arn of the IAM user or role, or the first digits of the key's hash
    record Operator(String arn) implements Caller {}
}

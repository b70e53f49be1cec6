package tidings.loadtest;

import java.net.URI;
import java.util.Optional;
import tidings.localstack.Tidings;

/// The stack that is put under load. Its Telegram is a sandbox.
///
/// @param telegram the sandbox Telegram's address
/// @param api the URL before `health`, with a slash at its end
/// @param local the stack, if it was started for this run; only then is it looked into
record Target(URI telegram, URI api, Optional<Tidings> local) {
    static Target of(Tidings tidings) {
        return new Target(
                tidings.telegram().orElseThrow().apiAddress(), tidings.stack().url("Api"), Optional.of(tidings));
    }

    /// @throws IllegalArgumentException if one is no URL
    static Target at(String telegram, String api) {
        return new Target(URI.create(telegram), URI.create(api.endsWith("/") ? api : api + "/"), Optional.empty());
    }
}

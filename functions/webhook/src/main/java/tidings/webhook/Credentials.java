package tidings.webhook;

import java.util.Optional;

/// What signs requests to AWS.
///
/// @param token of a session, sent along
record Credentials(String keyId, String secret, Optional<String> token) {
    /// None of it is for a log.
    @Override
    public String toString() {
        return "Credentials";
    }
}

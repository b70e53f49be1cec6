package tidings.api;

import java.util.Optional;

/// Who else may use the API.
///
/// @param corsOrigins origins of pages, separated by commas
/// @param operatorKeys first halves of SHA-256 hashes of keys, in hexadecimal, separated by commas
record HttpSettings(Optional<String> corsOrigins, Optional<String> operatorKeys) {}

package tidings.api;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import tidings.aws.HttpResponse;
import tidings.domain.Sha256;

/// Knows operators who cannot sign requests by a key, sent as `Authorization: Bearer <key>`. Only hashes of keys
/// are known, of two at a time, so that one key takes over from the other without a moment in which neither
/// works.
///
/// @param hashes the first halves of their SHA-256; keys are long and random, so that no slow hash is needed
record OperatorKeys(List<byte[]> hashes) implements Filter {
    private static final int BYTES = 16;
    private static final String SCHEME = "bearer ";

    /// @param hashes in hexadecimal, separated by commas
    static OperatorKeys of(Optional<String> hashes) {
        return new OperatorKeys(hashes.stream()
                .flatMap(all -> List.of(all.split(",")).stream())
                .map(HexFormat.of()::parseHex)
                .toList());
    }

    @Override
    public HttpResponse apply(Request request, Handler next) {
        Optional<String> key = request.header("authorization")
                .filter(header -> header.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
                .map(header -> header.substring(SCHEME.length()).strip());
        return next.handle(key.map(known -> request.by(operator(known))).orElse(request));
    }

    /// Compares in a time that does not depend on where hashes differ.
    private Caller operator(String key) {
        byte[] hash = Arrays.copyOf(Sha256.of(key), BYTES);
        boolean isKnown = false;
        for (byte[] known : hashes) {
            isKnown |= MessageDigest.isEqual(known, hash);
        }
        if (!isKnown) {
            throw ProblemException.unknownKey();
        }
        return new Caller.Operator("key:" + HexFormat.of().formatHex(hash, 0, 4));
    }
}

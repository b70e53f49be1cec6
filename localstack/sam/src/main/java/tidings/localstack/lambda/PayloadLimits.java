package tidings.localstack.lambda;

import java.nio.charset.StandardCharsets;

/// Lambda's payload quotas and its error messages for exceeding them.
final class PayloadLimits {
    /// 6 MB for a synchronous request and for its response.
    private static final int PAYLOAD = 6 * 1024 * 1024;

    /// The limit of a response: the quota and the margin that Lambda grants.
    private static final int ANSWER = PAYLOAD + 100;

    private PayloadLimits() {}

    static boolean allowsEvent(byte[] event) {
        return event.length <= PAYLOAD;
    }

    static boolean allowsAnswer(byte[] body) {
        return body.length <= ANSWER;
    }

    static String eventTooLarge(byte[] event) {
        return event.length + " byte payload is too large for the RequestResponse invocation type (limit " + PAYLOAD
                + " bytes)";
    }

    static byte[] answerTooLarge() {
        return error(
                "Function.ResponseSizeTooLarge",
                "Response payload size exceeded maximum allowed payload size (" + ANSWER + " bytes).");
    }

    /// An error as Lambda reports it; neither text may contain what JSON escapes.
    static byte[] error(String type, String message) {
        return "{\"errorType\":\"%s\",\"errorMessage\":\"%s\"}"
                .formatted(type, message)
                .getBytes(StandardCharsets.UTF_8);
    }
}

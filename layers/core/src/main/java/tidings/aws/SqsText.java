package tidings.aws;

import java.util.regex.Pattern;

/// Text as SQS accepts it: the characters of XML 1.0
/// (https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html).
public final class SqsText {
    private static final Pattern REFUSED =
            Pattern.compile("[^\\t\\n\\r\\x20-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]");

    private SqsText() {}

    /// With what SQS refuses escaped as in JSON, where it means the same.
    public static String escaped(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isPlain(text.charAt(i))) {
                return escape(text);
            }
        }
        return text;
    }

    /// Whether it is accepted whatever stands beside it, as nearly all characters are.
    private static boolean isPlain(int character) {
        return character >= ' ' ? character < Character.MIN_SURROGATE : character == '\n' || character == '\t';
    }

    private static String escape(String text) {
        return REFUSED.matcher(text)
                .replaceAll(
                        refused -> "\\\\u%04X".formatted((int) refused.group().charAt(0)));
    }
}

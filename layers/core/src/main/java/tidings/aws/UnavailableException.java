package tidings.aws;

import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/// Something that the work depends on is away for now: the same work may succeed later.
public class UnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// Error codes of requests that are wrong in themselves. Every other error of AWS has its cause elsewhere, be it
    /// a missing permission.
    private static final Pattern WRONG_REQUEST = Pattern.compile(
            "Validation|InvalidMessageContents|InvalidParameter|InvalidAttribute|TooLong|Serialization");

    /// Causes may go in circles.
    private static final int MAX_CAUSES = 20;

    public UnavailableException(String message) {
        super(message);
    }

    public UnavailableException(String message, Throwable cause) {
        super(message, cause);
    }

    /// Whether something that is away made the work fail, rather than the work itself.
    public static boolean isCauseOf(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(MAX_CAUSES)
                .anyMatch(cause -> cause instanceof UnavailableException
                        || cause instanceof SdkException refusal && !isWrongRequest(refusal));
    }

    private static boolean isWrongRequest(SdkException refusal) {
        return refusal instanceof AwsServiceException service
                && service.awsErrorDetails() != null
                && service.awsErrorDetails().errorCode() != null
                && WRONG_REQUEST.matcher(service.awsErrorDetails().errorCode()).find();
    }
}

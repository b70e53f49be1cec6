package tidings.webhook;

/// A service of AWS in its JSON protocol (https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html).
@FunctionalInterface
interface AwsJson {
    /// @param operation as the service calls it, such as `SendMessage`
    /// @return the answer, a JSON object
    /// @throws tidings.aws.UnavailableException with what AWS calls the error, and nothing of the input
    byte[] call(String operation, byte[] input);
}

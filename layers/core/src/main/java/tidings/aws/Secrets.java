package tidings.aws;

/// Secrets by their ARN.
@FunctionalInterface
public interface Secrets {
    /// The secret's text; throws if it cannot be read.
    String get(String arn);
}

package tidings.localstack.template;

/// The template is invalid or uses something unsupported. The message begins with the line.
public final class TemplateException extends RuntimeException {
    public TemplateException(Place place, String message) {
        super(place + ": " + message);
    }
}

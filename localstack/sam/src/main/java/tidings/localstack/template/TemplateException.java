package tidings.localstack.template;

/// The template asks for what the local stack cannot honour, or is no template. The message begins with the line.
public final class TemplateException extends RuntimeException {
    public TemplateException(Place place, String message) {
        super(place + ": " + message);
    }
}

package tidings.localstack.template;

/// A line of the template, as in error messages: `template.yaml:42`. Lines count from 1.
public record Place(String file, int line) {
    @Override
    public String toString() {
        return file + ":" + line;
    }
}

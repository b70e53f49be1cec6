package tidings.localstack.template;

/// A line of the template, as errors name it: `template.yaml:42`. Lines count from 1.
public record Place(String file, int line) {
    @Override
    public String toString() {
        return file + ":" + line;
    }
}

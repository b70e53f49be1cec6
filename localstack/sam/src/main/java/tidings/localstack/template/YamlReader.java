package tidings.localstack.template;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/// Reads YAML with CloudFormation's short forms: `!Ref x` becomes `{Ref: x}`, `!GetAtt a.b` becomes
/// `{"Fn::GetAtt": [a, b]}`. Repeated keys, nulls and tags that are not CloudFormation's are errors.
public final class YamlReader {
    private static final Pattern SHORT_FORM = Pattern.compile("!([A-Za-z0-9]+)");

    private final String file;

    private YamlReader(String file) {
        this.file = file;
    }

    public static Value.Fields read(Path path) {
        try {
            return read(path.getFileName().toString(), Files.readString(path));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the template " + path, e);
        }
    }

    static Value.Fields read(String file, String yaml) {
        try {
            Node root = new Compose(LoadSettings.builder().setLabel(file).build())
                    .composeString(yaml)
                    .orElseThrow(() -> new TemplateException(new Place(file, 1), "the file is empty"));
            Value value = new YamlReader(file).value(root);
            value.fields("the file");
            return (Value.Fields) value;
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
            throw new TemplateException(new Place(file, line), "not YAML: " + e.getProblem());
        }
    }

    private Value value(Node node) {
        Matcher tag = SHORT_FORM.matcher(node.getTag().getValue());
        return tag.matches() ? shortForm(tag.group(1), node) : plain(node);
    }

    private Value shortForm(String name, Node node) {
        Value argument = plain(node);
        if (name.equals("GetAtt") && argument instanceof Value.Text(String text, Place place)) {
            int dot = text.indexOf('.');
            if (dot < 0) {
                throw new TemplateException(place, "!GetAtt needs Resource.Attribute, and is " + text);
            }
            argument = new Value.Items(
                    List.of(
                            new Value.Text(text.substring(0, dot), place),
                            new Value.Text(text.substring(dot + 1), place)),
                    place);
        }
        String key = name.equals("Ref") || name.equals("Condition") ? name : "Fn::" + name;
        return new Value.Fields(new LinkedHashMap<>(Map.of(key, argument)), place(node));
    }

    private Value plain(Node node) {
        return switch (node) {
            case ScalarNode scalar -> scalar(scalar);
            case SequenceNode sequence ->
                new Value.Items(sequence.getValue().stream().map(this::value).toList(), place(node));
            case MappingNode mapping -> fields(mapping);
            default -> throw new TemplateException(place(node), "not a value: " + node.getNodeType());
        };
    }

    private Value scalar(ScalarNode scalar) {
        if (scalar.getTag().equals(Tag.NULL)) {
            throw new TemplateException(place(scalar), "an empty value: give one, or leave the key out");
        }
        return new Value.Text(scalar.getValue(), place(scalar));
    }

    private Value fields(MappingNode mapping) {
        SequencedMap<String, Value> fields = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            String key = plain(tuple.getKeyNode()).text("a key");
            if (fields.put(key, value(tuple.getValueNode())) != null) {
                throw new TemplateException(place(tuple.getKeyNode()), "the key " + key + " is there twice");
            }
        }
        return new Value.Fields(fields, place(mapping));
    }

    private Place place(Node node) {
        return new Place(
                file, node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1));
    }
}

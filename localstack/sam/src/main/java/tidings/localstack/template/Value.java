package tidings.localstack.template;

import java.util.List;
import java.util.SequencedMap;

/// A value of the template and its line. Scalars keep their text, because CloudFormation converts `"5"` and `5`
/// into each other.
public sealed interface Value {
    Place place();

    record Text(String text, Place place) implements Value {}

    record Items(List<Value> items, Place place) implements Value {}

    record Fields(SequencedMap<String, Value> fields, Place place) implements Value {}

    /// `AWS::NoValue`: the property or item is removed.
    record NoValue(Place place) implements Value {}

    default String text(String what) {
        if (this instanceof Text text) {
            return text.text();
        }
        throw new TemplateException(place(), what + " must be text or a number, and is " + kind());
    }

    default List<Value> items(String what) {
        if (this instanceof Items items) {
            return items.items();
        }
        throw new TemplateException(place(), what + " must be a list, and is " + kind());
    }

    default SequencedMap<String, Value> fields(String what) {
        if (this instanceof Fields fields) {
            return fields.fields();
        }
        throw new TemplateException(place(), what + " must be a map, and is " + kind());
    }

    private String kind() {
        return switch (this) {
            case Text _ -> "text";
            case Items _ -> "a list";
            case Fields _ -> "a map";
            case NoValue _ -> "AWS::NoValue";
        };
    }
}

package tidings.localstack.template;

import java.util.LinkedHashMap;
import java.util.Map;

/// The logical ids behind the ARNs that a template's properties name.
final class Targets {
    private final Map<String, String> idByArn = new LinkedHashMap<>();

    void add(String arn, String id) {
        idByArn.put(arn, id);
    }

    /// The resource that a property names; a version or alias of a function is the function.
    String id(Properties properties, String name) {
        String arn = properties.required(name);
        String id = idByArn.getOrDefault(arn, idByArn.get(arn.replaceFirst(":live$", "")));
        if (id == null) {
            throw new TemplateException(
                    properties.place(name),
                    arn + " is nothing that this template declares; it declares "
                            + String.join(", ", idByArn.keySet()));
        }
        return id;
    }
}

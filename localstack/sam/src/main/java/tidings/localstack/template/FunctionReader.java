package tidings.localstack.template;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads an `AWS::Serverless::Function`, but not its events ([EventReader]).
final class FunctionReader {
    private FunctionReader() {}

    /// @param folder what `CodeUri` is relative to
    /// @param layers their zips by ARN
    static StackModel.Function read(
            Path folder,
            Declaration resource,
            Properties properties,
            LocalReferences references,
            Map<String, Path> layers) {
        properties.text("FunctionName");
        properties.choice("PackageType", "Zip");
        properties.choice("Runtime", "java25");
        return new StackModel.Function(
                resource.id(),
                references.name(resource),
                references.arn(resource),
                folder.resolve(properties.required("CodeUri")),
                properties.required("Handler"),
                layers(properties, layers),
                properties.number("MemorySize").orElse(128),
                properties.seconds("Timeout", 3),
                environment(properties),
                snapStart(properties),
                properties.number("ReservedConcurrentExecutions"),
                hasUrl(properties),
                logging(properties),
                policies(properties),
                resource.place());
    }

    private static List<Path> layers(Properties properties, Map<String, Path> layers) {
        return properties.items("Layers").stream()
                .map(layer -> Optional.ofNullable(layers.get(layer.text("a layer")))
                        .orElseThrow(() -> new TemplateException(
                                layer.place(),
                                layer.text("a layer")
                                        + " is no layer of this template, and others cannot be had here")))
                .toList();
    }

    private static Map<String, String> environment(Properties properties) {
        return properties
                .nested("Environment")
                .map(environment -> {
                    Map<String, String> variables = environment.map("Variables");
                    environment.finish();
                    return variables;
                })
                .orElse(Map.of());
    }

    private static StackModel.Initialization snapStart(Properties properties) {
        return properties
                .nested("SnapStart")
                .map(snapStart -> {
                    String applyOn = snapStart.choice("ApplyOn", "None", "PublishedVersions");
                    snapStart.finish();
                    return applyOn.equals("None")
                            ? StackModel.Initialization.ON_DEMAND
                            : StackModel.Initialization.SNAP_START;
                })
                .orElse(StackModel.Initialization.ON_DEMAND);
    }

    private static boolean hasUrl(Properties properties) {
        Optional<Properties> url = properties.nested("FunctionUrlConfig");
        url.ifPresent(config -> {
            config.required("AuthType");
            config.choice("AuthType", "NONE");
            config.choice("InvokeMode", "BUFFERED");
            config.finish();
        });
        return url.isPresent();
    }

    private static StackModel.Logging logging(Properties properties) {
        return properties
                .nested("LoggingConfig")
                .map(config -> {
                    StackModel.Logging logging = new StackModel.Logging(
                            config.choice("LogFormat", "Text", "JSON"),
                            config.text("ApplicationLogLevel"),
                            config.text("LogGroup"));
                    config.text("SystemLogLevel");
                    config.finish();
                    return logging;
                })
                .orElse(new StackModel.Logging("Text", Optional.empty(), Optional.empty()));
    }

    private static List<Value> policies(Properties properties) {
        return properties
                .value("Policies")
                .map(policies ->
                        policies instanceof Value.Items(List<Value> items, Place _) ? items : List.of(policies))
                .orElse(List.of());
    }
}

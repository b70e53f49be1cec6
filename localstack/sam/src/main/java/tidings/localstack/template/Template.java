package tidings.localstack.template;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;

/// A SAM template with its parameter values, so that its conditions are evaluated; references are resolved once the
/// local servers listen: see [#resolve].
public final class Template {
    private static final Set<String> SECTIONS = Set.of(
            "AWSTemplateFormatVersion",
            "Transform",
            "Description",
            "Metadata",
            "Parameters",
            "Mappings",
            "Rules",
            "Conditions",
            "Globals",
            "Resources",
            "Outputs");
    private static final Set<String> RESOURCE_ATTRIBUTES = Set.of(
            "Type",
            "Properties",
            "Condition",
            "DependsOn",
            "Metadata",
            "IgnoreGlobals",
            "CreationPolicy",
            "UpdatePolicy",
            "DeletionPolicy",
            "UpdateReplacePolicy");
    private static final String SAM = "AWS::Serverless-2016-10-31";

    private final Path folder;
    private final PseudoParameters pseudo;
    private final Parameters parameters;
    private final Map<String, Value> mappings;
    private final Conditions conditions;
    private final SequencedMap<String, Declaration> resources = new LinkedHashMap<>();
    private final SequencedMap<String, Value> outputs;

    private Template(Path folder, Value.Fields root, Map<String, String> given) {
        this.folder = folder;
        this.pseudo = PseudoParameters.LOCAL;
        SequencedMap<String, Value> sections = root.fields();
        known("section", SECTIONS, sections);
        if (sections.get("Transform") instanceof Value transform
                && !transform.text("Transform").equals(SAM)) {
            throw new TemplateException(transform.place(), "unknown transform; known is " + SAM);
        }
        parameters = new Parameters(section(sections, "Parameters"), given);
        mappings = section(sections, "Mappings");
        conditions = new Conditions(section(sections, "Conditions"), pseudo, parameters, mappings);
        section(sections, "Rules").forEach(conditions::requireRule);
        outputs = section(sections, "Outputs");
        Globals globals = new Globals(section(sections, "Globals"));
        section(sections, "Resources").forEach((id, value) -> {
            SequencedMap<String, Value> resource = value.fields("resource " + id);
            known("attribute of resource " + id, RESOURCE_ATTRIBUTES, resource);
            if (exists(resource)) {
                resources.put(
                        id, globals.merge(declaration(id, resource, value.place()), names(resource, "IgnoreGlobals")));
            }
        });
    }

    /// Reads the template with these parameter values; the others take their defaults.
    ///
    /// @throws TemplateException naming the line, when the template is invalid or uses something unsupported
    /// @throws IllegalArgumentException when a value is given for a parameter that the template does not have
    public static Template read(Path path, Map<String, String> parameters) {
        return new Template(path.toAbsolutePath().getParent(), YamlReader.read(path), parameters);
    }

    /// Functions with a URL and HTTP APIs: they have to listen before other resources can refer to their addresses.
    public List<String> front() {
        return resources.values().stream()
                .filter(r -> r.type().equals("AWS::Serverless::HttpApi")
                        || (r.type().equals("AWS::Serverless::Function") && r.property("FunctionUrlConfig") != null))
                .map(Declaration::id)
                .toList();
    }

    /// The folder of the snapshot that the database is restored from, if any: the database has to run before other
    /// resources can refer to its address.
    public Optional<Path> snapshot() {
        Intrinsics intrinsics = new Intrinsics(pseudo, parameters, mappings, conditions, Optional.empty());
        return resources.values().stream()
                .filter(resource -> resource.type().equals("AWS::RDS::DBInstance"))
                .flatMap(database -> Optional.ofNullable(database.property("DBSnapshotIdentifier")).stream())
                .map(intrinsics::resolve)
                .filter(snapshot -> !(snapshot instanceof Value.NoValue))
                .map(snapshot -> Path.of(snapshot.text("DBSnapshotIdentifier")))
                .findFirst();
    }

    /// Everything that the template declares, with local addresses.
    ///
    /// @throws TemplateException naming the line, at the first unsupported type, property or intrinsic
    public StackModel resolve(LocalEndpoints endpoints) {
        LocalReferences references = new LocalReferences(resources, pseudo, endpoints);
        Intrinsics intrinsics = intrinsics(references);
        return new ModelReader(folder, pseudo, intrinsics, references).read(resources.values(), existing(outputs));
    }

    /// Every resource that exists, with its properties evaluated, for tools that count resources instead of running
    /// them.
    public List<StackModel.Raw> resources(LocalEndpoints endpoints) {
        LocalReferences references = new LocalReferences(resources, pseudo, endpoints);
        Intrinsics intrinsics = intrinsics(references);
        return resources.values().stream()
                .map(resource ->
                        new StackModel.Raw(resource.id(), resource.type(), references.arn(resource), (Value.Fields)
                                intrinsics.resolve(resource.properties())))
                .toList();
    }

    private Intrinsics intrinsics(LocalReferences references) {
        Intrinsics intrinsics = new Intrinsics(pseudo, parameters, mappings, conditions, Optional.of(references));
        references.evaluateWith(intrinsics);
        return intrinsics;
    }

    private SequencedMap<String, Value> existing(SequencedMap<String, Value> declared) {
        SequencedMap<String, Value> kept = new LinkedHashMap<>();
        declared.forEach((name, output) -> {
            if (exists(output.fields("output " + name))) {
                kept.put(name, output);
            }
        });
        return kept;
    }

    private boolean exists(Map<String, Value> conditional) {
        return !(conditional.get("Condition") instanceof Value condition)
                || conditions.holds(condition.text("Condition"), condition.place());
    }

    private static Declaration declaration(String id, SequencedMap<String, Value> resource, Place place) {
        if (!(resource.get("Type") instanceof Value type)) {
            throw new TemplateException(place, "resource " + id + " has no Type");
        }
        Value properties = resource.getOrDefault("Properties", new Value.Fields(new LinkedHashMap<>(), place));
        properties.fields("Properties of " + id);
        return new Declaration(
                id, type.text("Type"), (Value.Fields) properties, names(resource, "DependsOn"), type.place());
    }

    /// One name or several.
    private static List<String> names(Map<String, Value> resource, String attribute) {
        return switch (resource.get(attribute)) {
            case null -> List.of();
            case Value.Items(List<Value> items, Place _) ->
                items.stream().map(item -> item.text(attribute)).toList();
            case Value one -> List.of(one.text(attribute));
        };
    }

    private static SequencedMap<String, Value> section(Map<String, Value> sections, String name) {
        return sections.get(name) instanceof Value section ? section.fields(name) : new LinkedHashMap<>();
    }

    private static void known(String what, Set<String> known, Map<String, Value> fields) {
        fields.forEach((name, value) -> {
            if (!known.contains(name)) {
                throw new TemplateException(
                        value.place(), "unknown " + what + ": " + name + "; known are " + new TreeSet<>(known));
            }
        });
    }
}

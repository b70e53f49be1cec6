package tidings.localstack.template;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// The template's conditions, evaluated over parameters and mappings alone, as CloudFormation does.
final class Conditions {
    private final Map<String, Value> declared;
    private final Intrinsics intrinsics;

    Conditions(
            Map<String, Value> declared, PseudoParameters pseudo, Parameters parameters, Map<String, Value> mappings) {
        this.declared = declared;
        this.intrinsics = new Intrinsics(pseudo, parameters, mappings, this, Optional.empty());
    }

    /// Whether the condition is true; `place` is where it is used.
    boolean holds(String name, Place place) {
        Value condition = declared.get(name);
        if (condition == null) {
            throw new TemplateException(place, "no condition " + name + "; there is " + declared.keySet());
        }
        return holds(condition);
    }

    /// Refuses parameters that break a rule of the template.
    ///
    /// @throws TemplateException with the rule's own words
    void requireRule(String name, Value rule) {
        Map<String, Value> fields = rule.fields("rule " + name);
        if (fields.get("RuleCondition") instanceof Value condition && !holds(condition)) {
            return;
        }
        for (Value assertion : fields.get("Assertions").items("Assertions of " + name)) {
            Map<String, Value> required = assertion.fields("an assertion of " + name);
            if (!holds(required.get("Assert"))) {
                throw new TemplateException(
                        assertion.place(), required.get("AssertDescription").text("AssertDescription"));
            }
        }
    }

    private boolean holds(Value condition) {
        SequencedMap<String, Value> call = condition.fields("a condition");
        if (call.size() != 1) {
            throw new TemplateException(
                    condition.place(), "a condition is one function, and here are " + call.keySet());
        }
        Value argument = call.firstEntry().getValue();
        return switch (call.firstEntry().getKey()) {
            case "Condition" -> holds(argument.text("Condition"), condition.place());
            case "Fn::Equals" -> {
                List<Value> sides = Intrinsics.arguments("Fn::Equals", argument, 2);
                yield intrinsics
                        .resolve(sides.get(0))
                        .text("a side of Fn::Equals")
                        .equals(intrinsics.resolve(sides.get(1)).text("a side of Fn::Equals"));
            }
            case "Fn::Not" ->
                !holds(Intrinsics.arguments("Fn::Not", argument, 1).getFirst());
            case "Fn::And" -> argument.items("Fn::And").stream().allMatch(this::holds);
            case "Fn::Or" -> argument.items("Fn::Or").stream().anyMatch(this::holds);
            case "Fn::Contains" -> {
                List<Value> sides = Intrinsics.arguments("Fn::Contains", argument, 2);
                String searched = intrinsics.resolve(sides.get(1)).text("the text of Fn::Contains");
                yield intrinsics.resolve(sides.get(0)).items("the list of Fn::Contains").stream()
                        .anyMatch(item -> item.text("an item of Fn::Contains").equals(searched));
            }
            case String other ->
                throw new TemplateException(
                        condition.place(),
                        other
                                + " is no condition; known are Condition, Fn::And, Fn::Contains, Fn::Equals, Fn::Not, Fn::Or");
        };
    }
}

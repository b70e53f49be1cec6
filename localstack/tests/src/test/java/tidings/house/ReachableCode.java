package tidings.house;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.properties.HasName;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// What can be run from a class on: its constructors and methods, what these call, and what implements that in a class
/// that one of them makes. What a library may call of such a class counts as called; calls within lambdas count as
/// calls of the method that they stand in.
final class ReachableCode {
    private final Set<JavaCodeUnit> units = new LinkedHashSet<>();
    private final Set<JavaClass> made = new LinkedHashSet<>();
    private final Set<JavaMethod> called = new LinkedHashSet<>();
    private final Deque<JavaCodeUnit> toVisit = new ArrayDeque<>();

    private ReachableCode() {}

    /// Calls, and references to methods and constructors, that can be reached from the class.
    static List<JavaAccess<?>> callsFrom(JavaClass start) {
        ReachableCode code = new ReachableCode();
        start.getConstructors().forEach(code::add);
        start.getMethods().forEach(code::add);
        while (!code.toVisit.isEmpty()) {
            code.visit(code.toVisit.remove());
        }
        return code.units.stream().flatMap(ReachableCode::calls).toList();
    }

    private static Stream<JavaAccess<?>> calls(JavaCodeUnit unit) {
        List<JavaAccess<?>> calls = new ArrayList<>(unit.getCallsFromSelf());
        calls.addAll(unit.getMethodReferencesFromSelf());
        calls.addAll(unit.getConstructorReferencesFromSelf());
        return calls.stream();
    }

    private void add(JavaCodeUnit unit) {
        if (isOurs(unit.getOwner()) && units.add(unit)) {
            toVisit.add(unit);
        }
    }

    private void visit(JavaCodeUnit unit) {
        unit.getOwner().getStaticInitializer().ifPresent(this::add);
        unit.getAccessesFromSelf().stream()
                .map(JavaAccess::getTargetOwner)
                .filter(ReachableCode::isOurs)
                .forEach(owner -> owner.getStaticInitializer().ifPresent(this::add));
        calls(unit).map(access -> access.getTarget().resolveMember()).forEach(member -> member.ifPresent(this::follow));
    }

    private void follow(JavaMember member) {
        switch (member) {
            case JavaConstructor constructor -> {
                add(constructor);
                make(constructor.getOwner());
            }
            case JavaMethod method -> {
                add(method);
                if (called.add(method)) {
                    made.forEach(type -> dispatch(method, type));
                }
            }
            default -> {}
        }
    }

    private void make(JavaClass type) {
        if (isOurs(type) && made.add(type)) {
            List.copyOf(called).forEach(method -> dispatch(method, type));
            Stream.concat(type.getAllRawSuperclasses().stream(), type.getAllRawInterfaces().stream())
                    .filter(library -> !isOurs(library))
                    .flatMap(library -> library.getMethods().stream())
                    .forEach(method -> dispatch(method, type));
        }
    }

    /// Follows a call of `method` on an instance of `type`.
    private void dispatch(JavaMethod method, JavaClass type) {
        if (type.isAssignableTo(method.getOwner().getName())) {
            Stream.concat(Stream.of(type), type.getAllRawSuperclasses().stream())
                    .filter(ReachableCode::isOurs)
                    .flatMap(owner -> owner.getMethods().stream())
                    .filter(candidate -> candidate.getName().equals(method.getName())
                            && candidate.getRawParameterTypes().size()
                                    == method.getRawParameterTypes().size())
                    .forEach(this::add);
        }
    }

    private static boolean isOurs(HasName type) {
        return type.getName().startsWith("tidings.");
    }
}

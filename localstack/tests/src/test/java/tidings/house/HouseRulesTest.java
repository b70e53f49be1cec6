package tidings.house;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import tidings.aws.Env;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/// Rules that every class keeps.
@AnalyzeClasses(
        packages = "tidings",
        importOptions = {DoNotIncludeTests.class, HouseRulesTest.DoNotIncludeTestHelpers.class})
class HouseRulesTest {
    static final class DoNotIncludeTestHelpers implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("/tidings/testing/");
        }
    }

    private static final String[] FUNCTIONS = {
        "tidings.webhook..",
        "tidings.bot..",
        "tidings.scheduler..",
        "tidings.scraper..",
        "tidings.categorizer..",
        "tidings.sender..",
        "tidings.setup..",
        "tidings.alarms..",
        "tidings.api..",
        "tidings.rollout..",
        "tidings.insights.."
    };
    /// What each package of the layers core and state may see of the others.
    private static final Map<String, Set<String>> CORE = Map.ofEntries(
            Map.entry("aws", Set.of()),
            Map.entry("domain", Set.of()),
            Map.entry("telegram", Set.of("domain")),
            Map.entry("messages", Set.of("aws", "domain", "telegram")),
            Map.entry("cards", Set.of("domain", "messages", "telegram")),
            Map.entry("ratelimit", Set.of("aws", "domain")),
            Map.entry("settings", Set.of("aws")),
            Map.entry("preferences", Set.of("telegram")),
            Map.entry("state", Set.of("aws", "settings")),
            Map.entry("chats", Set.of("aws", "domain", "preferences", "ratelimit", "telegram")),
            Map.entry("failures", Set.of("aws", "ratelimit", "state")));

    private static final String[] LAYERS = Stream.concat(
                    CORE.keySet().stream(),
                    Stream.of("botapi", "delivery", "encoder", "follows", "selection", "store", "topics"))
            .map(name -> "tidings." + name + "..")
            .toArray(String[]::new);

    @ArchTest
    static final ArchRule functionsNeverDependOnEachOther = slices().matching(
                    "tidings.(webhook|bot|scheduler|scraper|categorizer|sender|setup|alarms|api|rollout|insights)..")
            .should()
            .notDependOnEachOther();

    @ArchTest
    static final ArchRule layersNeverDependOnFunctions = noClasses()
            .that()
            .resideInAnyPackage(LAYERS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(FUNCTIONS);

    @ArchTest
    static final ArchRule nothingThatIsDeployedDependsOnTheLocalStack = noClasses()
            .that()
            .resideOutsideOfPackages("tidings.localstack..", "tidings.loadtest..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("tidings.localstack..");

    @ArchTest
    static final ArchRule packagesOfTheStoreHaveNoCycle = slices().matching(
                    "tidings.(delivery|follows|selection|store)..")
            .should()
            .beFreeOfCycles();

    @ArchTest
    static void packagesOfTheCoreDependOnEachOtherInTheAllowedDirectionsOnly(JavaClasses classes) {
        CORE.forEach((name, allowed) -> {
            String[] forbidden = CORE.keySet().stream()
                    .filter(other -> !other.equals(name) && !allowed.contains(other))
                    .map(other -> "tidings." + other + "..")
                    .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage("tidings." + name + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(forbidden)
                    .check(classes);
        });
    }

    @ArchTest
    static final ArchRule theStoreShowsNothing = noClasses()
            .that()
            .resideInAPackage("tidings.store..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("tidings.cards..", "tidings.telegram..");

    @ArchTest
    static final ArchRule whatIsFollowedIsDecidedWithoutTheDatabase = noClasses()
            .that()
            .resideInAPackage("tidings.follows..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("tidings.store..", "tidings.cards..", "tidings.telegram..", "tidings.messages..");

    @ArchTest
    static final ArchRule theDomainDependsOnJavaAndTheNamesOfItsJsonOnly = classes()
            .that()
            .resideInAPackage("tidings.domain..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "tidings.domain..", "com.fasterxml.jackson.annotation..");

    @ArchTest
    static final ArchRule everyCommandIsListed = classes()
            .that()
            .implement("tidings.bot.Command")
            .should(new ArchCondition<>("be constructed by CommandList") {
                @Override
                public void check(JavaClass command, ConditionEvents events) {
                    boolean listed = command.getConstructorCallsToSelf().stream()
                            .anyMatch(call ->
                                    call.getOriginOwner().getSimpleName().equals("CommandList"));
                    events.add(new SimpleConditionEvent(command, listed, command.getName() + " is not in CommandList"));
                }
            });

    @ArchTest
    static final ArchRule onlyHandlersAndTheirBasesSeeLambda = noClasses()
            .that(not(simpleNameEndingWith("Handler")).and(not(resideInAnyPackage("tidings.aws.."))))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.amazonaws.services.lambda..", "org.crac..");

    @ArchTest
    static final ArchRule onlyEnvReadsTheEnvironment = noClasses()
            .that()
            .doNotBelongToAnyOf(Env.class)
            .should()
            .callMethod(System.class, "getenv", String.class)
            .orShould()
            .callMethod(System.class, "getenv");

    @ArchTest
    static final ArchRule theTimeIsPassedIn = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis");

    @ArchTest
    static final ArchRule noStaticStateChanges = fields().that()
            .areStatic()
            .and()
            .areNotFinal()
            .should()
            .notHaveModifier(JavaModifier.STATIC)
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule nobodyPrints = noClasses()
            .that()
            .resideOutsideOfPackage("tidings.topics.train..")
            .and()
            .doNotHaveSimpleName("Main")
            .and()
            .doNotHaveFullyQualifiedName("tidings.store.ExportCorrections")
            .and()
            .doNotHaveFullyQualifiedName("tidings.webhook.JsonLine")
            .and()
            .doNotHaveFullyQualifiedName("tidings.aws.Priming")
            .should()
            .getField(System.class, "out")
            .orShould()
            .getField(System.class, "err")
            .because(
                    "what a function says goes to its log, which the webhook writes itself; only commands talk to a terminal");
}

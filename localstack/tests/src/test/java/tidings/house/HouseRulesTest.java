package tidings.house;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import tidings.aws.Env;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/// What every class of the house keeps to.
@AnalyzeClasses(packages = "tidings", importOptions = DoNotIncludeTests.class)
class HouseRulesTest {
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
        "tidings.insights..",
        "tidings.rollout.."
    };
    private static final String[] LAYERS = {
        "tidings.domain..",
        "tidings.contracts..",
        "tidings.platform..",
        "tidings.budget..",
        "tidings.cards..",
        "tidings.store..",
        "tidings.topics.."
    };

    @ArchTest
    static final ArchRule functionsNeverDependOnEachOther = slices().matching(
                    "tidings.(webhook|bot|scheduler|scraper|categorizer|sender|setup|alarms|api|insights|rollout)..")
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
            .resideOutsideOfPackage("tidings.localstack..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("tidings.localstack..");

    @ArchTest
    static final ArchRule theDomainDependsOnJavaOnly = classes()
            .that()
            .resideInAPackage("tidings.domain..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "tidings.domain..");

    @ArchTest
    static final ArchRule onlyHandlersAndThePlatformSeeLambda = noClasses()
            .that(not(simpleNameEndingWith("Handler")).and(not(resideInAnyPackage("tidings.platform.."))))
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
            .should()
            .getField(System.class, "out")
            .orShould()
            .getField(System.class, "err")
            .because("what a function says goes to its log; only commands talk to a terminal");
}

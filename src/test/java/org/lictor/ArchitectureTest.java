package org.lictor;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The map of packages is true. A rule that gets in the way of something right is changed in the
 * same commit, with the reason.
 */
@AnalyzeClasses(packages = "org.lictor", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String ROOT = "org.lictor.";
  private static final String OURS = "org.lictor..";

  @ArchTest
  static final ArchRule replayIsDeterministic =
      noClasses()
          .that()
          .resideInAnyPackage("..model..", "..command..", "..state..")
          .should()
          .dependOnClassesThat(
              belongToAnyOf(Clock.class, Random.class, ThreadLocalRandom.class, Thread.class))
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(UUID.class, "randomUUID");

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching(ROOT + "(*)..").should().beFreeOfCycles();

  @ArchTest static final ArchRule model = uses("model");
  @ArchTest static final ArchRule command = uses("command", "model");
  @ArchTest static final ArchRule state = uses("state", "model", "command");
  @ArchTest static final ArchRule storage = uses("storage");
  @ArchTest static final ArchRule consensus = uses("consensus", "model", "command", "storage");
  @ArchTest static final ArchRule replica = uses("replica", "command", "state", "consensus");

  @ArchTest
  static final ArchRule registrar =
      uses("registrar", "model", "command", "consensus", "state", "metrics");

  @ArchTest static final ArchRule filter = uses("filter");

  /** Its codec is made of the commands' binary form. */
  @ArchTest
  static final ArchRule query = uses("query", "model", "command", "state", "consensus", "filter");

  @ArchTest static final ArchRule archive = uses("archive");

  @ArchTest
  static final ArchRule backup =
      uses("backup", "archive", "model", "command", "state", "consensus", "registrar", "query");

  @ArchTest static final ArchRule check = uses("check", "model");
  @ArchTest static final ArchRule agent = uses("agent", "model", "check", "registrar", "query");

  /** The state's watches tell readers of answers that came from a server. */
  @ArchTest
  static final ArchRule grid =
      uses("grid", "model", "command", "state", "consensus", "query", "backup");

  @ArchTest static final ArchRule metrics = uses("metrics");
  @ArchTest static final ArchRule event = uses("event", "model", "command", "query");

  @ArchTest
  static final ArchRule watch = uses("watch", "model", "query", "event", "agent", "check");

  @ArchTest static final ArchRule exec = uses("exec", "model", "check");

  @ArchTest static final ArchRule process = uses("process");
  @ArchTest static final ArchRule launch = uses("launch", "process", "config");

  /** The state's watches tell how long a kept answer holds. */
  @ArchTest
  static final ArchRule dns =
      uses("dns", "model", "query", "config", "consensus", "state", "metrics");

  @ArchTest
  static final ArchRule leader =
      uses("leader", "model", "command", "registrar", "query", "grid", "consensus", "state");

  @ArchTest
  static final ArchRule hazelcast =
      onlyIn("com.hazelcast..", "consensus.hazelcast", "grid", "boot");

  @ArchTest static final ArchRule jpa = onlyIn("jakarta.persistence..", "agent.store", "history");
  @ArchTest static final ArchRule jaxRs = onlyIn("jakarta.ws.rs..", "http");
  @ArchTest static final ArchRule dnsjava = onlyIn("org.xbill.DNS..", "dns");
  @ArchTest static final ArchRule ejb = onlyIn("jakarta.ejb..", "check", "agent", "leader", "boot");
  @ArchTest static final ArchRule picocli = onlyIn("picocli..", "cli");

  @ArchTest
  static final ArchRule nothingUsesBoot =
      noClasses()
          .that(are(resideInAPackage(OURS)))
          .and()
          .resideOutsideOfPackage(ROOT + "boot..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(ROOT + "boot..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule theCommandLineAndTheServerDoNotMeet =
      noClasses()
          .that()
          .resideInAPackage(ROOT + "cli..")
          .should()
          .dependOnClassesThat(
              resideInAPackage(OURS)
                  .and(
                      DescribedPredicate.not(
                          resideInAnyPackage(
                              ROOT + "cli..",
                              ROOT + "archive..",
                              ROOT + "config..",
                              ROOT + "model..",
                              ROOT + "launch.."))))
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule valuesAreRecordsEnumsOrSealed =
      classes()
          .that()
          .resideInAnyPackage(ROOT + "model..")
          .and()
          .arePublic()
          .should(
              new com.tngtech.archunit.lang.ArchCondition<>(
                  "be records, enums, final or interfaces") {
                @Override
                public void check(
                    JavaClass item, com.tngtech.archunit.lang.ConditionEvents events) {
                  boolean closed =
                      item.isRecord()
                          || item.isEnum()
                          || item.isInterface()
                          || item.getModifiers()
                              .contains(com.tngtech.archunit.core.domain.JavaModifier.FINAL);
                  if (!closed) {
                    events.add(
                        com.tngtech.archunit.lang.SimpleConditionEvent.violated(
                            item, item.getName() + " is open"));
                  }
                }
              });

  /** The package uses, of ours, only itself and {@code others}. */
  private static ArchRule uses(String name, String... others) {
    String[] allowed = new String[others.length + 1];
    allowed[0] = ROOT + name + "..";
    for (int i = 0; i < others.length; i++) {
      allowed[i + 1] = ROOT + others[i] + "..";
    }
    return noClasses()
        .that()
        .resideInAPackage(ROOT + name + "..")
        .should()
        .dependOnClassesThat(
            resideInAPackage(OURS).and(DescribedPredicate.not(resideInAnyPackage(allowed))))
        .allowEmptyShould(true);
  }

  /** A library that only these packages may use. */
  private static ArchRule onlyIn(String library, String... packages) {
    String[] allowed = new String[packages.length];
    for (int i = 0; i < packages.length; i++) {
      allowed[i] = ROOT + packages[i] + "..";
    }
    return noClasses()
        .that()
        .resideOutsideOfPackages(allowed)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library)
        .allowEmptyShould(true);
  }
}

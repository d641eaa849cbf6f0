package org.lictor;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * {@code lictor-grid.jar} is loaded before the application and cannot see into it: a class there
 * that uses one which is not would end the agent at its start.
 */
class GridJarTest {
  private static final Pattern INCLUDE = Pattern.compile("<include>org/lictor/(\\w+)/\\*\\*<");

  @Test
  void allThatItsClassesUseIsInIt() throws IOException {
    String[] packages =
        INCLUDE
            .matcher(Files.readString(Path.of("src/main/assembly/grid.xml")))
            .results()
            .map((MatchResult include) -> "org.lictor." + include.group(1) + "..")
            .toArray(String[]::new);
    classes()
        .that()
        .resideInAnyPackage(packages)
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(packages).or(not(resideInAPackage("org.lictor.."))))
        .check(
            new ClassFileImporter()
                .withImportOption(location -> !location.contains("/test-classes/"))
                .importPackages("org.lictor"));
  }
}

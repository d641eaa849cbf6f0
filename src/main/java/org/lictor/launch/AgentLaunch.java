package org.lictor.launch;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.lictor.process.RunDirectory;

/**
 * Makes everything ready for the JVM of one agent. What remains is {@code java @file} with the file
 * it returns.
 */
public final class AgentLaunch {
  private final Installation installation;
  private final Map<String, String> environment;

  /**
   * For the parts of one installation.
   *
   * @param environment LICTOR_HEAP and LICTOR_JAVA_OPTS are looked at, and LICTOR_ARCHIVE: {@code
   *     off} makes no class archive
   */
  public AgentLaunch(Installation installation, Map<String, String> environment) {
    this.installation = installation;
    this.environment = environment;
  }

  /**
   * Prepares a run.
   *
   * @param settings what {@code agentArguments} mean
   * @param agentArguments the words behind {@code agent}; the agent reads them again by itself
   * @param pid of the process that is going to be the agent
   * @return the argument file
   * @throws LaunchException if a part is missing or a folder cannot be written
   */
  public Path prepare(LaunchSettings settings, List<String> agentArguments, long pid) {
    PayaraRuntime runtime = PayaraRuntime.unpacked(installation);
    ClassArchive archive = archive(runtime);
    Path file = prepare(settings, agentArguments, pid, runtime, archive.use());
    if (!archive.exists() && !"off".equals(environment.get("LICTOR_ARCHIVE")))
      ArchiveRecorder.startBehind(installation, Objects.requireNonNull(file.getParent()));
    return file;
  }

  Path prepare(
      LaunchSettings settings,
      List<String> agentArguments,
      long pid,
      PayaraRuntime runtime,
      List<String> archiveOptions) {
    for (Path part :
        List.of(
            installation.war(),
            installation.gridJar(),
            installation.domainConfig().resolve("domain.xml"))) {
      if (!Files.exists(part))
        throw new LaunchException(part + " is missing; build it with ./mvnw package");
    }
    Path run = RunFolder.make(settings, pid);
    try {
      Path logging = RunFolder.fill(run, runtime, installation, settings, agentArguments);
      List<String> line = new ArrayList<>(JvmOptions.of(settings, environment));
      line.addAll(archiveOptions);
      line.addAll(runtime.opens());
      SystemProperties.of(settings).forEach((name, value) -> line.add("-D" + name + "=" + value));
      line.add("-D" + RunDirectory.PROPERTY + "=" + run);
      line.add("-Dlictor.agent.args=" + String.join("\n", agentArguments));
      line.add("-Dlictor.agent.args.file=" + run.resolve("agent.args"));
      line.add("-Djava.util.logging.manager=org.lictor.process.AgentLogManager");
      line.add("-Djava.util.logging.config.file=" + logging);
      line.add("-Dfish.payara.micro.BootJar=" + runtime.launcher().toUri());
      line.add("-Dfish.payara.micro.UnpackDir=" + runtime.directory());
      JavaHome.trustStore().forEach(store -> line.add("-Djavax.net.ssl.trustStore=" + store));
      line.add("-cp");
      line.add(
          classPath(runtime).stream()
              .map(Path::toString)
              .collect(Collectors.joining(File.pathSeparator)));
      line.add("org.lictor.process.AgentMain");
      line.addAll(payaraArguments(settings, run));
      Path file = run.resolve("java.args");
      ArgumentFile.write(file, line);
      return file;
    } catch (IOException e) {
      throw new LaunchException("cannot write the folder of this run, " + run + ": " + e, e);
    }
  }

  ClassArchive archive(PayaraRuntime runtime) {
    return new ClassArchive(installation.cache(), classPath(runtime));
  }

  // The grid jar lies beside Hazelcast's, which must find its classes before any application is
  // there.
  private List<Path> classPath(PayaraRuntime runtime) {
    List<Path> path = new ArrayList<>(runtime.classPath());
    path.add(installation.gridJar());
    return path;
  }

  private List<String> payaraArguments(LaunchSettings settings, Path run) {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(
        List.of(
            "--rootdir", run.toString(), "--domainconfig", run.resolve("domain.xml").toString()));
    if (settings.hasGrid()) {
      arguments.addAll(
          List.of(
              "--hzconfigfile",
              run.resolve("hazelcast.xml").toString(),
              "--nohostaware",
              "--name",
              settings.node()));
      if (!settings.server()) arguments.add("--lite");
    } else {
      arguments.add("--nohazelcast");
    }
    arguments.addAll(
        List.of("--deploy", Application.unpacked(installation).toString(), "--contextroot", "/"));
    return arguments;
  }
}

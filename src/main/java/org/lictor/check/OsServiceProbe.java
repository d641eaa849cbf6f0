package org.lictor.check;

import java.io.File;
import java.util.ArrayList;
import java.util.List;
import org.lictor.model.CheckStatus;

/** Asks the operating system's keeper of services whether one is running. */
final class OsServiceProbe implements Probe {
  /** Windows tells the state in the middle of a few lines; systemd in one word. */
  private static final int OUTPUT_BYTES = 2048;

  private static final boolean WINDOWS = File.separatorChar == '\\';
  private final String service;
  private final ScriptProbe question;

  OsServiceProbe(OsServiceSpec spec) {
    this(spec, WINDOWS ? List.of("sc.exe", "query") : List.of("systemctl", "is-active", "--"));
  }

  /**
   * @param question the command that is asked, less the service's name
   */
  OsServiceProbe(OsServiceSpec spec, List<String> question) {
    service = spec.service();
    List<String> command = new ArrayList<>(question);
    command.add(service);
    this.question =
        new ScriptProbe(new ScriptSpec(command, spec.interval(), spec.timeout()), OUTPUT_BYTES);
  }

  @Override
  public ProbeResult run() {
    ProbeResult answer = question.run();
    boolean found = answer.status() == CheckStatus.PASSING;
    if (found && (!WINDOWS || answer.output().contains("RUNNING"))) {
      return ProbeResult.passing("Service \"" + service + "\" is healthy");
    }
    return ProbeResult.critical(
        "Service \"" + service + "\" is not running: " + answer.output().strip());
  }

  @Override
  public void kill() {
    question.kill();
  }
}

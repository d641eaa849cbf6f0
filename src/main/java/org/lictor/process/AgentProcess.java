package org.lictor.process;

import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The life of this process: started, announced, ready, stopped. One for the process, shared by what
 * runs in front of the container and the application in it; all methods may be called from any
 * thread. The application attaches what a signal asks for, announces itself, says when it is ready,
 * and asks for the end; the exit codes are those of <a
 * href="https://developer.hashicorp.com/consul/commands/agent">consul agent</a>.
 */
public final class AgentProcess {
  /** How long a leave asked for by a signal may take; Consul 1.21 waits as long. */
  static final Duration LEAVE_LIMIT = Duration.ofSeconds(15);

  /**
   * How long the container may take to stop before the process ends anyway: an orderly stop takes
   * under 2 s, 8 with a grid of servers.
   */
  static final Duration STOP_LIMIT = Duration.ofSeconds(10);

  // Apart from the instance: the log manager asks for it while the instance, which has a logger, is
  // still being made.
  private static final AtomicBoolean STOPPING = new AtomicBoolean();

  private static final AgentProcess CURRENT = new AgentProcess(ConsoleLog.global());

  private final System.Logger log = System.getLogger("org.lictor.agent");
  private final ConsoleLog console;
  private final AtomicReference<@Nullable ProcessRequests> requests = new AtomicReference<>();
  private final AtomicReference<@Nullable PidFile> pidFile = new AtomicReference<>();
  private final AtomicReference<@Nullable String> readyAddresses = new AtomicReference<>();
  private final AtomicReference<@Nullable FrontDoor> door = new AtomicReference<>();
  private final AtomicBoolean serving = new AtomicBoolean(true);
  private volatile boolean callersMatter;
  private final AtomicBoolean ready = new AtomicBoolean();

  private AgentProcess(ConsoleLog console) {
    this.console = console;
  }

  /** The one of this process. */
  public static AgentProcess current() {
    return CURRENT;
  }

  /**
   * Says who answers signals from now on. Until then SIGHUP is only logged and SIGINT and SIGTERM
   * stop without leaving.
   */
  public void attach(ProcessRequests requests) {
    this.requests.set(requests);
  }

  @Nullable ProcessRequests requests() {
    return requests.get();
  }

  /**
   * Prints the banner and lets the log through that was held back until now.
   *
   * @param banner the lines between {@code ==> Starting …} and {@code ==> Log data will now stream
   *     in}, without either
   */
  public void announce(String banner) {
    console.open(banner.stripTrailing() + "\n\n==> Log data will now stream in as it occurs:\n\n");
  }

  /**
   * Says that the agent is able to answer. An application says it while the container still keeps
   * its URLs closed, so the log line comes when both are so far.
   *
   * @param addresses where, for the log line: {@code HTTP 127.0.0.1:8500, DNS 127.0.0.1:8600, grid
   *     10.0.0.1:8301}
   */
  public void ready(String addresses) {
    readyAddresses.set(addresses);
    sayReady();
  }

  /** It matters where requests come from: those who wait at the door must come once more. */
  public void callersMatter() {
    callersMatter = true;
  }

  /** The HTTP port is open at {@code front} until the container opens it. */
  void opens(FrontDoor front) {
    door.set(front);
  }

  /** The container is being started by {@link AgentMain}, which will say when it serves. */
  void containerStarts() {
    serving.set(false);
  }

  /** The container is to open the HTTP port: nobody else has it when this returns. */
  void leavesPort() {
    @Nullable FrontDoor open = door.get();
    if (open != null) open.shut();
  }

  /** The container serves the application. */
  void containerServes() {
    serving.set(true);
    @Nullable FrontDoor open = door.getAndSet(null);
    if (open != null && callersMatter) open.close();
    else if (open != null) open.letIn();
    sayReady();
  }

  private void sayReady() {
    if (!serving.get()) return;
    @Nullable String addresses = readyAddresses.getAndSet(null); // whoever gets it says it, once
    if (addresses == null) return;
    console.open("");
    console.started();
    log.log(Level.INFO, "Consul agent running! " + addresses);
    RunDirectory.markReady();
    ready.set(true);
  }

  /** Whether the agent answers: {@link #ready} has been said, and the container serves. */
  public boolean isReady() {
    return ready.get();
  }

  /** Has the log written to files as well, from its first line on. */
  public void logTo(LogFile file) {
    console.copyTo(file);
  }

  /** Logs from another level on: TRACE, DEBUG, INFO, WARN or ERROR. */
  public void logFrom(String level) {
    console.level(level);
  }

  /**
   * Writes the pid file; it is removed when the process ends in order. Fails with an unchecked
   * exception that names the file.
   */
  public void writePidFile(Path file) {
    pidFile.set(PidFile.write(file, ProcessHandle.current().pid()));
  }

  /**
   * Ends a start that cannot go on: says why, in Consul's words, and exits with 1. Does not return
   * to a caller that could go on.
   */
  public void startFailed(String reason) {
    console.open("");
    console.print("==> Error starting agent: " + reason + "\n");
    console.failed(reason);
    exit(1);
  }

  /**
   * Stops the agent in order: applications, grid, then the process. Returns at once; a second call
   * changes nothing.
   *
   * @param code what the process returns: 0 after a leave, 1 after anything else
   */
  public void stop(int code) {
    if (!STOPPING.compareAndSet(false, true)) return;
    Thread stopper = new Thread(() -> exit(code), "lictor-stop");
    stopper.setDaemon(true);
    stopper.start();
  }

  static boolean stoppingNow() {
    return STOPPING.get();
  }

  boolean isStopping() {
    return STOPPING.get();
  }

  /** Stops without asking anyone; for the second signal. */
  void halt() {
    deletePidFile();
    Runtime.getRuntime().halt(1);
  }

  /**
   * Stops with the container's own hooks, but not later than {@link #STOP_LIMIT} from now. An agent
   * that has not come up has nothing to put in order, and Payara cannot be stopped while it starts:
   * its process ends at once.
   */
  void exit(int code) {
    STOPPING.set(true);
    Thread guard =
        new Thread(
            () -> {
              try {
                TimeUnit.MILLISECONDS.sleep(STOP_LIMIT.toMillis());
              } catch (InterruptedException e) {
                return; // nobody does; the process ends with this thread or before it
              }
              Runtime.getRuntime().halt(code);
            },
            "lictor-stop-guard");
    guard.setDaemon(true);
    guard.start();
    log.log(Level.INFO, "Exit code: code=" + code);
    deletePidFile();
    if (!ready.get()) {
      @Nullable Path directory = RunDirectory.current();
      if (directory != null) RunDirectory.delete(directory);
      Runtime.getRuntime().halt(code);
    }
    // Payara brings back a console handler of the JDK for its last words.
    System.setErr(PlatformOutput.stream());
    Runtime.getRuntime().exit(code);
  }

  private void deletePidFile() {
    @Nullable PidFile file = pidFile.getAndSet(null);
    if (file != null) file.delete();
  }
}

package org.lictor.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.lictor.cli.lock.Child;
import org.lictor.cli.lock.HeldLock;
import org.lictor.cli.lock.LockException;
import org.lictor.cli.lock.Signals;
import org.lictor.cli.net.AgentException;
import org.lictor.cli.net.Query;
import org.lictor.model.GoDuration;

/** {@code lock}: runs a command while a lock, or a place in a semaphore, is held. */
final class LockCommand implements Command {
  /** Between asking the command to end and killing it. */
  private static final Duration GRACE = Duration.ofSeconds(5);

  private static final int CHILD_FAILED = 2;

  /** What ends the wait for the command. */
  private enum Event {
    SHUTDOWN,
    TAKEN,
    NOT_TAKEN,
    LOST,
    EXITED
  }

  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private volatile @Nullable LockException problem;
  private volatile int exitCode;

  @Override
  public String usage() {
    return """
        Usage: lictor lock [options] prefix child...

          Takes a lock at a key prefix, runs a command while it is held, and gives it back
          when the command ends. The command is ended when the lock is lost, or when this
          process is: it is asked to, and killed 5 seconds later. It finds
          CONSUL_LOCK_HELD=true in its environment.

          With -n above 1 as many may hold it together; all must say the same number.

              $ lictor lock backups/nightly ./backup.sh
        """;
  }

  @Override
  public void declare(FlagSet flags) {
    flags.client().server();
    flags.toggle("child-exit-code", "Exit 2 if the command failed; else only 1 if this did.");
    flags.integer("n", 1, "How many may hold it together. 1 is a lock, more a semaphore.");
    flags.integer(
        "monitor-retry",
        3,
        "How often a look at the lock is repeated, a second apart, if it fails.");
    flags.text("name", "", "Name of the session. By default it tells the command and the prefix.");
    flags.toggle("pass-stdin", "Pass standard input on to the command.");
    flags.bool("shell", "Run the command in a shell ($SHELL, else /bin/sh); on unless told.");
    flags.text("timeout", "", "Give up if the lock is not to be had within so long.");
    flags.text("try", "", "An old name of -timeout.");
    flags.toggle("verbose", "Tell what is being done.");
  }

  @Override
  public int run(Call call) throws Failure {
    FlagValues flags = call.flags();
    if (flags.integer("n") <= 0) throw new Failure("Lock holder limit must be positive");
    List<String> operands = call.operands();
    if (operands.size() < 2) throw new Failure("Key prefix and child command must be specified");
    if (flags.integer("monitor-retry") < 0)
      throw new Failure("Number for 'monitor-retry' must be >= 0");
    Duration timeout = timeout(flags);
    String prefix =
        operands.get(0).startsWith("/") ? operands.get(0).substring(1) : operands.get(0);
    requireAgent(call);
    HeldLock lock = lock(call, prefix);
    Signals.onEnd(() -> events.add(Event.SHUTDOWN));
    try {
      if (!taken(call, lock, timeout)) return 1;
      int code = runChild(call, lock);
      return finish(call, lock) ? code : 1;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      lock.abandon();
      return 1;
    }
  }

  private static Duration timeout(FlagValues flags) throws Failure {
    String name = flags.given("timeout") ? "timeout" : "try";
    if (!flags.given(name)) return Duration.ZERO;
    GoDuration timeout;
    try {
      timeout = GoDuration.parse(flags.text(name));
    } catch (IllegalArgumentException e) {
      throw new Failure(
          "invalid value \"" + flags.text(name) + "\" for flag -" + name + ": parse error");
    }
    if (timeout.nanos() < 0 || (name.equals("try") && timeout.nanos() == 0))
      throw new Failure("Timeout must be positive");
    return timeout.toDuration();
  }

  private static void requireAgent(Call call) throws Failure {
    try {
      call.agent().get("/v1/agent/self", new Query()).ok();
    } catch (AgentException e) {
      throw Call.failed("Error querying Consul agent", e);
    }
  }

  private static HeldLock lock(Call call, String prefix) throws Failure {
    FlagValues flags = call.flags();
    long limit = flags.integer("n");
    tell(
        call,
        limit == 1
            ? "Setting up lock at path: " + prefix + "/.lock"
            : "Setting up semaphore (limit " + limit + ") at prefix: " + prefix);
    String name =
        flags.text("name").isEmpty()
            ? "Consul lock for '" + script(call) + "' at '" + prefix + "'"
            : flags.text("name");
    return HeldLock.of(call.agent(), prefix, limit, name, flags.integer("monitor-retry"));
  }

  private static String script(Call call) {
    return String.join(" ", call.operands().subList(1, call.operands().size()));
  }

  // ---- taking

  private boolean taken(Call call, HeldLock lock, Duration timeout)
      throws Failure, InterruptedException {
    tell(call, "Attempting lock acquisition");
    background("lock-acquisition", () -> take(lock, timeout));
    Event event = events.take();
    if (event == Event.TAKEN) return true;
    LockException why = problem;
    if (event == Event.NOT_TAKEN && why != null) {
      throw new Failure("Lock acquisition failed: " + why.getMessage());
    }
    if (event == Event.SHUTDOWN) lock.abandon();
    throw new Failure("Shutdown triggered or timeout during lock acquisition");
  }

  private void take(HeldLock lock, Duration timeout) {
    try {
      events.add(lock.take(timeout) ? Event.TAKEN : Event.NOT_TAKEN);
    } catch (LockException e) {
      problem = e;
      events.add(Event.NOT_TAKEN);
    } catch (InterruptedException e) {
      events.add(Event.NOT_TAKEN);
    }
  }

  private static void background(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }

  // ---- while it is held

  /** The exit code, as far as the command decides it. */
  private int runChild(Call call, HeldLock lock) throws InterruptedException {
    background("lock-watch", () -> watch(lock));
    tell(call, "Starting handler");
    Child child;
    try {
      child = Child.start(command(call), call.flags().on("pass-stdin"), call.out(), call.err());
    } catch (IOException e) {
      call.warn("Error starting handler: " + reason(command(call).get(0), e));
      return call.flags().on("child-exit-code") ? CHILD_FAILED : 0;
    }
    if (call.flags().on("pass-stdin")) tell(call, "Stdin passed to handler process");
    Signals.forwardTo(child.pid());
    var unused =
        child
            .exit()
            .thenAccept(
                code -> {
                  exitCode = code;
                  events.add(Event.EXITED);
                });
    Event event = events.take();
    if (event == Event.EXITED) {
      child.awaitOutput();
      if (exitCode != 0) call.warn("Error running handler: exit status " + exitCode);
      return exitCode != 0 && call.flags().on("child-exit-code") ? CHILD_FAILED : 0;
    }
    tell(
        call,
        event == Event.SHUTDOWN ? "Shutdown triggered, killing child" : "Lock lost, killing child");
    end(call, child);
    return call.flags().on("child-exit-code") ? CHILD_FAILED : 0;
  }

  /** As Go tells it, with the system's own words. */
  private static String reason(String program, IOException problem) {
    String text = String.valueOf(problem.getMessage());
    int at = text.indexOf("error=");
    int words = at < 0 ? -1 : text.indexOf(", ", at);
    return words < 0
        ? text
        : "fork/exec " + program + ": " + text.substring(words + 2).toLowerCase(Locale.ROOT);
  }

  private void watch(HeldLock lock) {
    try {
      lock.awaitLoss();
      events.add(Event.LOST);
    } catch (InterruptedException e) {
      events.add(Event.LOST);
    }
  }

  private static List<String> command(Call call) {
    List<String> words = call.operands().subList(1, call.operands().size());
    FlagValues flags = call.flags();
    if (flags.given("shell") && !flags.on("shell")) return words;
    String shell = System.getenv("SHELL");
    return List.of(shell == null || shell.isEmpty() ? "/bin/sh" : shell, "-c", script(call));
  }

  private static void end(Call call, Child child) throws InterruptedException {
    tell(call, "Terminating child pid " + child.pid());
    if (child.terminate(GRACE)) {
      tell(call, "Child terminated");
    } else {
      tell(call, "Child did not exit after grace period of " + GRACE.toSeconds() + "s");
      tell(call, "Killing child pid " + child.pid());
      child.kill();
    }
    child.awaitOutput();
  }

  // ---- giving back

  private static boolean finish(Call call, HeldLock lock) {
    tell(call, "Child terminated, releasing lock");
    try {
      lock.release();
    } catch (LockException e) {
      call.warn("Lock release failed: " + e.getMessage());
      return false;
    }
    try {
      lock.cleanUp();
      tell(call, "Cleanup succeeded");
    } catch (LockException e) {
      if (!e.isInUse()) {
        call.warn("Lock cleanup failed: " + e.getMessage());
        return false;
      }
      tell(call, "Cleanup aborted, lock in use");
    }
    return true;
  }

  private static void tell(Call call, String line) {
    if (call.flags().on("verbose")) {
      call.say(line);
      call.out().flush();
    }
  }
}

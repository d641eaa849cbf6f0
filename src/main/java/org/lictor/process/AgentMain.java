package org.lictor.process;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The way into the process of an agent: looks whether the HTTP port is free, catches signals,
 * starts Payara Micro with the arguments it was given, and ends the process if the application did
 * not come up. Payara alone would go on and serve 404s.
 */
public final class AgentMain {
  private static final String PAYARA = "fish.payara.micro.impl.PayaraMicroImpl";
  private static final String PAYARA_HOOK = "GlassFish Shutdown Hook";

  private AgentMain() {}

  /** Started by the command line; the arguments are Payara Micro's. */
  public static void main(String[] arguments) {
    AgentProcess process = AgentProcess.current();
    boolean onInterrupt = Boolean.getBoolean("lictor.launch.leave.on.interrupt");
    boolean onTerminate = Boolean.getBoolean("lictor.launch.leave.on.terminate");
    new ProcessSignals(process, onInterrupt, onTerminate).install();
    Runtime.getRuntime().addShutdownHook(new Thread(AgentMain::cleanUp, "lictor-clean-up"));
    System.setOut(PlatformOutput.stream());
    @Nullable String taken = portInUse();
    if (taken != null) {
      process.startFailed(taken);
      return;
    }
    process.containerStarts();
    @Nullable String failure = startPayara(arguments);
    if (process.isStopping()) return;
    if (failure == null) process.containerServes();
    else process.startFailed(failure);
  }

  /** Returns when Payara serves, or why it does not. */
  private static @Nullable String startPayara(String[] arguments) {
    try {
      Class.forName(PAYARA).getMethod("main", String[].class).invoke(null, (Object) arguments);
      // An application that fails to start is reported in the log alone; Payara goes on without it,
      // and even lists it as deployed.
      return AgentProcess.current().requests() == null ? ConsoleLog.global().lastFailure() : null;
    } catch (InvocationTargetException e) {
      return "Payara Micro did not start: " + ConsoleLog.rootCause(e);
    } catch (ReflectiveOperationException e) {
      return "Payara Micro is not on the class path: " + e;
    }
  }

  private static @Nullable String portInUse() {
    if (!Boolean.getBoolean("lictor.launch.http.enabled")) return null;
    @Nullable String host = System.getProperty("lictor.launch.http.address");
    int port = Integer.getInteger("lictor.launch.http.port", 0);
    try (ServerSocket probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(InetAddress.getByName(host), port));
      return null;
    } catch (IOException e) {
      return "listen tcp " + host + ":" + port + ": bind: " + e.getMessage();
    }
  }

  private static void cleanUp() {
    @Nullable Path directory = RunDirectory.current();
    if (directory == null) return;
    waitForPayara();
    RunDirectory.delete(directory);
  }

  // Payara's own hook writes to the folder while it stops. Hooks start together, and it is found by
  // its name, as it offers no other handle.
  private static void waitForPayara() {
    long until = System.nanoTime() + AgentProcess.STOP_LIMIT.toNanos();
    long found = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(100);
    while (System.nanoTime() < until) {
      boolean running =
          Thread.getAllStackTraces().keySet().stream()
              .anyMatch(thread -> thread.getName().equals(PAYARA_HOOK));
      if (!running && System.nanoTime() > found) return;
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    }
  }
}

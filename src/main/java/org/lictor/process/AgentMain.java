package org.lictor.process;

import java.io.File;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The way into the process of an agent: opens its HTTP port until the container does, catches
 * signals, starts Payara Micro with the arguments it was given, and ends the process if the
 * application did not come up. Payara alone would go on and serve 404s.
 */
public final class AgentMain {
  private static final Logger LOG = System.getLogger("org.lictor.agent");
  private static final String PAYARA = "fish.payara.micro.impl.PayaraMicroImpl";
  private static final String APPLICATION = "lictor";
  private static final String LISTENERS =
      "configs.config.server-config.network-config.network-listeners.network-listener.";
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
    ParentWatch.start();
    try {
      if (Boolean.getBoolean("lictor.launch.http.enabled")) {
        process.opens(FrontDoor.open(host(), port()));
      }
    } catch (IOException taken) {
      process.startFailed(inUse(String.valueOf(taken.getMessage())));
      return;
    }
    process.containerStarts();
    @Nullable String failure = startPayara(arguments);
    if (process.isStopping()) return;
    if (failure == null) failure = unheard(process.requests());
    if (failure == null) process.containerServes();
    else process.startFailed(failure);
  }

  // The container does not tell of a port that was taken since the front door was shut.
  private static @Nullable String unheard(@Nullable ProcessRequests requests) {
    if (requests == null || !Boolean.getBoolean("lictor.launch.http.enabled") || requests.hears())
      return null;
    String taken = portInUse();
    return taken != null ? taken : inUse("the port could not be opened");
  }

  /**
   * Returns when Payara serves, or why it does not. An application that fails to start is reported
   * in the log alone; Payara goes on without it, and even lists it as deployed. Now and then its
   * scan of the classes does not see that there are EJBs among them; a second time it does.
   */
  private static @Nullable String startPayara(String[] arguments) {
    try {
      Class<?> payara = Class.forName(PAYARA);
      payara.getMethod("main", String[].class).invoke(null, (Object) arguments);
      if (!isDeployed() && !AgentProcess.current().isStopping()) {
        LOG.log(
            Level.WARNING,
            "Payara did not start the application, trying once more: "
                + reason("the application did not start"));
        deployAgain(payara, arguments);
      }
      if (!isDeployed()) return reason("the application did not start");
      Object server = glassfish(payara, payara.getMethod("getInstance").invoke(null));
      forgetStart(server);
      openListeners(server);
      return null;
    } catch (InvocationTargetException e) {
      return reason("Payara Micro did not start: " + ConsoleLog.rootCause(e));
    } catch (ReflectiveOperationException e) {
      return "Payara Micro is not on the class path: " + e;
    }
  }

  private static String reason(String unknown) {
    @Nullable String logged = ConsoleLog.global().failure();
    return logged == null ? unknown : logged;
  }

  private static boolean isDeployed() {
    return AgentProcess.current().requests() != null;
  }

  private static void deployAgain(Class<?> payara, String[] arguments)
      throws ReflectiveOperationException {
    int deploy = Arrays.asList(arguments).indexOf("--deploy");
    if (deploy < 0 || deploy + 1 == arguments.length) return;
    Object server = payara.getMethod("getInstance").invoke(null);
    Object runtime = payara.getMethod("getRuntime").invoke(server);
    runtime.getClass().getMethod("undeploy", String.class).invoke(runtime, APPLICATION);
    runtime
        .getClass()
        .getMethod("deploy", String.class, String.class, File.class)
        .invoke(runtime, APPLICATION, "/", new File(arguments[deploy + 1]));
  }

  private static Object glassfish(Class<?> payara, Object server)
      throws ReflectiveOperationException {
    Field running = payara.getDeclaredField("gf");
    running.setAccessible(true);
    return running.get(server);
  }

  /**
   * Takes from the container what it has noted of two thousand classes to inject into them, 2 to 3
   * MB; it is done with most, and looks at the others once more.
   */
  private static void forgetStart(Object glassfish) {
    try {
      Class<?> notes = Class.forName("org.jvnet.hk2.external.runtime.ServiceLocatorRuntimeBean");
      Object own =
          Class.forName("org.glassfish.embeddable.GlassFish")
              .getMethod("getService", Class.class)
              .invoke(glassfish, notes);
      if (own != null) notes.getMethod("clearReflectionCache").invoke(own);
    } catch (ReflectiveOperationException otherPayara) {
      LOG.log(Level.DEBUG, "the container keeps what it has noted: " + otherPayara);
    }
  }

  /**
   * Open from the first, Payara would answer with its own 404 until the application is deployed,
   * and who asks for a key would take it for one that does not exist.
   */
  private static void openListeners(Object glassfish) throws ReflectiveOperationException {
    Class<?> api = Class.forName("org.glassfish.embeddable.GlassFish");
    Object commands = api.getMethod("getCommandRunner").invoke(glassfish);
    Method run =
        Class.forName("org.glassfish.embeddable.CommandRunner")
            .getMethod("run", String.class, String[].class);
    AgentProcess.current().leavesPort();
    for (String listener : List.of("http-listener", "https-listener")) {
      if (Boolean.getBoolean("lictor.launch." + listener.replace("-listener", ".enabled"))) {
        run.invoke(commands, "set", new String[] {LISTENERS + listener + ".enabled=true"});
      }
    }
  }

  private static @Nullable String portInUse() {
    if (!Boolean.getBoolean("lictor.launch.http.enabled")) return null;
    try (ServerSocket probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(InetAddress.getByName(host()), port()));
      return null;
    } catch (IOException e) {
      return inUse(String.valueOf(e.getMessage()));
    }
  }

  private static String inUse(String why) {
    return "listen tcp " + host() + ":" + port() + ": bind: " + why;
  }

  private static String host() {
    return System.getProperty("lictor.launch.http.address", "127.0.0.1");
  }

  private static int port() {
    return Integer.getInteger("lictor.launch.http.port", 0);
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

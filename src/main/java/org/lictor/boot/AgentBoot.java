package org.lictor.boot;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.ejb.EJB;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.lictor.check.CheckTimer;
import org.lictor.config.Environment;
import org.lictor.config.LogSettings;
import org.lictor.config.Settings;
import org.lictor.config.SettingsLoader;
import org.lictor.http.AgentParts;
import org.lictor.process.AgentProcess;
import org.lictor.process.LogFile;
import org.lictor.process.ProcessRequests;
import org.lictor.storage.FileTrouble;

/**
 * Starts the agent with the application and stops it with it. The container's side of {@link
 * RunningAgent}.
 */
@Singleton
@Startup
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class AgentBoot {
  private static final Logger LOG = System.getLogger("org.lictor.agent");

  @EJB private @Nullable CheckTimer checkTimer;

  /** One reload at a time, its reading of the files included: else the older files could win. */
  private final Object reloading = new Object();

  private volatile @Nullable RunningAgent agent;

  /**
   * Called by the container. A failure ends the process: an agent that is half there misleads
   * everybody.
   */
  @PostConstruct
  public void start() {
    try {
      Settings settings = SettingsLoader.loadDeployed(Environment.ofProcess());
      LOG.log(Level.DEBUG, () -> "started: part=settings " + RunningAgent.uptime());
      LogFile logFile = logFile(settings.log());
      if (logFile != null) {
        AgentProcess.current().logTo(logFile);
      }
      AgentProcess.current().announce(Banner.of(settings));
      settings.warnings().forEach(warning -> LOG.log(Level.WARNING, warning));
      settings
          .unusedKeys()
          .forEach(key -> LOG.log(Level.WARNING, "this setting has no effect: key=" + key));
      RunningAgent started = RunningAgent.start(settings, new Control());
      agent = started;
      Objects.requireNonNull(checkTimer, "injected by the container").start(started.ticks());
      settings.node().pidFile().ifPresent(AgentProcess.current()::writePidFile);
      AgentProcess.current().attach(new Requests());
      if (!settings.http().allowWriteFrom().isEmpty()) {
        AgentProcess.current().callersMatter();
      }
      // What the start has left behind is more than what stays; nobody waits yet.
      HeapRoom.giveBack();
      AgentProcess.current().ready(Banner.addresses(settings));
      started.warmUp(settings);
    } catch (IOException | RuntimeException e) {
      LOG.log(Level.DEBUG, "the agent did not start", e);
      AgentProcess.current().startFailed(reason(e));
    }
  }

  private static String reason(Exception e) {
    Throwable told = e instanceof UncheckedIOException ? e.getCause() : e;
    return told instanceof IOException trouble
        ? FileTrouble.text(trouble)
        : String.valueOf(e.getMessage());
  }

  private static @Nullable LogFile logFile(LogSettings log) {
    return log.file().isEmpty()
        ? null
        : new LogFile(
            log.file().get(),
            new LogFile.Rotation(log.rotateDuration(), log.rotateBytes(), log.rotateMaxFiles()),
            InstantSource.system());
  }

  /** Called by the container. */
  @PreDestroy
  public void stop() {
    RunningAgent running = agent;
    agent = null;
    if (running != null) {
      Objects.requireNonNull(checkTimer, "injected by the container").stop();
      running.close();
    }
  }

  private void reload() {
    synchronized (reloading) {
      RunningAgent running = agent;
      if (running != null) {
        running.reload(SettingsLoader.loadDeployed(Environment.ofProcess()));
      }
    }
  }

  /** Nothing is left to leave when the agent has stopped. */
  private CompletableFuture<Boolean> leave() {
    RunningAgent running = agent;
    return running == null ? CompletableFuture.completedFuture(true) : running.leave();
  }

  /** What signals may ask. */
  private final class Requests implements ProcessRequests {
    @Override
    public void reload() {
      AgentBoot.this.reload();
    }

    @Override
    public boolean leave() {
      return AgentBoot.this.leave().join();
    }

    @Override
    public boolean hears() {
      RunningAgent running = agent;
      return running != null && running.hears();
    }
  }

  /** What callers of the API may ask. */
  private final class Control implements AgentParts.Control {
    @Override
    public void reload() {
      AgentBoot.this.reload();
    }

    @Override
    public CompletableFuture<Boolean> leave() {
      return AgentBoot.this.leave();
    }

    @Override
    public void stop() {
      AgentProcess.current().stop(0);
    }
  }
}

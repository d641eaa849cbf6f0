package org.lictor.check;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Timeout;
import jakarta.ejb.Timer;
import jakarta.ejb.TimerConfig;
import jakarta.ejb.TimerService;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The EJB timer that makes the checks of this agent go. Only hands over, since the container's
 * timer threads are few.
 */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class CheckTimer {
  @Resource private @Nullable TimerService timers;

  private volatile @Nullable CheckTicks ticks;
  private volatile @Nullable Timer timer;

  /** Beats for these checks from now on. Called once, at start. */
  public void start(CheckTicks ticks) {
    this.ticks = ticks;
    TimerService service = Objects.requireNonNull(timers, "made by the container only");
    timer =
        service.createIntervalTimer(0, CheckTicks.BEAT_MILLIS, new TimerConfig("checks", false));
  }

  @Timeout
  void beat(Timer ignored) {
    CheckTicks started = ticks;
    if (started != null) {
      started.beat();
    }
  }

  /** Beats no more. */
  @PreDestroy
  public void stop() {
    Timer running = timer;
    timer = null;
    if (running != null) {
      running.cancel();
    }
  }
}

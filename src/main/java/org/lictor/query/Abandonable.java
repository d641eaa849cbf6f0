package org.lictor.query;

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A promise that ends at its source when it is cancelled, or when one that was made from it is:
 * whoever gives up the last of a chain of steps gives up the work behind the first. Any thread.
 */
class Abandonable<T> extends CompletableFuture<T> {
  private final @Nullable CompletableFuture<?> source;

  Abandonable() {
    this(null);
  }

  private Abandonable(@Nullable CompletableFuture<?> source) {
    this.source = source;
  }

  /** What {@code then} promises when {@code first} is there. */
  static <A, B> CompletableFuture<B> after(
      CompletableFuture<A> first, Function<A, CompletableFuture<B>> then) {
    Abandonable<B> both = new Abandonable<>();
    first.whenComplete(
        (value, problem) -> {
          if (problem != null) {
            both.completeExceptionally(problem);
          } else if (!both.isDone()) {
            try {
              both.follow(then.apply(value));
            } catch (RuntimeException defect) {
              both.completeExceptionally(defect);
            }
          }
        });
    return both;
  }

  private void follow(CompletableFuture<T> second) {
    second.whenComplete(
        (value, problem) -> {
          if (problem == null) {
            complete(value);
          } else {
            completeExceptionally(problem);
          }
        });
    exceptionally(
        problem -> {
          if (isCancelled()) {
            second.cancel(false);
          }
          return null;
        });
  }

  @Override
  public <U> CompletableFuture<U> newIncompleteFuture() {
    return new Abandonable<>(this);
  }

  @Override
  public boolean cancel(boolean mayInterrupt) {
    boolean open = !isDone();
    boolean cancelled = super.cancel(mayInterrupt);
    if (open && cancelled) {
      abandoned();
    }
    return cancelled;
  }

  /** Nobody waits for this any more. What follows from it does not hear of that. */
  void abandoned() {
    if (source != null) {
      source.cancel(false);
    }
  }
}

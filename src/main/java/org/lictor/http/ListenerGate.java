package org.lictor.http;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.Grizzly;
import org.glassfish.grizzly.Transport;
import org.glassfish.grizzly.WriteHandler;
import org.glassfish.grizzly.asyncqueue.AsyncWriteQueueRecord;
import org.glassfish.grizzly.asyncqueue.TaskQueue;
import org.glassfish.grizzly.attributes.Attribute;
import org.glassfish.grizzly.filterchain.BaseFilter;
import org.glassfish.grizzly.filterchain.FilterChain;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.FilterChainEvent;
import org.glassfish.grizzly.filterchain.NextAction;
import org.glassfish.grizzly.http.HttpContent;
import org.glassfish.grizzly.http.HttpEvents;
import org.glassfish.grizzly.http.HttpHeader;
import org.glassfish.grizzly.http.HttpRequestPacket;
import org.glassfish.grizzly.http.HttpTrailer;
import org.glassfish.grizzly.http.Protocol;
import org.glassfish.grizzly.http.server.FileCacheFilter;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.util.Header;
import org.glassfish.grizzly.memory.Buffers;
import org.glassfish.grizzly.nio.NIOConnection;
import org.glassfish.grizzly.ssl.SSLFilter;
import org.glassfish.grizzly.threadpool.Threads;

/**
 * The gate inside the container's HTTP listener: it answers kept replies and what the {@link
 * Frequent} methods are asked where the listener has read the request, before the container makes a
 * servlet request of it, which takes more time and memory than all the rest. What it does not know,
 * what is to be refused, and long bodies go on to the container and its {@link ApiGate}. No thread
 * waits for the rest of a body, and no query for a client that has gone.
 *
 * <p>It also declines HTTP/2 over clear text, which Java's own client offers with each request: a
 * server may ignore the offer (RFC 9110, section 7.8). The container would hold that request for
 * one of the other protocol, leave its body undecoded and close the connection after it.
 *
 * <p>It joins the listener's chain at the first request, in the place of a filter that has nothing
 * to do, that of cached files. Called by the container's HTTP threads.
 */
final class ListenerGate extends BaseFilter {
  private static final Logger LOG = System.getLogger("org.lictor.http");
  private static final byte[] NO_BODY = {};

  /** With more than this under way to a client, its next request waits. */
  private static final int MOST_UNSENT_BYTES = 256 << 10;

  /** Those who write answers never wait, so there are as many as can run. */
  private static final int ANSWERING = Runtime.getRuntime().availableProcessors();

  /** The container's request that a connection is at, by the container's own name for it. */
  private static final Attribute<Object> IN_PROGRESS =
      Grizzly.DEFAULT_ATTRIBUTE_BUILDER.createAttribute("HttpServerFilter.Request");

  private final Gate gate;
  private final Executor workers;
  private final Executor batches;

  private ListenerGate(Gate gate, Executor workers) {
    this.gate = gate;
    this.workers = workers;
    this.batches =
        new InBatches(
            Executors.newFixedThreadPool(ANSWERING, AnsweringThreads.named("lictor-answers")),
            ANSWERING);
  }

  /**
   * Sees to it that {@code gate} is in the listener of {@code request}.
   *
   * @return whether {@code request} has been read as HTTP/1.1; a body that was offered together
   *     with an upgrade before this had joined has not
   */
  static boolean join(Gate gate, HttpServletRequest request) {
    Request read = ContainerRequest.of(request);
    if (read != null) {
      join(gate, read.getContext());
    }
    return request.getHeader("Upgrade") == null
        || request.getContentLengthLong() <= 0 && request.getHeader("Transfer-Encoding") == null;
  }

  /** The number of filters must stay: connections that are open count on it. */
  private static void join(Gate gate, FilterChainContext context) {
    FilterChain filters = context.getFilterChain();
    if (filters.indexOfType(ListenerGate.class) < 0) {
      synchronized (ListenerGate.class) {
        int useless = filters.indexOfType(FileCacheFilter.class);
        if (useless >= 0) {
          Transport listener = context.getConnection().getTransport();
          filters.set(useless, new ListenerGate(gate, listener.getWorkerThreadPool()));
          if (filters.indexOfType(SSLFilter.class) < 0) {
            listener.setIOStrategy(new ReadingThreads());
          }
        }
      }
    }
  }

  @Override
  public NextAction handleEvent(FilterChainContext context, FilterChainEvent event) {
    if (event instanceof HttpEvents.IncomingHttpUpgradeEvent offer) {
      HttpHeader request = offer.getHttpHeader();
      request.setIgnoreContentModifiers(false);
      request.setUpgrade(null);
      request.getHeaders().removeHeader(Header.Upgrade);
    }
    return context.getInvokeAction();
  }

  @Override
  public NextAction handleRead(FilterChainContext context) {
    HttpParts parts = HttpParts.current();
    Object message = context.getMessage();
    if (parts == null
        || message.getClass() != HttpContent.class && message.getClass() != HttpTrailer.class
        || !(((HttpContent) message).getHttpHeader() instanceof HttpRequestPacket request)
        || !isOwn(request)) {
      return toContainer(context);
    }
    HttpContent content = (HttpContent) message;
    Connection<?> connection = context.getConnection();
    boolean begun = HeldBody.holds(connection);
    if (content.isLast() && !begun) {
      return asOwn(() -> answer(context, content, request, parts));
    }
    boolean held =
        (begun || HeldBody.fits(request)) && HeldBody.hold(connection, content.getContent());
    if (held && !content.isLast()) {
      return rest(context, content);
    }
    HttpContent whole = whole(context, content, request);
    context.setMessage(whole); // for the container, should it be its request
    return held ? asOwn(() -> answer(context, whole, request, parts)) : toContainer(context);
  }

  /** The rest of the body is to come. */
  private static NextAction rest(FilterChainContext context, HttpContent content) {
    over(context, content);
    return context.getStopAction();
  }

  /** What was held of the body, and {@code last}, what is left of the part that has come. */
  private static HttpContent whole(
      FilterChainContext context, HttpContent last, HttpRequestPacket request) {
    byte[] held = HeldBody.take(context.getConnection());
    if (held == null) {
      return last;
    }
    byte[] end = bytes(last);
    byte[] all = Arrays.copyOf(held, held.length + end.length);
    System.arraycopy(end, 0, all, held.length, end.length);
    return HttpContent.builder(request)
        .content(Buffers.wrap(context.getMemoryManager(), all))
        .last(last.isLast())
        .build();
  }

  /** Whether it is a request in HTTP/1 that has not been left to the container. */
  private static boolean isOwn(HttpRequestPacket request) {
    return (request.getProtocol() == Protocol.HTTP_1_1
            || request.getProtocol() == Protocol.HTTP_1_0)
        && !request.requiresAcknowledgement()
        && IN_PROGRESS.get(request.getProcessingState().getHttpContext()) == null;
  }

  /** What {@code work} gives when it finds its classes where the gate's are. */
  private static NextAction asOwn(Supplier<NextAction> work) {
    Thread thread = Thread.currentThread();
    ClassLoader containers = thread.getContextClassLoader();
    thread.setContextClassLoader(ListenerGate.class.getClassLoader());
    try {
      return work.get();
    } finally {
      thread.setContextClassLoader(containers);
    }
  }

  /** The container may wait, which a thread that has others to read must not. */
  private NextAction toContainer(FilterChainContext context) {
    return Threads.isService()
        ? elsewhere(context, context::getInvokeAction)
        : context.getInvokeAction();
  }

  /** Has another thread do {@code work} and go on as it says. */
  private NextAction elsewhere(FilterChainContext context, Supplier<NextAction> work) {
    context.suspend();
    NextAction suspended = context.getSuspendAction();
    workers.execute(
        () -> {
          NextAction next;
          try {
            next = work.get();
          } catch (RuntimeException | Error defect) {
            failed(context, defect);
            return;
          }
          if (next != suspended) {
            context.resume(next);
          }
        });
    return suspended;
  }

  private NextAction answer(
      FilterChainContext context, HttpContent content, HttpRequestPacket request, HttpParts parts) {
    long start = System.nanoTime();
    Incoming in = ListenerIncoming.of(request, bytes(content));
    HttpSettings settings = parts.settings();
    String key = Gate.key(in);
    Reply finished = Gate.finished(in, parts, settings, key);
    if (finished != null) {
      parts.requested();
      over(context, content);
      boolean stays = write(context, in, request, settings, finished);
      gate.answered(start, "GET", in.path());
      return nextRequest(context, stays);
    }
    Gate.Verdict verdict = gate.judge(in, parts, settings, key);
    Endpoint.Direct frequent = verdict.frequent(in.method());
    Call call = verdict.call();
    Endpoint endpoint = verdict.endpoint();
    if (frequent == null || call == null || endpoint == null) {
      return toContainer(context);
    }
    parts.requested();
    over(context, content);
    Asked asked = new Asked(request, call, settings, endpoint, start);
    return Threads.isService() && (frequent.waits() || call.listsKeys())
        ? elsewhere(context, () -> asOwn(() -> ask(context, asked, frequent)))
        : ask(context, asked, frequent);
  }

  /** A request that is the gate's, and what it was judged to be. */
  private record Asked(
      HttpRequestPacket request, Call call, HttpSettings settings, Endpoint endpoint, long start) {}

  private NextAction ask(FilterChainContext context, Asked asked, Endpoint.Direct frequent) {
    String method = asked.call().incoming().method();
    CompletableFuture<Reply> answer = Gate.ask(asked.call(), frequent);
    if (answer.isDone()) {
      boolean stays = finish(context, asked, answer);
      gate.answered(asked.start(), method, asked.endpoint());
      return nextRequest(context, stays);
    }
    context.suspend();
    NextAction suspended = context.getSuspendAction();
    Connection<?> connection = context.getConnection();
    boolean news = Gate.reads(method);
    boolean watched = news && WaitingClient.canBeWatched(connection);
    if (watched) {
      WaitingClient.begin(connection, answer);
    }
    answer.whenCompleteAsync(
        (reply, problem) -> {
          boolean stays;
          try {
            stays = finish(context, asked, answer);
            gate.answered(asked.start(), method, asked.endpoint());
          } catch (RuntimeException | Error defect) {
            failed(context, defect);
            return;
          }
          if (!stays) {
            context.completeAndRecycle();
          } else if (watched) {
            WaitingClient.over(connection, () -> new Resumed(context).whenSent());
          } else {
            new Resumed(context).whenSent();
          }
        },
        // Who waited for a change is answered by whoever woke it, so that those many do not stand
        // before the one that has changed it.
        news ? Runnable::run : batches);
    return suspended;
  }

  /**
   * Goes on with the connection, unless it ends with this response, or its client does not take
   * what it has asked for.
   */
  private static NextAction nextRequest(FilterChainContext context, boolean stays) {
    if (stays && unsent(context).spaceInBytes() < MOST_UNSENT_BYTES) {
      return context.getStopAction();
    }
    NextAction suspended = context.getSuspendAction();
    if (stays) {
      context.suspend();
      new Resumed(context).whenSent();
    } else {
      context.completeAndRecycle();
    }
    return suspended;
  }

  /** What the client would take for the answer to its next request is not to come. */
  private static void failed(FilterChainContext context, Throwable defect) {
    Level level = context.getConnection().isOpen() ? Level.ERROR : Level.DEBUG;
    LOG.log(level, "a request could not be answered", defect);
    context.getConnection().terminateSilently();
    context.completeAndRecycle();
  }

  private static TaskQueue<AsyncWriteQueueRecord> unsent(FilterChainContext context) {
    return ((NIOConnection) context.getConnection()).getAsyncWriteQueue();
  }

  /** A connection that goes on when its client has taken enough. */
  private static final class Resumed implements WriteHandler {
    private static final Duration LONGEST_STANDSTILL = Duration.ofSeconds(60);

    private final FilterChainContext context;
    private final AtomicBoolean over = new AtomicBoolean();

    Resumed(FilterChainContext context) {
      this.context = context;
    }

    void whenSent() {
      TaskQueue<AsyncWriteQueueRecord> unsent = unsent(context);
      if (unsent.spaceInBytes() < MOST_UNSENT_BYTES) {
        onWritePossible();
        return;
      }
      Connection<?> connection = context.getConnection();
      connection.setMaxAsyncWriteQueueSize(MOST_UNSENT_BYTES);
      watch(connection, unsent);
      unsent.notifyWritePossible(this, MOST_UNSENT_BYTES);
    }

    /** A client that takes nothing for a minute has gone, whatever its host says. */
    private void watch(Connection<?> connection, TaskQueue<AsyncWriteQueueRecord> unsent) {
      int before = unsent.spaceInBytes();
      CompletableFuture.delayedExecutor(LONGEST_STANDSTILL.toMillis(), TimeUnit.MILLISECONDS)
          .execute(
              () -> {
                if (over.get()) {
                  return;
                }
                if (unsent.spaceInBytes() == before) {
                  connection.terminateSilently();
                } else {
                  watch(connection, unsent);
                }
              });
    }

    @Override
    public void onWritePossible() {
      if (over.compareAndSet(false, true)) {
        // Whoever calls has more to do than to wait in the container for the next request's body.
        boolean reads = Threads.isService();
        Threads.setService(true);
        try {
          context.resume(context.getStopAction());
        } finally {
          Threads.setService(reads);
        }
      }
    }

    @Override
    public void onError(Throwable closed) {
      if (over.compareAndSet(false, true)) {
        context.completeAndRecycle();
      }
    }
  }

  private static byte[] bytes(HttpContent content) {
    Buffer buffer = content.getContent();
    if (!buffer.hasRemaining()) {
      return NO_BODY;
    }
    byte[] bytes = new byte[buffer.remaining()];
    int start = buffer.position();
    buffer.get(bytes);
    buffer.position(start); // for the container, should it be its request
    return bytes;
  }

  /**
   * The request is this gate's: nobody behind it is to see its content. The buffer is not given
   * back: the next request may stand in it, of which the container has taken a slice.
   */
  private static void over(FilterChainContext context, HttpContent content) {
    context.setMessage(null);
    content.recycle();
  }

  /** Whether the connection goes on. */
  private static boolean finish(
      FilterChainContext context, Asked asked, CompletableFuture<Reply> answer) {
    Call call = asked.call();
    try {
      return write(context, call.incoming(), asked.request(), asked.settings(), answer.join());
    } finally {
      call.over();
    }
  }

  /** Ends the request: nothing may be asked of it any more. Whether the connection goes on. */
  private static boolean write(
      FilterChainContext context,
      Incoming in,
      HttpRequestPacket request,
      HttpSettings settings,
      Reply reply) {
    ReplyWriter.write(reply, in, request, settings, context);
    boolean stays = request.getProcessingState().isKeepAlive() && context.getConnection().isOpen();
    // Both go to the next request that this thread reads.
    request.getResponse().recycle();
    request.recycle();
    return stays;
  }
}

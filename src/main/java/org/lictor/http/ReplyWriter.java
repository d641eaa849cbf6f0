package org.lictor.http;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.http.HttpRequestPacket;
import org.glassfish.grizzly.http.HttpResponsePacket;
import org.glassfish.grizzly.http.HttpServerFilter;
import org.glassfish.grizzly.http.Protocol;
import org.glassfish.grizzly.http.util.FastHttpDateFormat;
import org.glassfish.grizzly.http.util.MimeHeaders;
import org.glassfish.grizzly.memory.Buffers;

/** Writes replies to the container's responses. */
final class ReplyWriter {
  private static final List<String> ALWAYS =
      List.of("Vary", "Accept-Encoding", "X-Consul-Default-Acl-Policy", "allow");

  private static final List<String> ALWAYS_GZIPPED =
      Stream.concat(ALWAYS.stream(), Stream.of("Content-Encoding", "gzip")).toList();

  /** A longer body is sent from where it is, after the head. */
  private static final int MOST_COPIED_BYTES = 16 << 10;

  private ReplyWriter() {}

  /** What every response has, whoever writes it. */
  static void prepare(HttpServletResponse response, HttpSettings settings) {
    set(ALWAYS, response);
    response.setHeader("Date", FastHttpDateFormat.getCurrentDate());
    settings.headers().forEach(response::setHeader);
  }

  static void write(Reply reply, Incoming in, HttpServletResponse response) throws IOException {
    response.setStatus(reply.status());
    set(reply.headers(), response);
    Path file = reply.body().file();
    if (file != null) {
      response.setContentLengthLong(Files.size(file));
      Files.copy(file, response.getOutputStream());
      return;
    }
    byte[] bytes = reply.body().plain();
    if (reply.gzippedFor(in)) {
      bytes = reply.body().gzipped();
      response.setHeader("Content-Encoding", "gzip");
    }
    response.setContentLength(bytes.length);
    response.getOutputStream().write(bytes);
  }

  private static void set(List<String> namesAndValues, HttpServletResponse response) {
    for (int i = 0; i < namesAndValues.size(); i += 2) {
      response.setHeader(namesAndValues.get(i), namesAndValues.get(i + 1));
    }
  }

  /**
   * Writes a reply that is in memory as the whole response of the container's listener, and ends
   * the request there. Returns when the bytes are sent or stand in the connection's queue.
   */
  static void write(
      Reply reply,
      Incoming in,
      HttpRequestPacket request,
      HttpSettings settings,
      FilterChainContext context) {
    boolean gzipped = reply.gzippedFor(in);
    byte[] body = gzipped ? reply.body().gzipped() : reply.body().plain();
    if (stays(request) && settings.headers().isEmpty() && RawResponse.has(reply.status())) {
      byte[] date = FastHttpDateFormat.getCurrentDateBytes();
      List<String> always = gzipped ? ALWAYS_GZIPPED : ALWAYS;
      boolean together = body.length <= MOST_COPIED_BYTES;
      Buffer head =
          Buffers.wrap(
              context.getMemoryManager(),
              RawResponse.of(reply.status(), always, reply.headers(), date, body, together));
      context.write(
          together
              ? head
              : Buffers.appendBuffers(
                  context.getMemoryManager(),
                  head,
                  Buffers.wrap(context.getMemoryManager(), body)));
    } else {
      HttpResponsePacket response = request.getResponse();
      response.setStatus(reply.status());
      MimeHeaders headers = response.getHeaders();
      set(ALWAYS, headers);
      headers.setValue("Date").setString(FastHttpDateFormat.getCurrentDate());
      settings.headers().forEach((name, value) -> headers.setValue(name).setString(value));
      set(reply.headers(), headers);
      if (gzipped) {
        headers.setValue("Content-Encoding").setString("gzip");
      }
      response.setContentLength(body.length);
      context.write(
          response
              .httpContentBuilder()
              .content(Buffers.wrap(context.getMemoryManager(), body))
              .last(true)
              .build());
    }
    context.notifyDownstream(HttpServerFilter.RESPONSE_COMPLETE_EVENT);
  }

  /** Whether the client asked as HTTP/1.1 has it, so that its connection is kept without a word. */
  private static boolean stays(HttpRequestPacket request) {
    return request.getProtocol() == Protocol.HTTP_1_1 && request.getProcessingState().isKeepAlive();
  }

  private static void set(List<String> namesAndValues, MimeHeaders headers) {
    for (int i = 0; i < namesAndValues.size(); i += 2) {
      headers.setValue(namesAndValues.get(i)).setString(namesAndValues.get(i + 1));
    }
  }
}

package org.lictor.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lictor.archive.ArchiveException;
import org.lictor.archive.ArchiveReader;
import org.lictor.backup.SavedArchive;
import org.lictor.backup.ScratchException;
import org.lictor.state.WatchSet;

/** {@code /v1/snapshot}: the whole registry as an archive (Consul HTTP API, "Snapshots"). */
@Path("snapshot")
public final class SnapshotResource {
  @GET
  public void save(@Context HttpServletRequest request) {
    Call call = Call.of(request);
    call.here();
    SnapshotParts parts = call.parts().snapshots();
    call.answer(
        parts
            .archives()
            .save(call.parameters().has("stale"))
            .thenApplyAsync(
                archive -> {
                  call.afterwards(archive::delete);
                  return reply(archive);
                },
                parts.executor()));
  }

  private static Reply reply(SavedArchive archive) {
    Map<String, String> meta = new LinkedHashMap<>();
    meta.put("X-Consul-Index", Long.toString(archive.index()));
    meta.put("X-Consul-Knownleader", Boolean.toString(archive.knownLeader()));
    meta.put("X-Consul-Lastcontact", Long.toString(archive.lastContactMillis()));
    return new Reply(
            200,
            List.of("Content-Type", "application/x-gzip"),
            Body.ofFile(archive.file()),
            false,
            WatchSet.NONE)
        .with(meta);
  }

  /** The body is checked as a whole before anything of it is looked at by others. */
  @PUT
  public void restore(@Context HttpServletRequest request) {
    Call call = Call.of(request);
    call.here();
    SnapshotParts parts = call.parts().snapshots();
    java.nio.file.Path state = unpacked(call, parts);
    call.answer(
        parts
            .restorer()
            .restore(state)
            .whenComplete((done, problem) -> SavedArchive.delete(state))
            .thenApply(done -> Reply.empty()));
  }

  private static java.nio.file.Path unpacked(Call call, SnapshotParts parts) {
    try {
      java.nio.file.Path state = parts.scratch().file("state");
      try (InputStream in = call.incoming().body();
          OutputStream out = Files.newOutputStream(state)) {
        ArchiveReader.unpack(in, out);
        return state;
      } catch (ArchiveException e) {
        SavedArchive.delete(state);
        throw new HttpProblem(500, String.valueOf(e.getMessage()));
      } catch (IOException e) {
        SavedArchive.delete(state);
        throw e;
      }
    } catch (IOException e) {
      throw new ScratchException(e);
    }
  }
}

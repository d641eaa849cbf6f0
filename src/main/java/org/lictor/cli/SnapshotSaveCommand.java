package org.lictor.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import org.lictor.archive.ArchiveMeta;
import org.lictor.cli.net.AgentException;
import org.lictor.cli.net.Json;

/** {@code snapshot save}: the whole registry into a file. */
final class SnapshotSaveCommand implements Command {
  @Override
  public String usage() {
    return """
        Usage: lictor snapshot save [options] FILE

          Saves the state of the servers, as it is at one moment, to a file: keys, catalog, sessions,
          prepared queries, configuration entries. The file is checked before it gets its name.

              $ lictor snapshot save backup.snap

          From any server, even one without a leader:

              $ lictor snapshot save -stale backup.snap
        """;
  }

  @Override
  public void declare(FlagSet flags) {
    flags.client().server();
    flags.text(
        "append-filename",
        "",
        "Parts put to the file's name, with commas between them: version, dc, node, status.");
  }

  @Override
  public int run(Call call) throws Failure {
    String file = named(call, SnapshotFile.operand(call));
    Path unverified = Path.of(file + ".unverified");
    fetch(call, unverified);
    ArchiveMeta meta;
    try {
      meta =
          SnapshotFile.unpack(
              unverified.toString(),
              OutputStream.nullOutputStream(),
              "Error verifying snapshot file: ");
      Files.move(unverified, Path.of(file), StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new Failure(
          "Error renaming \"" + unverified + "\" to \"" + file + "\": " + SnapshotFile.words(e));
    }
    call.say("Saved and verified snapshot to index " + meta.index());
    return 0;
  }

  private static void fetch(Call call, Path to) throws Failure {
    try (InputStream in = call.agent().stream("/v1/snapshot", call.readQuery())) {
      Files.copy(in, to, StandardCopyOption.REPLACE_EXISTING);
    } catch (AgentException e) {
      throw Call.failed("Error saving snapshot", e);
    } catch (IOException e) {
      throw new Failure(
          "Error writing unverified snapshot file: open " + to + ": " + SnapshotFile.words(e));
    }
  }

  private static String named(Call call, String file) throws Failure {
    String wanted = call.flags().text("append-filename");
    if (wanted.isEmpty()) {
      return file;
    }
    Map<String, Object> self;
    try {
      self = call.agent().get("/v1/agent/self", call.readQuery()).ok().object();
    } catch (AgentException e) {
      throw Call.failed("Error querying the agent for the name of the file", e);
    }
    StringBuilder parts = new StringBuilder();
    for (String part : wanted.split(",")) {
      parts.append('-').append(part(self, part.strip()));
    }
    int dot = file.lastIndexOf('.');
    return dot > file.lastIndexOf('/')
        ? file.substring(0, dot) + parts + file.substring(dot)
        : file + parts;
  }

  private static String part(Map<String, Object> self, String name) throws Failure {
    Map<String, Object> config = Json.object(self.get("Config"));
    return switch (name) {
      case "version" -> Json.text(config, "Version");
      case "dc" -> Json.text(config, "Datacenter");
      case "node" -> Json.text(config, "NodeName");
      case "status" ->
          Json.text(Json.object(Json.object(self.get("Stats")).get("consul")), "leader")
                  .equals("true")
              ? "leader"
              : "follower";
      default ->
          throw new Failure(
              "Unknown part of a file name \"" + name + "\": version, dc, node, status");
    };
  }
}

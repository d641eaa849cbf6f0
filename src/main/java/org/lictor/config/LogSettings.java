package org.lictor.config;

import java.time.Duration;
import java.util.Optional;

/**
 * Where logs go.
 *
 * @param level TRACE, DEBUG, INFO, WARN or ERROR
 * @param file a directory (with a slash at its end) or the start of file names
 * @param rotateBytes 0: by time alone
 * @param rotateMaxFiles 0: keep all, negative: keep none
 */
public record LogSettings(
    String level,
    boolean json,
    Optional<String> file,
    Duration rotateDuration,
    int rotateBytes,
    int rotateMaxFiles,
    boolean syslog,
    String syslogFacility) {}

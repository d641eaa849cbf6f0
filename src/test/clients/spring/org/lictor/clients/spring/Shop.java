package org.lictor.clients.spring;

import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.cloud.context.config.annotation.RefreshScope;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * An application that registers itself, takes its configuration from keys, and tells of it over
 * HTTP.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(Shop.Window.class)
public class Shop {
  private final AtomicBoolean open = new AtomicBoolean(true);

  /** Whether it says of itself that it is up. */
  @Bean
  public AtomicBoolean open() {
    return open;
  }

  @Bean
  public HealthIndicator doorHealthIndicator() {
    return () -> (open.get() ? Health.up() : Health.down()).build();
  }

  /** What it shows, from its configuration. */
  @RestController
  @RefreshScope
  public static class Window {
    private final String color;
    private final String motto;

    public Window(@Value("${color:none}") String color, @Value("${motto:none}") String motto) {
      this.color = color;
      this.motto = motto;
    }

    @GetMapping("/window")
    public String window() {
      return color + " " + motto;
    }
  }
}

package org.lictor.clients.spring;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.cloud.client.loadbalancer.LoadBalanced;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.client.RestClient;

/** An application that finds the other one by its name. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class Caller {
  /** Builds clients for URLs that have the name of a service in place of a host. */
  @Bean
  @LoadBalanced
  public RestClient.Builder balanced() {
    return RestClient.builder();
  }
}

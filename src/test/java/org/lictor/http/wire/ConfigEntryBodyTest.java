package org.lictor.http.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lictor.model.ConfigEntry;
import org.lictor.model.LogIndexes;
import org.lictor.registrar.InvalidRequestException;

class ConfigEntryBodyTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{'Kind':'service-defaults','Name':'web','Protocol':'http'}"
            + "|{'Kind':'service-defaults','Name':'web','Protocol':'http','TransparentProxy':{},'MeshGateway':{},'Expose':{}}",
        "{'kind':'service-defaults','name':'Web','external_sni':'x','mesh_gateway':{'mode':'local'},'protocol':7}"
            + "|{'Kind':'service-defaults','Name':'Web','Protocol':'7','TransparentProxy':{},'MeshGateway':{'Mode':'local'},'Expose':{},'ExternalSNI':'x'}",
        "{'Kind':'proxy-defaults','Name':'','Config':{'b':1.5,'a':[1,{'d':true,'c':null}]}}"
            + "|{'Kind':'proxy-defaults','Name':'global','Config':{'a':[1,{'c':null,'d':true}],'b':1.5},'TransparentProxy':{},'MeshGateway':{},'Expose':{},'AccessLogs':{}}",
        "{'Kind':'proxy-defaults'}"
            + "|{'Kind':'proxy-defaults','Name':'global','Config':null,'TransparentProxy':{},'MeshGateway':{},'Expose':{},'AccessLogs':{}}",
        "{'Kind':'service-resolver','Name':'web','Subsets':{'v1':{'Filter':'Service.Port == 1','OnlyPassing':true}},'DefaultSubset':'v1','ConnectTimeout':15000000000}"
            + "|{'ConnectTimeout':'15s','Kind':'service-resolver','Name':'web','DefaultSubset':'v1','Subsets':{'v1':{'Filter':'Service.Port == 1','OnlyPassing':true}}}",
        "{'Kind':'service-resolver','Name':'web','Redirect':[{'Service':'x'}],'CreateIndex':3,'ModifyIndex':4}"
            + "|{'Kind':'service-resolver','Name':'web','Redirect':{'Service':'x'}}",
        "{'Kind':'service-resolver','Name':'web','LoadBalancer':{'Policy':'ring_hash','HashPolicies':[{'Field':'cookie','FieldValue':'c','CookieConfig':{'TTL':'20s','Path':'/'}}]}}"
            + "|{'Kind':'service-resolver','Name':'web','LoadBalancer':{'Policy':'ring_hash','HashPolicies':[{'Field':'cookie','FieldValue':'c','CookieConfig':{'TTL':20000000000,'Path':'/'}}]}}",
        "{'Kind':'service-splitter','Name':'web','Splits':[{'Weight':99.5,'Service':'a'},{'Weight':0.5}]}"
            + "|{'Kind':'service-splitter','Name':'web','Splits':[{'Weight':99.5,'Service':'a'},{'Weight':0.5}]}",
        "{'Kind':'service-router','Name':'web','Routes':[{'Match':{'HTTP':{'PathPrefix':'/a<'}},'Destination':{'RequestTimeout':'5s','NumRetries':3}}]}"
            + "|{'Kind':'service-router','Name':'web','Routes':[{'Match':{'HTTP':{'PathPrefix':'/a\\u003c'}},'Destination':{'RequestTimeout':'5s','NumRetries':3}}]}",
        "{'Kind':'exported-services','Name':'default','Services':[{'Name':'web','Consumers':[{'Peer':'a'}]}]}"
            + "|{'Kind':'exported-services','Name':'default','Services':[{'Name':'web','Consumers':[{'Peer':'a'}]}]}",
      })
  void anEntryIsBroughtIntoTheFormOfTheWire(String body, String content) {
    assertThat(read(body).content()).isEqualTo(content.replace('\'', '"'));
  }

  @Test
  void whatIsShownMayBeWrittenBack() {
    ConfigEntry entry = read("{'Kind':'service-defaults','Name':'web'}").at(new LogIndexes(3, 9));
    byte[] shown = ConfigEntryJson.one(entry);
    assertThat(new String(shown, StandardCharsets.UTF_8))
        .endsWith(",\"CreateIndex\":3,\"ModifyIndex\":9}");
    assertThat(ConfigEntryBody.of(shown).content()).isEqualTo(entry.content());
    assertThat(new String(ConfigEntryJson.all(List.of(entry, entry)), StandardCharsets.UTF_8))
        .startsWith("[{\"Kind\"")
        .contains("},{")
        .endsWith("}]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "[]|'' expected a map, got 'slice'",
        "{'Name':'x'}|Payload does not contain a kind/Kind key at the top level",
        "{'Kind':'bogus','Name':'x'}|invalid config entry kind: bogus",
        "{'Kind':'@mode','Name':'x'}|invalid config entry kind: @mode",
        "{'Kind':'mesh','Name':'x'}|config entries of the kind mesh are not supported: this agent has no service mesh",
        "{'Kind':'service-defaults','Name':'x','Protocol':{'a':1}}|1 error(s) decoding:  * 'Protocol' expected type 'string', got unconvertible type 'map[string]interface {}'",
        "{'Kind':'service-defaults','Name':'x','Expose':{'Zz':1},'Y':3}|2 errors occurred: \t* invalid config key \"Expose.Zz\" \t* invalid config key \"Y\"  ",
        "{'Kind':'service-resolver','Name':'x','ConnectTimeout':'5'}|1 error(s) decoding:  * error decoding 'ConnectTimeout': time: missing unit in duration \"5\"",
      })
  void whatCannotBeReadIsRefused(String body, String message) {
    assertThatThrownBy(() -> read(body))
        .isInstanceOf(BadBodyException.class)
        .satisfies(
            e -> assertThat(e.getMessage().replace('\n', ' ').strip()).isEqualTo(message.strip()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{'Kind':'service-defaults'}|Name is required",
        "{'Kind':'proxy-defaults','Name':'x'}|invalid name (\"x\"), only \"global\" is supported",
        "{'Kind':'exported-services','Name':'x'}|exported-services Name must be \"default\"",
        "{'Kind':'service-splitter','Name':'x'}|no splits configured",
        "{'Kind':'service-splitter','Name':'x','Splits':[{'Weight':9}]}|the sum of all split weights must be 100, not 9.000000",
        "{'Kind':'service-resolver','Name':'x','DefaultSubset':'zz'}|DefaultSubset \"zz\" is not a valid subset",
        "{'Kind':'service-resolver','Name':'x','Subsets':{'':{}}}|Subset defined with empty name",
        "{'Kind':'service-resolver','Name':'x','Subsets':{'v':{'Filter':'X == 1'}}}|Filter for subset \"v\" is not a valid expression: Failed to create boolean expression evaluator: Selector \"X\" is not valid",
      })
  void whatMakesNoSenseIsRefused(String body, String message) {
    assertThatThrownBy(() -> read(body))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessage(message);
  }

  @Test
  void exportedServicesAreShownByService() {
    ConfigEntry entry =
        read(
            "{'Kind':'exported-services','Name':'default','Services':[{'Name':'web','Consumers':"
                + "[{'Peer':'b'},{'Peer':'a'}]},{'Name':'db','Consumers':[]}]}");
    assertThat(new String(ExportedServicesJson.of(Optional.of(entry)), StandardCharsets.UTF_8))
        .isEqualTo("[{\"Service\":\"web\",\"Consumers\":{\"Peers\":[\"a\",\"b\"]}}]");
    assertThat(ExportedServicesJson.of(Optional.empty())).containsExactly('[', ']');
  }

  private static ConfigEntry read(String body) {
    return ConfigEntryBody.of(body.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }
}

using System.Text.Json.Nodes;
using GatewayKit.Configuration;
using GatewayKit.Configuration.Binding;
using GatewayKit.Masking;
using GatewayKit.Plugins;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Tests.Masking;

public sealed class ConfigSecretsTests
{
    private static readonly ConfigSecrets s_secrets = Create();

    [Theory]
    [InlineData("""{"word":"s","color":"red","floor":1}""", """{"word":"***","color":"red","floor":1}""")]
    [InlineData("""{"Word":"s","inner":{"inner":{"word":"s"}}}""", """{"Word":"***","inner":{"inner":{"word":"***"}}}""")]
    [InlineData("""{"doors":[{"name":"a","word":"s"},"s"]}""", """{"doors":[{"name":"a","word":"***"},"***"]}""")]
    [InlineData("""{"rooms":{"word":{"word":"s","color":"red"}}}""", """{"rooms":{"word":{"word":"***","color":"red"}}}""")]
    [InlineData("""{"numbers":{"one":1,"two":[2]}}""", """{"numbers":{"one":"***","two":["***"]}}""")]
    [InlineData("""{"unknown":{"color":"red"},"word":"${env:WORD}"}""", """{"unknown":{"color":"***"},"word":"${env:WORD}"}""")]
    [InlineData("""{"word":"${env:WORD:-s}"}""", """{"word":"***"}""")]
    public void Options_that_a_plugin_declares_as_secret_are_masked(string options, string masked)
    {
        Assert.Equal($$"""{"name":"vault","options":{{masked}}}""", Masked($$"""{"name":"vault","options":{{options}}}"""));
        Assert.Equal(
            $$"""{"plugins":[{"id":"x","Name":"Vault","Options":{{masked}}}]}""",
            Masked($$"""{"plugins":[{"id":"x","Name":"Vault","Options":{{options}}}]}"""));
    }

    [Fact]
    public void All_options_of_an_unknown_plugin_are_masked()
        => Assert.Equal(
            """{"name":"missing","options":{"color":"***","list":["***",{"n":"***"}],"enabled":true}}""",
            Masked("""{"name":"missing","options":{"color":"red","list":["a",{"n":1}],"enabled":true}}"""));

    [Fact]
    public void Credentials_show_what_their_plugin_does_not_declare_as_secret()
        => Assert.Equal(
            """{"credentials":{"vault-card":[{"owner":"ann","word":"***","wrod":"***"}],"missing":[{"id":"a","owner":"***"}]}}""",
            Masked("""{"credentials":{"vault-card":[{"owner":"ann","word":"s","wrod":"s"}],"missing":[{"id":"a","owner":"b"}]}}"""));

    [Theory]
    [InlineData("""{"word":"***","color":"blue"}""", """{"word":"s","color":"blue"}""")]
    [InlineData("""{"word":"t"}""", """{"word":"t"}""")]
    [InlineData("""{"doors":[{"name":"b","word":"***"}]}""", """{"doors":[{"name":"b","word":"2"}]}""")]
    public void A_masked_option_keeps_the_stored_one(string written, string expected)
    {
        var restored = s_secrets.Restore(
            $$"""{"name":"vault","options":{{written}}}""",
            """{"name":"vault","options":{"word":"s","color":"red","doors":[{"name":"a","word":"1"},{"name":"b","word":"2"}]}}""");

        Assert.Empty(restored.Missing);
        Assert.Equal($$"""{"name":"vault","options":{{expected}}}""", restored.Content);
    }

    [Theory]
    [InlineData("""{"name":"vault","options":{"color":"***"}}""", "options.color")]
    [InlineData("""{"name":"missing","options":{"other":"***"}}""", "options.other")]
    public void A_secret_can_not_move_to_another_option(string written, string path)
    {
        var restored = s_secrets.Restore(written, """{"name":"vault","options":{"word":"s","color":"red"}}""");

        Assert.Equal([path], restored.Missing);
    }

    [Theory]
    [InlineData("""{"a":{"b/c":[1,"s"]}}""", "/a/b~1c/1", """{"a":{"b/c":[1,"***"]}}""")]
    [InlineData("""{"a":{"id":"s","n":[1]},"b":"c"}""", "/a", """{"a":{"id":"***","n":["***"]},"b":"c"}""")]
    [InlineData("""{"a":"b"}""", "/c", """{"a":"b"}""")]
    [InlineData("""["s"]""", "", """["***"]""")]
    public void A_writer_can_mark_values_as_secret(string content, string place, string masked)
        => Assert.Equal(masked, s_secrets.Masked(JsonNode.Parse(content), [place])!.ToJsonString());

    [Theory]
    [InlineData("""{"name":"missing","options":{"id":"s","prefix":"s"}}""", """{"name":"missing","options":{"id":"***","prefix":"***"}}""")]
    [InlineData("""{"secrets":{"id":"s"}}""", """{"secrets":{"id":"***"}}""")]
    public void Only_credentials_show_their_ids(string content, string masked) => Assert.Equal(masked, Masked(content));

    [Fact]
    public void A_marked_value_keeps_its_mark_in_another_order()
    {
        var restored = s_secrets.Restore(
            """[{"name":"b","text":"***"},{"name":"a","text":"t"}]""",
            """[{"name":"a","text":"1"},{"name":"b","text":"2"}]""", null, ["/1/text"]);

        Assert.Equal("""[{"name":"b","text":"2"},{"name":"a","text":"t"}]""", restored.Content);
        Assert.Equal(["/0/text"], restored.Secrets);
        Assert.Empty(restored.Missing);
    }

    [Fact]
    public void What_is_masked_is_masked_before_the_gateway_has_started()
        => Assert.Equal(
            """{"name":"vault","options":{"word":"***"}}""",
            new ConfigSecrets(() => PluginCatalog.Empty)
                .Masked(JsonNode.Parse("""{"name":"vault","options":{"word":"s"}}"""))!.ToJsonString());

    /// <summary>Only the records of plugins are looked up; secrets in those of the gateway must have names that are recognized.</summary>
    [Fact]
    public void Every_secret_of_the_configuration_itself_is_masked_by_its_name()
        => Assert.All(
            typeof(GatewayConfig).Assembly.GetTypes().SelectMany(RecordProperties.Of).Where(RecordProperties.IsSecret),
            property => Assert.Contains("***", Masked($$"""{"{{RecordProperties.Key(property)}}":"s"}""")));

    private static ConfigSecrets Create()
    {
        var source = new CompiledPluginSource();
        source.Add(typeof(VaultPlugin));
        var catalog = PluginCatalog.Load([source], new ServiceCollection().BuildServiceProvider());
        return new ConfigSecrets(() => catalog);
    }

    private static string Masked(string content) => s_secrets.Masked(JsonNode.Parse(content))!.ToJsonString();
}

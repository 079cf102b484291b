using GatewayKit.Configuration;
using GatewayKit.Configuration.Binding;
using GatewayKit.Configuration.Readers;
using GatewayKit.Configuration.Sources;
using Microsoft.Extensions.Configuration;

namespace GatewayKit.Tests.Configuration.Readers;

public class SettingsReaderTests
{
    [Fact]
    public void Keys_that_are_numbers_make_a_list_even_with_gaps()
    {
        var config = Bind(("plugins:0:name", "cors"), ("plugins:10:name", "mock"), ("plugins:2:name", "jwt"));
        Assert.Equal(["cors", "jwt", "mock"], config.Plugins.Select(p => p.Name));
    }

    [Fact]
    public void Empty_text_is_an_empty_list_or_mapping_where_one_is_expected()
    {
        var config = Bind(("plugins", ""), ("routes:a:match", ""), ("routes:a:match:path", "/a"), ("trustedProxies", ""), ("clusters", ""));
        Assert.Empty(config.Plugins);
        Assert.Equal("/a", config.Routes["a"].Route.Match.Path);
    }

    [Fact]
    public void A_number_in_settings_is_text_where_text_is_expected_and_a_name_where_names_are()
    {
        var config = Bind(("routes:0:clusterId", "8080"));
        Assert.Equal("8080", config.Routes["0"].Route.ClusterId);
    }

    [Fact]
    public void Nesting_is_bounded()
    {
        var errors = new ConfigErrors();
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new(string.Join(':', Enumerable.Repeat("a", 100)), "x")]).Build();
        Assert.Null(ConfigDocument.Read(settings, "GatewayKit", errors));
        Assert.Equal("GatewayKit: The document is nested deeper than 64 levels.", Assert.Single(errors.Items).ToString());
    }

    private static GatewayConfig Bind(params (string Key, string Value)[] settings)
    {
        var errors = new ConfigErrors();
        var section = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value)))
            .Build();
        var config = new ConfigurationSectionSource(section).Read(errors);
        Assert.Empty(errors.Items.Select(e => e.ToString()));
        return config!;
    }
}

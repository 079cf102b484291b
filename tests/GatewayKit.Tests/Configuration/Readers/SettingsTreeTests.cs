using System.Globalization;
using System.Text;
using GatewayKit.Configuration;
using GatewayKit.Configuration.Nodes;
using GatewayKit.Configuration.Readers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Memory;

namespace GatewayKit.Tests.Configuration.Readers;

/// <summary>All settings of a section are read in one pass, and mean the same as if each one was asked for its children.</summary>
public sealed class SettingsTreeTests
{
    private const string Json = """
        { "GatewayKit": { "routes": { "a": { "match": { "path": "/a", "methods": ["GET", "POST"] }, "metadata": {}, "plugins": [], "order": null } }, "clusters": { "10": { "x": "1" }, "9": "2" } },
          "Other": { "routes": { "b": "no" } }, "GatewayKitty": "no" }
        """;

    [Fact]
    public void A_section_means_the_same_in_one_pass()
    {
        var inner = Memory(("GatewayKit:routes:a:match:path", "/inner"), ("GatewayKit:routes:c", "c"), ("Single", "value")).Build();
        var root = new ConfigurationBuilder()
            .AddConfiguration(inner)
            .AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(Json)))
            .AddInMemoryCollection([new("gatewaykit:ROUTES:a:match:methods:1", "PUT"),
                new("GatewayKit:ROUTES:a:match:methods:7", "DELETE"), new("GatewayKit:clusters:9:y", "3")])
            .Build();

        foreach (var name in (string[])["GatewayKit", "GatewayKit:routes", "Single", "Missing"])
            Assert.Equal(Describe(Read(root.GetSection(name), null)), Describe(Read(root.GetSection(name), root)));
        Assert.Contains("PUT", Describe(Read(root.GetSection("GatewayKit"), root)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_section_of_another_root_is_read_from_its_own()
    {
        var (one, other) = (Memory(("GatewayKit:routes:a", "one")).Build(), Memory(("GatewayKit:routes:a", "other")).Build());

        Assert.Contains("one", Describe(Read(one.GetSection("GatewayKit"), other)), StringComparison.Ordinal);
    }

    [Fact]
    public void Each_setting_is_looked_up_once()
    {
        var provider = new CountingProvider();
        for (var i = 0; i < 1000; i++)
            provider.Add(string.Create(CultureInfo.InvariantCulture, $"GatewayKit:consumers:c{i}:credentials:key-auth:0:key"), "k");
        var root = new ConfigurationRoot([provider]);

        var read = Assert.IsType<ConfigMapping>(Read(root.GetSection("GatewayKit"), root));

        Assert.Equal(1000, Assert.IsType<ConfigMapping>(read.Find("consumers")).Entries.Count);
        Assert.InRange(provider.Lookups, 1000, 1010);
    }

    [Fact]
    public void A_provider_with_its_own_way_to_find_keys_is_asked()
    {
        var root = new ConfigurationRoot([new HiddenProvider()]);

        Assert.Contains("found", Describe(Read(root.GetSection("GatewayKit"), root)), StringComparison.Ordinal);
    }

    private static IConfigurationBuilder Memory(params (string Key, string Value)[] settings)
        => new ConfigurationBuilder().AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value)));

    private static ConfigNode Read(IConfiguration section, IConfigurationRoot? root)
    {
        var errors = new ConfigErrors();
        var node = ConfigDocument.Read(section, "GatewayKit", errors, root: root);
        Assert.Empty(errors.Items.Select(error => error.ToString()));
        return node!;
    }

    private static string Describe(ConfigNode node) => node switch
    {
        ConfigMapping mapping => $"{{{string.Join(", ", mapping.Entries.Select(entry => $"{entry.Key}: {Describe(entry.Value)}"))}}}",
        ConfigSequence sequence => $"[{string.Join(", ", sequence.Items.Select(Describe))}]({string.Join(", ", sequence.Keys!)})",
        ConfigScalar scalar => $"'{scalar.Text}'",
        _ => "null",
    };

    private sealed class CountingProvider() : MemoryConfigurationProvider(new MemoryConfigurationSource())
    {
        public int Lookups { get; private set; }

        public override bool TryGet(string key, out string? value)
        {
            Lookups++;
            return base.TryGet(key, out value);
        }
    }

    private sealed class HiddenProvider : ConfigurationProvider
    {
        public override bool TryGet(string key, out string? value)
        {
            value = "found";
            return key.EndsWith(":hidden", StringComparison.Ordinal);
        }

        public override IEnumerable<string> GetChildKeys(IEnumerable<string> earlierKeys, string? parentPath)
            => parentPath == "GatewayKit" ? ["hidden"] : earlierKeys;
    }
}

using System.Text;
using GatewayKit.Configuration;
using GatewayKit.Configuration.Gateway;
using GatewayKit.Configuration.Readers;
using GatewayKit.Configuration.Sources;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Primitives;

namespace GatewayKit.Testing;

/// <summary>A configuration in a string. The test changes it explicitly.</summary>
internal sealed class TestConfigSource(string text, Uri upstream) : IGatewayConfigSource
{
    public string Name => "test.yaml";

    public string Text { get; set; } = text;

    public GatewayConfig? Read(ConfigErrors errors)
    {
        var text = Text.Replace("{upstream}", upstream.ToString().TrimEnd('/'), StringComparison.Ordinal);
        return ConfigDocument.Read(Encoding.UTF8.GetBytes(text), Name, errors) is { } root ? GatewayConfigBinder.Bind(root, errors) : null;
    }

    public IChangeToken GetChangeToken() => NullChangeToken.Singleton;
}

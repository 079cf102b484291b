using GatewayKit.Configuration;
using GatewayKit.Configuration.Sources;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Primitives;

namespace GatewayKit.Tests.Listening;

/// <summary>A configuration in code, which the test replaces.</summary>
internal sealed class ListenerSource(GatewayConfig config) : IGatewayConfigSource
{
    public string Name => "test";

    public GatewayConfig Config { get; set; } = config;

    public GatewayConfig? Read(ConfigErrors errors) => Config;

    public IChangeToken GetChangeToken() => NullChangeToken.Singleton;
}

using GatewayKit.Configuration;
using GatewayKit.Configuration.Sources;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Primitives;

namespace GatewayKit.Tests.Runtime;

/// <summary>A source that throws, as a database that can't be reached does. It implements no optional member.</summary>
internal sealed class BrokenSource : IGatewayConfigSource
{
    public string Name => "database";

    public bool IsBroken { get; set; }

    public GatewayConfig? Read(ConfigErrors errors) => IsBroken ? throw new IOException("The database is down.") : new GatewayConfig();

    public IChangeToken GetChangeToken() => NullChangeToken.Singleton;
}

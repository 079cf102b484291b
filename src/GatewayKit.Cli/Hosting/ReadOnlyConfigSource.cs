using GatewayKit.Configuration;
using GatewayKit.Configuration.Sources;
using Microsoft.Extensions.Primitives;

namespace GatewayKit.Cli.Hosting;

/// <summary>
/// A source for a command that only looks: it says what the source says now, never what it said before, and leaves the
/// last good version on disk to the gateway that runs.
/// </summary>
internal sealed class ReadOnlyConfigSource(IGatewayConfigSource source) : IGatewayConfigSource
{
    public string Name => source.Name;

    public GatewayConfig? Read(ConfigErrors errors) => source.Read(errors);

    public IChangeToken GetChangeToken() => source.GetChangeToken();

    public void Accepted()
    {
        // Nothing is kept.
    }

    public GatewayConfig? ReadLastGood() => null;
}

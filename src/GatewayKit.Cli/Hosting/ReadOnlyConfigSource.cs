using GatewayKit.Configuration;
using GatewayKit.Configuration.Sources;
using Microsoft.Extensions.Primitives;

namespace GatewayKit.Cli.Hosting;

/// <summary>
/// A source for a command that only reads: it provides the current content, never a stored version, and leaves the
/// last valid version on disk to the running gateway.
/// </summary>
internal sealed class ReadOnlyConfigSource(IGatewayConfigSource source) : IGatewayConfigSource
{
    public string Name => source.Name;

    public GatewayConfig? Read(ConfigErrors errors) => source.Read(errors);

    public IChangeToken GetChangeToken() => source.GetChangeToken();
}

using GatewayKit.Configuration;
using GatewayKit.Configuration.Sources;

namespace GatewayKit.Runtime;

/// <summary>What the gateway knows of one source.</summary>
internal sealed class SourceState(IGatewayConfigSource source)
{
    public IGatewayConfigSource Source { get; } = source;

    /// <summary>What it gave last, if that could be bound; it may have been refused as part of the whole.</summary>
    public GatewayConfig? Latest { get; set; }

    /// <summary>What of it is in force.</summary>
    public GatewayConfig? InForce { get; set; }

    /// <summary>The warnings of the last read.</summary>
    public IReadOnlyList<ConfigError> Warnings { get; set; } = [];
}

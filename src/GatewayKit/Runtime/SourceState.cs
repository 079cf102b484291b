using GatewayKit.Configuration;
using GatewayKit.Configuration.Sources;

namespace GatewayKit.Runtime;

/// <summary>The state of one source.</summary>
internal sealed class SourceState(IGatewayConfigSource source)
{
    public IGatewayConfigSource Source { get; } = source;

    /// <summary>The configuration that the source returned last, if it could be bound.
    /// It may have been rejected as part of the whole.</summary>
    public GatewayConfig? Latest { get; set; }

    /// <summary>The part of this source that is active.</summary>
    public GatewayConfig? Active { get; set; }

    /// <summary>The errors of the last read. If there are any, it didn't return a version.</summary>
    public IReadOnlyList<ConfigError> Errors { get; set; } = [];

    /// <summary>The warnings of the last read.</summary>
    public IReadOnlyList<ConfigError> Warnings { get; set; } = [];

    /// <summary>Activates the last version and notifies the source.</summary>
    public void Accept()
    {
        if (Latest is null)
            return;

        Active = Latest;
        Source.Accepted();
    }
}

using GatewayKit.Configuration;

namespace GatewayKit.Runtime;

/// <summary>A rejected change of the configuration.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Source">The source that changed, such as <c>gateway.yaml</c>, or <c>plugins</c>.</param>
/// <param name="Time">The time in UTC.</param>
/// <param name="Errors">The first errors.</param>
/// <param name="Omitted">The number of further errors.</param>
internal sealed record RejectedVersion(
    long Number, string Source, DateTimeOffset Time, IReadOnlyList<ConfigError> Errors, int Omitted)
{
    /// <summary>The time at which a later version became active; null as long as none has.</summary>
    public DateTimeOffset? ResolvedAt { get; init; }
}

using GatewayKit.Configuration;
using GatewayKit.Configuration.Sources;

namespace GatewayKit.Planning.Pending;

/// <summary>A change that isn't active.</summary>
/// <param name="Source">The source whose next version it is; null if it replaces the versions of all sources.</param>
/// <param name="Config">The next version; null if nothing could be bound.</param>
/// <param name="Errors">The errors that were found while it was bound.</param>
internal sealed record PendingChange(IGatewayConfigSource? Source, GatewayConfig? Config, ConfigErrors Errors);

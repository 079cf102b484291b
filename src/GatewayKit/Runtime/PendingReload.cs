using GatewayKit.Configuration;
using GatewayKit.Plugins;

namespace GatewayKit.Runtime;

/// <summary>A combination of plugins and configurations that may come into force.</summary>
/// <param name="Catalog">The plugins.</param>
/// <param name="Select">Which version of each source.</param>
/// <param name="Accepted">The sources whose latest version is in force if this is.</param>
internal sealed record PendingReload(PluginCatalog Catalog, Func<SourceState, GatewayConfig?> Select, IReadOnlyList<SourceState> Accepted);

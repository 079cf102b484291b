using GatewayKit.Configuration;
using GatewayKit.Plugins;

namespace GatewayKit.Runtime;

/// <summary>A combination of plugins and configurations that may become active.</summary>
/// <param name="Catalog">The plugins.</param>
/// <param name="Select">Selects the version of each source.</param>
/// <param name="Accepted">The sources whose latest version becomes active with this combination.</param>
internal sealed record PendingReload(PluginCatalog Catalog, Func<SourceState, GatewayConfig?> Select, IReadOnlyList<SourceState> Accepted);

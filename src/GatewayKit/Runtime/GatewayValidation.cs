using GatewayKit.Configuration;
using GatewayKit.Plugins;

namespace GatewayKit.Runtime;

/// <summary>What a <see cref="GatewayValidator"/> found.</summary>
/// <param name="Config">The configuration of all sources together; null if it is refused.</param>
/// <param name="Catalog">The plugins that were loaded for it, and what did not load.</param>
/// <param name="Errors">Every error, none if it is accepted; and the warnings.</param>
internal sealed record GatewayValidation(GatewayConfig? Config, PluginCatalog Catalog, ConfigErrors Errors);

using GatewayKit.Configuration;
using GatewayKit.Plugins;

namespace GatewayKit.Runtime;

/// <summary>The result of a <see cref="GatewayValidator"/>.</summary>
/// <param name="Config">The merged configuration of all sources; null if it is rejected.</param>
/// <param name="Catalog">The loaded plugins, and the assemblies that couldn't be loaded.</param>
/// <param name="Errors">The errors and warnings. An accepted configuration has no errors.</param>
public sealed record GatewayValidation(GatewayConfig? Config, PluginCatalog Catalog, ConfigErrors Errors);

using GatewayKit.Configuration;

namespace GatewayKit.Kubernetes.Translation.Plugins;

/// <summary>A GatewayPlugin as an entry of a configuration.</summary>
/// <param name="Entry">The entry, without a scope; null if there is a problem.</param>
/// <param name="Problem">Why it can't be used, or null. The core checks the options later.</param>
internal sealed record ResolvedPlugin(PluginEntry? Entry, Problem? Problem);

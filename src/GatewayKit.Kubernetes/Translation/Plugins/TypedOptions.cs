using System.Text.Json.Nodes;
using GatewayKit.Kubernetes.Resources.Plugins;

namespace GatewayKit.Kubernetes.Translation.Plugins;

/// <summary>
/// The options of a GatewayPlugin: <c>spec.options</c>, or the key of its plugin, such as <c>spec.rateLimit</c>, whose schema a generated
/// definition has (<c>gatewaykit schema --crds</c>).
/// </summary>
internal static class TypedOptions
{
    /// <summary>Returns the options, and the key below <c>spec</c> that has them.</summary>
    public static (JsonObject? Options, string Key) Of(GatewayPluginSpec spec, List<string> problems)
    {
        var own = OptionsKey.Of(spec.Plugin);
        foreach (var key in spec.Typed?.Select(pair => pair.Key).Where(key => key != own) ?? [])
            problems.Add($"spec.{key} doesn't belong to the plugin '{spec.Plugin}', whose options are at spec.{own} or spec.options.");
        if (spec.Typed?[own] is not { } node)
            return (spec.Options, "options");

        if (spec.Options is not null)
            problems.Add($"spec has both 'options' and '{own}'; only one of them is allowed.");
        if (node is not JsonObject typed)
            problems.Add($"spec.{own} must be a mapping.");
        return (node as JsonObject, own);
    }
}

using GatewayKit.Compilation;
using GatewayKit.Explaining;
using GatewayKit.Masking;

namespace GatewayKit.Admin.Endpoints;

/// <summary>The explanation of how the gateway would handle a request.</summary>
/// <param name="Refused">The status with which the gateway would reject the request; absent if it wouldn't.</param>
/// <param name="Reason">The reason for it.</param>
/// <param name="RefusedBy">The plugin that would reject or answer the request.</param>
/// <param name="AllowedMethods">The methods that the path allows if the method isn't one of them.</param>
/// <param name="Route">The matched route.</param>
/// <param name="Others">The other routes whose path matches, and the part of the request that doesn't.</param>
/// <param name="Consumer">The caller's name.</param>
/// <param name="Groups">The caller's groups.</param>
/// <param name="Plugins">The plugins in the order in which they run for the request.</param>
/// <param name="ClusterId">The cluster that the request would be forwarded to.</param>
/// <param name="UpstreamUrl">The URL at the cluster's first destination, without its query, which transforms may add secrets to.</param>
internal sealed record ExplanationView(
    int? Refused, string? Reason, PluginUse? RefusedBy, IReadOnlyList<string> AllowedMethods, ExplainedRoute? Route,
    IReadOnlyList<ExplainedRoute> Others, string? Consumer, IReadOnlyList<string>? Groups, IReadOnlyList<PluginUse> Plugins,
    string? ClusterId, string? UpstreamUrl)
{
    public static ExplanationView Of(GatewaySnapshot snapshot, Explanation explanation) => new(
        explanation.Refused, explanation.Reason,
        explanation.RefusedBy is { } plugin ? PluginUses.Of(snapshot, plugin) : null,
        explanation.AllowedMethods, explanation.Route, explanation.Others, explanation.Caller?.Name, explanation.Caller?.Groups,
        PluginUses.Of(snapshot, explanation.Plugins), explanation.ClusterId, WithoutQuery(explanation.UpstreamUrl));

    private static string? WithoutQuery(string? url)
        => url is null ? null
            : ConfigSecrets.MaskedIn(url.IndexOf('?', StringComparison.Ordinal) is >= 0 and var query ? url[..query] + "?***" : url);
}

using System.Text.Encodings.Web;
using System.Text.Json;
using GatewayKit.Configuration;
using GatewayKit.Explaining;

namespace GatewayKit.Cli.Commands;

/// <summary>Writes an explanation as JSON.</summary>
internal static class ExplainJson
{
    private static readonly JsonSerializerOptions s_options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static void Write(ExplainRequest request, Explanation explanation) => Console.WriteLine(JsonSerializer.Serialize(
        new
        {
            request.Method,
            Url = request.Url.OriginalString,
            explanation.Refused,
            explanation.Reason,
            explanation.AllowedMethods,
            RefusedBy = explanation.RefusedBy is { } plugin ? Describe(plugin) : null,
            Route = explanation.Route is { } route ? Describe(route, ExplainReason.OfWinner(explanation)) : null,
            Others = explanation.Others.Select(o => Describe(o, ExplainReason.OfOther(o, explanation.Route))),
            Caller = explanation.Caller is { } caller ? new { caller.Name, caller.Groups } : null,
            Plugins = explanation.Plugins.Select(Describe),
            explanation.ClusterId,
            explanation.UpstreamUrl,
        },
        s_options));

    private static object Describe(ExplainedRoute route, string? why) => new { route.Id, route.Path, route.Order, Why = why };

    private static object Describe(ExplainedPlugin plugin) => new
    {
        plugin.Name,
        plugin.Id,
        Stage = EnumText.Of(plugin.Stage),
        Scope = EnumText.Of(plugin.Scope),
        plugin.ScopeId,
        plugin.Hooks,
        plugin.Options,
    };
}

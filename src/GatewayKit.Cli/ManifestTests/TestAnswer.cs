using System.Text.Json;

namespace GatewayKit.Cli.ManifestTests;

/// <summary>The response to a request.</summary>
/// <param name="Status">The status code; 0 if the gateway closed the connection of a stream.</param>
/// <param name="Headers">The headers without those of the test itself.</param>
/// <param name="Body">The body as text.</param>
/// <param name="Route">The id of the route; null if no route matched.</param>
/// <param name="Service">The Service and its port, such as <c>shop/orders:80</c>; null if no pod answered.</param>
internal sealed record TestAnswer(
    int Status, IReadOnlyDictionary<string, string> Headers, string Body, string? Route, string? Service)
{
    private static readonly Dictionary<string, string> s_kinds = new(StringComparer.Ordinal)
    {
        ["httproute"] = "HTTPRoute",
        ["grpcroute"] = "GRPCRoute",
        ["ingress"] = "Ingress",
    };

    /// <summary>Gets the resource of the route, such as <c>HTTPRoute shop/orders</c>; null if no route matched.</summary>
    public string? RouteName
        => Route?.Split('/', 4) is [var space, var kind, var name, ..] && s_kinds.TryGetValue(kind, out var known)
            ? $"{known} {space}/{name}" : Route;

    /// <summary>Gets the rule of the route, such as <c>rule 'orders'</c> or <c>rules[0]</c>; null if it isn't known.</summary>
    public string? RuleName => Route?.Split('/') is [_, "httproute" or "grpcroute", _, var rule, ..]
        ? rule.StartsWith('@') ? $"rule '{rule[1..]}'" : $"rules[{rule}]" : null;

    /// <summary>Gets the request as the pod got it; null if no pod answered, or a plugin has changed the body.</summary>
    public JsonElement? Forwarded
    {
        get
        {
            if (Service is null)
                return null;

            try
            {
                using var document = JsonDocument.Parse(Body);
                return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : null;
            }
            catch (JsonException)
            {
                return null;
            }
        }
    }
}

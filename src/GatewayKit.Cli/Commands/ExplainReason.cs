using GatewayKit.Explaining;

namespace GatewayKit.Cli.Commands;

/// <summary>Describes why a route matches, and why another doesn't.</summary>
internal static class ExplainReason
{
    /// <returns>The reason; null if no route matches, or if the request is rejected before routing.</returns>
    public static string? OfWinner(Explanation explanation)
    {
        if (explanation.Route is not { } winner || explanation is { Refused: not null, RefusedBy: null })
            return null;
        if (explanation.Others.Count == 0)
            return "no other route's path matches";

        ExplainedRoute[] rivals = [.. explanation.Others.Where(o => o.Mismatch is null)];
        return rivals switch
        {
            [] => "the other routes with a matching path have conditions that don't match",
            _ when rivals.All(r => r.Order > winner.Order) => "its order is the lowest of those that match",
            _ => "it is the most specific of those that match",
        };
    }

    public static string OfOther(ExplainedRoute other, ExplainedRoute? winner) => other.Mismatch switch
    {
        "method" => "its methods don't match",
        "host" => "its hosts don't match",
        "headers" => "its headers don't match",
        "query" => "its query parameters don't match",
        "cookies" => "its cookies don't match",
        "weight" => "another backend was picked by weight",
        { } part => $"its {part} doesn't match",
        null when winner is not null && other.Order > winner.Order => $"its order {other.Order} is higher",
        null => "it is less specific",
    };
}

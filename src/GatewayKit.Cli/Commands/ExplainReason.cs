using GatewayKit.Explaining;

namespace GatewayKit.Cli.Commands;

/// <summary>Says why a route wins, and why another does not.</summary>
internal static class ExplainReason
{
    /// <returns>Null if no route wins, or the request is refused before that matters.</returns>
    public static string? OfWinner(Explanation explanation)
    {
        if (explanation.Route is not { } winner || explanation is { Refused: not null, RefusedBy: null })
            return null;
        if (explanation.Others.Count == 0)
            return "no other route's path matches";

        ExplainedRoute[] rivals = [.. explanation.Others.Where(o => o.Mismatch is null)];
        return rivals switch
        {
            [] => "the other routes whose paths match ask for something else",
            _ when rivals.All(r => r.Order > winner.Order) => "its order is the lowest of those that match",
            _ => "it is the most specific of those that match",
        };
    }

    public static string OfOther(ExplainedRoute other, ExplainedRoute? winner) => other.Mismatch switch
    {
        "method" => "its methods do not match",
        "host" => "its hosts do not match",
        "headers" => "its headers do not match",
        "query" => "its query parameters do not match",
        { } part => $"its {part} does not match",
        null when winner is not null && other.Order > winner.Order => $"its order {other.Order} is higher",
        null => "it is less specific",
    };
}

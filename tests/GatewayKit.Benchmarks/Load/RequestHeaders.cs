using GatewayKit.Benchmarks.Roles;

namespace GatewayKit.Benchmarks.Load;

/// <summary>The request of all variants: headers that give every plugin something to do.</summary>
internal static class RequestHeaders
{
    public const string Path = "/orders/42";

    /// <summary>The key of the consumer.</summary>
    public const string ApiKey = "alice-0123456789abcdef";

    /// <summary>The origin that <c>cors</c> allows.</summary>
    public const string Origin = "https://app.example.com";

    /// <summary>The target; the upstream reads the size of its response from it.</summary>
    public static string TargetOf(LoadSpec spec) => FormattableString.Invariant(
        $"{Path}?answer={spec.AnswerBytes}{(spec.IsJson ? "&as=json" : "")}");

    public static string MethodOf(LoadSpec spec) => spec.RequestBytes > 0 ? "POST" : "GET";

    /// <summary>The headers but for the host, with names in lower case.</summary>
    public static IEnumerable<(string Name, string Value)> Of(LoadSpec spec)
    {
        yield return ("user-agent", "compare/1.0");
        yield return ("accept", "application/json");
        yield return ("accept-encoding", "gzip, br");
        yield return ("accept-language", "en");
        yield return ("x-api-key", ApiKey);
        yield return ("cache-control", "no-cache");
        yield return ("origin", Origin);
        if (spec.HasToken)
            yield return ("authorization", "Bearer " + BenchmarkToken.Value);
        if (spec.RequestBytes > 0)
        {
            yield return ("content-type", spec.IsJson ? "application/json" : "application/octet-stream");
            yield return ("content-length", FormattableString.Invariant($"{spec.RequestBytes}"));
        }
    }
}

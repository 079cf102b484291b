using System.Globalization;
using System.Text.Json;

namespace GatewayKit.Cli.ManifestTests;

/// <summary>Compares a response with the expected one.</summary>
internal static class Comparison
{
    /// <summary>Returns a sentence for each difference.</summary>
    public static IEnumerable<string> Differences(Expectation expected, TestAnswer answer)
    {
        var status = answer.Status.ToString(CultureInfo.InvariantCulture);
        if (expected.Statuses.Count > 0 && !expected.Statuses.Contains(answer.Status))
        {
            yield return $"{(answer.Status == 0 ? "the connection is closed" : $"the status is {status}")}; expected "
                + $"{string.Join(" or ", expected.Statuses)}.";
        }

        var route = answer.RouteName?.Split(' ')[^1];
        if (expected.Route is not null && route != expected.Route)
            yield return $"the route is {route ?? "none"}; expected {expected.Route}.";
        var service = answer.Service?.Split(':')[0];
        if (expected.Backends.Count > 0 && !expected.Backends.Contains(service))
            yield return $"the backend is {service ?? "none"}; expected {string.Join(" or ", expected.Backends)}.";
        if (expected.IsAnswered && service is not null)
            yield return $"the backend is {service}; expected none.";
        foreach (var difference in Headers("the header", expected.Headers, name => answer.Headers.GetValueOrDefault(name)))
            yield return difference;
        if (expected.Body is not null && !answer.Body.Contains(expected.Body, StringComparison.Ordinal))
            yield return $"the body doesn't contain '{expected.Body}'.";
        foreach (var difference in Forwarded(expected, answer))
            yield return difference;
    }

    private static IEnumerable<string> Forwarded(Expectation expected, TestAnswer answer)
    {
        if (!expected.ComparesForwarded)
            yield break;
        if (answer.Forwarded is not { } forwarded)
        {
            yield return "no backend answered with the request that it got.";
            yield break;
        }

        if (Difference("method", expected.ForwardedMethod, Text(forwarded, "method")) is { } method)
            yield return method;
        if (Difference("path", expected.ForwardedPath, Text(forwarded, "path") + Text(forwarded, "query")) is { } path)
            yield return path;
        if (Difference("host", expected.ForwardedHost, Text(forwarded, "host")) is { } host)
            yield return host;
        if (expected.ComparesServerName && Text(forwarded, "serverName") is var name && name != expected.ForwardedServerName)
            yield return $"the forwarded serverName is {Show(name)}; expected {Show(expected.ForwardedServerName)}.";
        forwarded.TryGetProperty("headers", out var headers);
        foreach (var difference in Headers(
            "the forwarded header", expected.ForwardedHeaders, name => Text(headers, name.ToLowerInvariant())))
            yield return difference;
    }

    private static string? Difference(string what, string? expected, string? found)
        => expected is null || expected == found ? null : $"the forwarded {what} is '{found}'; expected '{expected}'.";

    private static IEnumerable<string> Headers(string what, IReadOnlyDictionary<string, string?> expected, Func<string, string?> find)
    {
        foreach (var (name, value) in expected)
        {
            if (find(name) is var found && found != value)
                yield return $"{what} {name} is {Show(found)}; expected {Show(value)}.";
        }
    }

    private static string Show(string? value) => value is null ? "missing" : $"'{value}'";

    private static string? Text(JsonElement parent, string name)
        => parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString() : null;
}

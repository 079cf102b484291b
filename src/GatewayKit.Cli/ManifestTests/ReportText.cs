using System.Globalization;
using GatewayKit.Cli.Commands;
using GatewayKit.Kubernetes.Manifests;

namespace GatewayKit.Cli.ManifestTests;

/// <summary>Writes statuses, listeners and answers.</summary>
internal static class ReportText
{
    private const int LongestBody = 200;

    private static readonly string[] s_statuses = ["RESOURCE", "PART", "ACCEPTED", "RESOLVED", "PROGRAMMED", "DETAILS"];
    private static readonly string[] s_listeners = ["GATEWAY", "LISTENER", "CLIENTS USE", "LISTENS ON"];

    public static void WriteStatuses(IReadOnlyList<ManifestStatus> statuses)
    {
        if (statuses.Count > 0)
            TextTable.Write(s_statuses, statuses.Select(Row));
    }

    public static void WriteListeners(IReadOnlyList<ManifestListener> listeners)
    {
        Console.WriteLine();
        TextTable.Write(s_listeners, listeners.Select(listener => new[]
        {
            listener.Gateway,
            listener.Name,
            string.Create(CultureInfo.InvariantCulture, $"{listener.Protocol}://{listener.Host ?? "*"}:{listener.Port}"),
            listener.EndPoint is { } endPoint ? $"{listener.Protocol}://{endPoint}" : "not open",
        }));
    }

    public static void WriteAnswer(TestRequest request, TestAnswer answer)
    {
        Console.WriteLine();
        Console.WriteLine(ErrorList.OneLine(request.ToString()));
        foreach (var (name, value) in Facts(answer, request.IsStream))
            Console.WriteLine($"  {name,-10} {ErrorList.OneLine(value)}".TrimEnd());
    }

    private static IEnumerable<(string Name, string Value)> Facts(TestAnswer answer, bool isStream)
    {
        yield return ("status", answer.Status == 0 ? "the connection is closed" : answer.Status.ToString(CultureInfo.InvariantCulture));
        if (!isStream)
            yield return ("route", answer.RouteName is { } route ? $"{route}{(answer.RuleName is { } rule ? $", {rule}" : "")}" : "none");
        if (answer.Headers.GetValueOrDefault("Location") is { } location)
            yield return ("location", location);
        if (answer.Service is { } service)
            yield return ("backend", $"Service {service.Replace(":", ", port ", StringComparison.Ordinal)}");
        else if (answer.Body.Length > 0)
            yield return ("body", answer.Body.Length <= LongestBody ? answer.Body : answer.Body[..LongestBody] + "...");
        if (answer.Forwarded is not { } forwarded)
            yield break;

        yield return ("forwarded", $"{forwarded.GetProperty("method")} {forwarded.GetProperty("path")}{forwarded.GetProperty("query")}");
        if (forwarded.TryGetProperty("serverName", out var name))
            yield return ("", $"server name of TLS: {name}");
        yield return ("", $"host: {forwarded.GetProperty("host")}");
        foreach (var header in forwarded.GetProperty("headers").EnumerateObject())
            yield return ("", $"{header.Name}: {header.Value}");
    }

    private static string[] Row(ManifestStatus status)
    {
        var details = status.Conditions.Where(condition => condition.IsError).Select(condition => condition.Reason).Distinct().ToList();
        if (status.AttachedRoutes is { } routes)
            details.Add(routes == 1 ? "1 route" : string.Create(CultureInfo.InvariantCulture, $"{routes} routes"));
        return
        [
            status.Resource, status.Part, Of(status, "Accepted"), Of(status, "ResolvedRefs"), Of(status, "Programmed"),
            string.Join(", ", details),
        ];
    }

    private static string Of(ManifestStatus status, string type)
        => status.Conditions.FirstOrDefault(condition => condition.Type == type)?.Status ?? "-";
}

using System.Globalization;
using System.Text;

namespace GatewayKit.Benchmarks.Changes;

/// <summary>
/// A document with many routes and consumers, in which one thing changes: a number for each kind of change, which is increased by a round.
/// </summary>
internal sealed class LargeConfig(ChangeOptions options)
{
    private readonly Dictionary<ChangeKind, int> _changes = Enum.GetValues<ChangeKind>().ToDictionary(kind => kind, _ => 0);

    /// <summary>The name of the file.</summary>
    public string FileName => options.Format == "yaml" ? "gateway.yaml" : "gateway.json";

    public void Change(ChangeKind kind) => _changes[kind]++;

    public byte[] ToBytes() => Encoding.UTF8.GetBytes(options.Format == "yaml" ? Yaml() : Json(options.Format == "json" ? "\n" : ""));

    // The route in the middle changes.
    private int Changed => options.Routes / 2;

    // Not one more, because there may be as many as are allowed.
    private int RouteCount => options.Routes - (_changes[ChangeKind.Route] % 2);

    /// <summary>The host of a route; null for any host.</summary>
    public string? Host(int route)
        => options.Hosts == 0 ? null : string.Create(
            CultureInfo.InvariantCulture, $"tenant-{(HasHostForEach ? route : route % options.Hosts)}.example.com");

    /// <summary>A path that only one route of its host matches.</summary>
    public string Path(int route)
    {
        var path = HasHostForEach ? "" : string.Create(CultureInfo.InvariantCulture, $"/r{route}");
        return route == Changed && _changes[ChangeKind.Path] > 0
            ? string.Create(CultureInfo.InvariantCulture, $"{path}/v{_changes[ChangeKind.Path]}")
            : path;
    }

    private bool HasHostForEach => options.Hosts >= options.Routes;

    private string Match(int route)
        => $"{(Host(route) is { } host ? $"hosts: [ {host} ], " : "")}path: \"{Path(route)}{(HasHostForEach ? "/{**rest}" : "")}\"";

    private int Limit(int route) => route == Changed ? 100 + _changes[ChangeKind.Option] : 100;

    private string Key(int consumer)
        => string.Create(CultureInfo.InvariantCulture, $"key-of-consumer-{consumer}-{(consumer == 0 ? _changes[ChangeKind.Consumer] : 0)}");

    private string Yaml()
    {
        var text = new StringBuilder();
        text.AppendLine("plugins:\n  - name: correlation-id\nclusters:");
        for (var i = 0; i < 10; i++)
            text.AppendLine(CultureInfo.InvariantCulture,
                $"  c{i}:\n    destinations: {{ one: {{ address: \"http://127.0.0.1:{5001 + i}\" }} }}");
        text.AppendLine("routes:");
        for (var i = 0; i < RouteCount; i++)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"""
                  r{i}:
                    clusterId: c{i % 10}
                    match: {Braced(Match(i))}
                """);
            if (options.Plugins > 0)
                text.AppendLine(CultureInfo.InvariantCulture, $"""
                        plugins:
                          - name: key-auth
                          - name: rate-limit
                            options: {Braced($"limit: {Limit(i)}, window: 1m, by: consumer")}
                    """);
        }

        text.AppendLine("groups:\n  gold:\n    plugins:\n      - name: rate-limit\n"
            + "        options: { limit: 1000, window: 1m, by: consumer }\n  silver: {}\nconsumers:");
        for (var i = 0; i < options.Consumers; i++)
            text.AppendLine(CultureInfo.InvariantCulture,
                $"  consumer-{i}:\n    groups: [{(i % 2 == 0 ? "gold" : "silver")}]\n"
                    + $"    credentials: {{ key-auth: [ {{ key: {Key(i)} }} ] }}");
        return text.ToString();
    }

    private string Json(string line)
    {
        var text = new StringBuilder();
        text.Append($$"""{"plugins":[{"name":"correlation-id"}],{{line}}"clusters":{""");
        text.AppendJoin($",{line}", Enumerable.Range(0, 10).Select(i => string.Create(
            CultureInfo.InvariantCulture,
            $$$$"""  "c{{{{i}}}}":{"destinations":{"one":{"address":"http://127.0.0.1:{{{{5001 + i}}}}"}}}""")));
        text.Append($$"""},{{line}}"routes":{""");
        text.AppendJoin($",{line}", Enumerable.Range(0, RouteCount).Select(i => string.Create(
            CultureInfo.InvariantCulture,
            $$$"""  "r{{{i}}}":{"clusterId":"c{{{i % 10}}}","match":{"path":"{{{Path(i)}}}"},"plugins":[{"name":"key-auth"},{"name":"rate-limit","options":{"limit":{{{Limit(i)}}},"window":"1m","by":"consumer"}}]}""")));
        text.Append(
            $$$"""},{{{line}}}"groups":{"gold":{"plugins":[{"name":"rate-limit","options":{"limit":1000,"window":"1m","by":"consumer"}}]},"silver":{}},{{{line}}}"consumers":{""");
        text.AppendJoin($",{line}", Enumerable.Range(0, options.Consumers).Select(i => string.Create(
            CultureInfo.InvariantCulture,
            $$$"""  "consumer-{{{i}}}":{"groups":["{{{(i % 2 == 0 ? "gold" : "silver")}}}"],"credentials":{"key-auth":[{"key":"{{{Key(i)}}}"}]}}""")));
        return text.Append("}}").ToString();
    }

    private static string Braced(string text) => $"{{ {text} }}";
}

using System.Text;

namespace GatewayKit.Soak.Model;

/// <summary>Writes generated configurations, valid and broken.</summary>
internal sealed class SoakYaml(IReadOnlyDictionary<Target, string> addresses)
{
    private static readonly string[] s_mistakes =
    [
        "routez: {}",
        "paths: { parameters: maybe }",
        "trustedProxies: [10.0.0.1/8]",
        "consumers: { }",
        "plugins: [ { name: no-such-plugin } ]",
        "clusters: {",
        "\t- x",
    ];

    private static readonly string[] s_wrongRoutes =
    [
        """wrong: { match: { path: "/wrong/{id:intt}" }, plugins: [ { name: mock } ] }""",
        """wrong: { match: { path: "/wrong/{id:range(5,1)}" }, plugins: [ { name: mock } ] }""",
        """wrong: { match: { path: "/wrong/{" }, plugins: [ { name: mock } ] }""",
        """wrong: { match: { path: /wrong, hosts: [":80"] }, plugins: [ { name: mock } ] }""",
        """wrong: { match: { path: /Epoch }, plugins: [ { name: mock } ] }""",
        """wrong: { clusterId: healthy, match: { path: /socket, methods: [] } }""",
        Pair("path: \"/wrong/{id}\"", "path: \"/wrong/{name}\""),
        Pair("path: \"/wrong/{id:int}/{**rest}\"", "path: \"/WRONG/{name:int}/{**more}\""),
        Pair("path: /wrong, methods: [GET, POST]", "path: /wrong, methods: [PUT, post]"),
        Pair("path: /wrong, hosts: [one.example, two.example]", "path: /wrong, hosts: [TWO.example]"),
        """wrong: { clusterId: no-such-cluster, match: { path: /wrong } }""",
        """wrong: { match: { path: /wrong }, plugins: [ { name: rate-limit, options: { limit: 0, window: 1m } }, { name: mock } ] }""",
        """wrong: { match: { path: /wrong }, plugins: [ { name: key-auth, onError: continue }, { name: mock } ] }""",
    ];

    /// <summary>Two routes that match the same requests.</summary>
    private static string Pair(string one, string other)
        => $"wrong: {{ match: {{ {one} }}, plugins: [ {{ name: mock }} ] }}\n"
            + $"  wrong-too: {{ match: {{ {other} }}, plugins: [ {{ name: mock }} ] }}";

    /// <summary>A valid configuration. <c>/epoch</c> answers with its number.</summary>
    public string Write(SoakConfig config) => Write(config, $"{config.Epoch}", "");

    /// <summary>An invalid configuration. Were it accepted, <c>/epoch</c> would say so.</summary>
    public string WriteBroken(SoakConfig config, Random random)
    {
        var wrong = random.Next(s_mistakes.Length + s_wrongRoutes.Length);
        return wrong < s_mistakes.Length
            ? $"{Write(config, $"broken by '{s_mistakes[wrong].Replace('\'', ' ')}'", "")}\n{s_mistakes[wrong]}\n"
            : Write(config, $"broken by {s_wrongRoutes[wrong - s_mistakes.Length].Replace('\'', ' ').Replace('\n', ' ')}",
                s_wrongRoutes[wrong - s_mistakes.Length]);
    }

    private string Write(SoakConfig config, string epoch, string more)
    {
        var yaml = new StringBuilder();
        yaml.Append("shutdown: { drainDelay: 0s }\n");
        yaml.Append($"routes:\n  epoch: {{ match: {{ path: /epoch }}, plugins: [ {{ name: mock, options: {{ body: {Quote(epoch)} "
            + $"}} }} ] }}\n");
        yaml.Append("  socket: { clusterId: healthy, match: { path: /socket } }\n");
        foreach (var route in config.Routes)
            yaml.Append($"  {route.Id}: {{ {Cluster(route)}match: {{ path: \"{route.Prefix}/{{**rest}}\" }}, plugins: [ "
                + $"{string.Join(", ", Plugins(route))} ] }}\n");
        yaml.Append(more.Length > 0 ? $"  {more}\n" : "");
        yaml.Append("clusters:\n");
        foreach (var (target, address) in addresses)
            yaml.Append($"  {Name(target)}: {{ destinations: {{ one: {{ address: \"{address}\" }} }} }}\n");
        yaml.Append("consumers:\n  nobody-else: { credentials: { key-auth: [ { key: a-key-that-no-request-has } ] } }\n");
        foreach (var caller in config.Callers)
            yaml.Append($"  caller-{caller}: {{ credentials: {{ key-auth: [ {{ key: {SoakConfig.Key(caller)} }} ] }} }}\n");
        return yaml.ToString();
    }

    private static string Cluster(SoakRoute route) => route.Target == Target.Mock ? "" : $"clusterId: {Name(route.Target)}, ";

    private static IEnumerable<string> Plugins(SoakRoute route)
    {
        yield return "{ name: correlation-id }";
        if (route.IsProtected)
            yield return "{ name: key-auth, options: { failures: { limit: 1000000 } } }"; // of one address, that of the clients
        if (route.IsLimited)
            yield return "{ name: rate-limit, options: { limit: 1000000, window: 1m, by: ip } }";
        if (route.IsVersioned)
            yield return "{ name: versioned }";
        if (route.Target == Target.Mock)
            yield return $"{{ name: mock, options: {{ body: \"mock {route.Id}\" }} }}";
    }

    private static string Name(Target target) => target.ToString().ToLowerInvariant();

    private static string Quote(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}

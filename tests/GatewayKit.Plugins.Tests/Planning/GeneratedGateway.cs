using System.Globalization;
using GatewayKit.Plugins.Tests.Jwt;

namespace GatewayKit.Plugins.Tests.Planning;

/// <summary>
/// Generates configurations whose gateways show what they do: each <c>response-transform</c> adds a header with its own id, and the
/// path at the upstream begins with the cluster.
/// </summary>
internal sealed class GeneratedGateway(int seed)
{
    public const string Ran = "X-Ran-";

    /// <summary>The name of a caller in a token, who isn't configured.</summary>
    public const string TokenCaller = "user-42";

    private static readonly Signer s_signer = Signer.Secret(new string('s', 32));

    private static readonly string s_jwt = $"- {{ name: jwt, options: {{ jwks: '{s_signer.Jwk}', requireExpiration: false }} }}";

    /// <summary>A token of <see cref="TokenCaller"/>.</summary>
    public static string Token { get; } = s_signer.Token($$"""{"sub":"{{TokenCaller}}"}""");

    private static readonly string[] s_hosts =
        ["", "", "hosts: [a.test], ", "hosts: [b.test, a.test], ", "hosts: [\"*.test\"], ", "hosts: [\"a.test:8080\"], "];

    private static readonly string[] s_paths =
        ["/{**rest}", "/a/{**rest}", "/a/{id}", "/a/b", "/b/{**rest}", "/A/{id:int}", "/c/{id}/d", "/{any}/{id?}", "/c/{x}-{y}/{**rest}"];

    private static readonly string[] s_methods = ["", "methods: [GET], ", "methods: [GET, POST], ", "methods: [DELETE, OPTIONS], "];

    private static readonly string[] s_conditions =
    [
        "", "", "", "", "headers: [ { name: X-V, values: [\"1\"] } ], ", "headers: [ { name: X-V, mode: exists } ], ",
        "queryParameters: [ { name: q, values: [\"1\"] } ], ",
    ];

    private static readonly string[] s_plain = [""];

    private static readonly string[] s_authentication =
    [
        "", "", "- { name: key-auth }", "- { name: key-auth }\n      - { name: acl, options: { allow: [gold] } }", "- { name: basic-auth }",
        "- { name: key-auth }\n      - { name: basic-auth }",
        "- { name: key-auth }\n      - { name: anonymous, options: { consumer: guest } }",
        "- { name: key-auth, enabled: false }", s_jwt, $"- {{ name: key-auth }}\n      {s_jwt}",
        $"{s_jwt}\n      - {{ name: acl, options: {{ allow: [gold] }} }}",
    ];

    private static readonly string[] s_protections =
    [
        "", "", "",
        "- { name: ip-restriction, options: { deny: [127.0.0.1] } }",
        "- { name: ip-restriction, options: { allow: [127.0.0.1] } }",
        "- { name: ip-restriction, enabled: false }",
    ];

    private readonly Random _random = new(seed);
    private readonly List<string?> _kept = [];
    private int _at;
    private bool _isChange;

    /// <summary>Whether routes accept other spellings of paths. That is an error beside routes that are protected in another way.</summary>
    private bool HasPaths => seed % 3 == 0;

    /// <summary>Returns the configuration, and from the second call on one with a few random changes.</summary>
    public string Next()
    {
        _at = 0;
        var routes = Enumerable.Range(0, int.Parse(Pick("3", "5", "8"), CultureInfo.InvariantCulture));
        var text = $"""
            {(HasPaths ? Pick("", "paths: { encodedSlash: keep }", "paths: { emptySegments: merge }", "paths: { parameters: keep }") : "")}
            plugins:
              {Shown("all", "diagnostics")}
              {Pick("", "- { name: correlation-id }")}
              {Pick("", "", "", "- { name: key-auth }")}
              {Pick("", "", "", "", "- { name: ip-restriction, options: { deny: [127.0.0.1] } }")}
              {Pick("", Shown("t0"))}
            routes:
            {string.Join('\n', routes.Select(Route))}
            clusters:
              c0: {Cluster("c0")}
              c1: {Cluster("c1")}
            groups:
              gold: {Plugins(Pick("", Shown("t0"), Shown("g"), "- { name: response-transform, id: t1, enabled: false }"))}
              silver: {Plugins(Pick("", Shown("t1")))}
            consumers:
              alice: {Consumer("alice", Pick("[gold]", "[gold, silver]", "[silver]", "[]"), Pick("", "", Shown("own")), isBasic: false)}
              bob: {Consumer("bob", "[]", Pick("", "", "- { name: response-transform, id: t0, enabled: false }"), isBasic: false)}
              carol: {Consumer("carol", Pick("[gold]", "[]"), "", isBasic: true)}
              guest: {Plugins(Pick("", "", Shown("own")))}
            """;
        _isChange = true;
        return text;
    }

    /// <summary>Returns one of some values, which stays the same in most later calls.</summary>
    private string Pick(params string[] values)
    {
        if (_at == _kept.Count)
            _kept.Add(null);
        if (_kept[_at] is not { } kept || !values.Contains(kept) || (_isChange && _random.Next(9) == 0))
            _kept[_at] = kept = values[_random.Next(values.Length)];
        _at++;
        return kept;
    }

    private string Route(int number)
    {
        var match = $"{Pick(s_hosts)}{Pick(s_methods)}{Pick(s_conditions)}path: \"{Pick(s_paths)}\"";
        var authentication = Pick(HasPaths ? s_plain : s_authentication);
        var any = Pick("all", "any");
        var id = Pick($"r{number}", $"r{number}", $"s{number}");
        return $$"""
              {{id}}:
                clusterId: {{Pick("c0", "c1")}}
                {{Pick("", "", "", "maintenance: { status: 503 }")}}
                {{Pick("", "", "maxRequestBodySize: 10")}}
                order: {{Pick("0", "1", "2", "3")}}{{number}}
                match: { {{match}} }
                authentication: {{(authentication.Contains("anonymous", StringComparison.Ordinal) ? "any" : any)}}
                plugins:
                  {{Shown(id, "diagnostics")}}
                  {{Pick("", Shown("t0"))}}
                  {{authentication}}
                  {{Pick("", Shown("t1"), "- { name: response-transform, id: all, enabled: false }")}}
                  {{Pick(HasPaths ? s_plain : s_protections)}}
                  {{Pick("", HasPaths ? "" : "- { name: rate-limit, options: { limit: 100000, window: 1h } }")}}
            """;
    }

    /// <summary>Returns an entry that shows that it runs, with which value of its option.</summary>
    private string Shown(string id, string? stage = null)
        => $"- {{ name: response-transform, id: {id}, {(stage is null ? "" : $"stage: {stage}, ")}"
            + $"options: {{ add: {{ headers: {{ {Ran}{id}: \"{Pick("1", "1", "2")}\" }} }} }} }}";

    private string Cluster(string id)
        => $$"""{ destinations: { one: { address: "{upstream}/{{id}}" } }, plugins: [ {{ListOf(Pick("", "", Shown("c")))}} ] }""";

    private static string Plugins(string entry) => $"{{ plugins: [ {ListOf(entry)} ] }}";

    private static string ListOf(string entry) => entry.Length == 0 ? "" : entry[2..];

    /// <summary>Returns a consumer with one kind of credentials: a log doesn't say which ones a request had.</summary>
    private string Consumer(string name, string groups, string entry, bool isBasic)
    {
        var credential = isBasic ? $"{{ username: {name}, password: {name}-password }}" : $"{{ key: {name}-key }}";
        return $"{{ groups: {groups}, plugins: [ {ListOf(entry)} ], "
            + $"credentials: {{ {(isBasic ? "basic-auth" : "key-auth")}: [ {Pick(credential, credential, "")} ] }} }}";
    }
}

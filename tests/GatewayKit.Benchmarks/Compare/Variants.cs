using GatewayKit.Benchmarks.Load;
using GatewayKit.Benchmarks.Roles;

namespace GatewayKit.Benchmarks.Compare;

/// <summary>The proxies that can be measured.</summary>
internal static class Variants
{
    public const string TwelvePlugins = "gatewaykit-12-plugins";
    public const string TwelvePluginsIsolated = "gatewaykit-12-plugins-isolated";
    public const string FivePluginsIsolated = "gatewaykit-5-plugins-isolated";
    public const string Nginx = "nginx";
    public const string Haproxy = "haproxy";

    private const string TwelvePluginsJson = $$"""
        [
          { "name": "correlation-id" },
          { "name": "security-headers" },
          { "name": "cors", "options": { "origins": ["{{RequestHeaders.Origin}}"], "exposedHeaders": ["RateLimit"] } },
          { "name": "ip-restriction", "options": { "allow": ["127.0.0.0/8", "::1", "10.0.0.0/8"], "deny": ["10.0.66.0/24"] } },
          { "name": "bot-detection", "options": { "deny": ["GPTBot", "^python-requests/"] } },
          { "name": "key-auth" },
          { "name": "acl", "options": { "allow": ["staff"], "deny": ["interns"] } },
          { "name": "authorize", "options": { "expression": "inGroup('staff') or method == 'GET'" } },
          { "name": "rate-limit", "options": { "limit": "1000000", "window": "1s", "by": "consumer" } },
          { "name": "request-size-limit", "options": { "limit": "16MB" } },
          { "name": "request-transform", "options": { "remove": { "headers": ["X-Debug"] }, "add": { "headers": { "X-Gateway": "orders" } } } },
          { "name": "response-transform", "options": { "remove": { "headers": ["X-Powered-By"] }, "add": { "headers": { "X-Served-By": "orders" } } } }
        ]
        """;

    public static IReadOnlyList<Variant> All { get; } =
    [
        new(Role.Yarp, "bare YARP with its defaults: the base of all ratios, always measured"),
        new(Role.YarpAgain, "bare YARP once more: its distance from 1 is noise"),
        new(Role.Empty, "GatewayKit without a plugin") { Plugins = "[]" },
        new(Role.FivePlugins, "correlation-id, key-auth, rate-limit, request-transform, response-transform")
        {
            Plugins = GatewayRole.FivePlugins,
        },
        new(TwelvePlugins, "these and security-headers, cors, ip-restriction, bot-detection, acl, authorize, request-size-limit")
        {
            Plugins = TwelvePluginsJson,
        },
        new("gatewaykit-5-plugins-yarp", "the five plugins, with the forwarder of YARP")
        {
            Plugins = GatewayRole.FivePlugins, Forwarder = "yarp",
        },
        new(FivePluginsIsolated, "the five plugins, loaded from a folder")
        {
            Plugins = GatewayRole.FivePlugins, IsIsolated = true,
        },
        new(TwelvePluginsIsolated, "the twelve plugins, loaded from a folder") { Plugins = TwelvePluginsJson, IsIsolated = true },
        new(Role.Jwt, "the plugin jwt; only in scenarios with a token") { Plugins = GatewayRole.Jwt, NeedsToken = true },
        new(Nginx, "nginx as a plain proxy, if it is on the PATH") { IsProgram = true },
        new(Haproxy, "HAProxy as a plain proxy, if it is on the PATH") { IsProgram = true },
    ];

    public static Variant Yarp => All[0];
}

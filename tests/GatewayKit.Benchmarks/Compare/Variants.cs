using GatewayKit.Benchmarks.Load;
using GatewayKit.Benchmarks.Roles;

namespace GatewayKit.Benchmarks.Compare;

/// <summary>The proxies that can be measured.</summary>
internal static class Variants
{
    public const string TwelvePlugins = "gatewaykit-12-plugins";
    public const string TwelvePluginsIsolated = "gatewaykit-12-plugins-isolated";
    public const string FivePluginsIsolated = "gatewaykit-5-plugins-isolated";
    public const string LocalLimit = "gatewaykit-limit-local";
    public const string SharedLimit = "gatewaykit-limit-shared";
    public const string PrefetchedLimit = "gatewaykit-limit-prefetch";
    public const string Redis = "redis-server";
    public const string Cache = "gatewaykit-cache";
    public const string CacheIsolated = "gatewaykit-cache-isolated";
    public const string Quota = "gatewaykit-quota";
    public const string ConcurrencyLimit = "gatewaykit-concurrency-limit";
    public const string LoadShedding = "gatewaykit-load-shedding";
    public const string Policies = "gatewaykit-policies";
    public const string Metrics = Role.Metrics;
    public const string FivePluginsMetrics = Role.FivePluginsMetrics;
    public const string Telemetry = Role.Telemetry;
    public const string FivePluginsTelemetry = Role.FivePluginsTelemetry;
    public const string Telemetry10 = Role.Telemetry10;
    public const string Telemetry100 = Role.Telemetry100;
    public const string Statistics = Role.Statistics;
    public const string FivePluginsStatistics = Role.FivePluginsStatistics;
    public const string Operations = Role.Operations;
    public const string Sample = Role.Sample;
    public const string FivePluginsSample = Role.FivePluginsSample;
    public const string Precise = "gatewaykit-precise";
    public const string Service = "gatewaykit-service";
    public const string Nginx = "nginx";
    public const string NginxCache = "nginx-cache";
    public const string Haproxy = "haproxy";

    // The requests have Cache-Control: no-cache, which nginx ignores, too.
    private const string CacheJson = """[ { "name": "cache", "options": { "ttl": "1h", "respectClient": "false" } } ]""";

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
          { "name": "request-transform", "options": {
            "remove": { "headers": ["X-Debug"] }, "add": { "headers": { "X-Gateway": "orders" } } } },
          { "name": "response-transform", "options": {
            "remove": { "headers": ["X-Powered-By"] }, "add": { "headers": { "X-Served-By": "orders" } } } }
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
        new(LocalLimit, "the plugin rate-limit, which counts in the process; only in the scenario 'limits'")
        {
            Plugins = Limit("\"store\": \"local\""),
        },
        new(SharedLimit, "rate-limit, which counts each request in Redis, if redis-server is on the PATH")
        {
            Plugins = Limit("\"store\": \"shared\""), NeedsRedis = true,
        },
        new(PrefetchedLimit, "rate-limit, which takes 20 permits at once from Redis")
        {
            Plugins = Limit("\"store\": \"shared\", \"prefetch\": 20"), NeedsRedis = true,
        },
        new(Quota, "the plugin quota, which counts in the process; only in the scenario 'traffic'")
        {
            Plugins = """[ { "name": "quota", "options": { "limit": 1000000000, "period": "month", "by": "ip", "store": "local" } } ]""",
        },
        new(ConcurrencyLimit, "the plugin concurrency-limit; only in the scenario 'traffic'")
        {
            Plugins = """[ { "name": "concurrency-limit", "options": { "limit": 10000, "by": "ip" } } ]""",
        },
        new(LoadShedding, "the plugin load-shedding; only in the scenario 'traffic'")
        {
            Plugins = """[ { "name": "load-shedding", "options": { "minConcurrency": 1000, "maxConcurrency": 10000 } } ]""",
        },
        new(Policies, "a cluster with timeout, retry, circuitBreaker, outlierDetection; only in the scenario 'traffic'")
        {
            Plugins = "[]",
            Policies = """{ "timeout": { "perTry": "10s" }, "retry": {}, "circuitBreaker": {}, "outlierDetection": {} }""",
        },
        new(Metrics, "metrics for Prometheus; only in the scenario 'telemetry'") { Plugins = "[]", Telemetry = 1 },
        new(FivePluginsMetrics, "the five plugins, and metrics for Prometheus; only in the scenario 'telemetry'")
        {
            Plugins = GatewayRole.FivePlugins, Telemetry = 1,
        },
        new(Telemetry, "metrics, logs and 1 % of the traces by OTLP; only in the scenario 'telemetry'") { Plugins = "[]", Telemetry = 2 },
        new(Telemetry10, "the same with 10 % of the traces; only in the scenario 'telemetry'") { Plugins = "[]", Telemetry = 3 },
        new(Telemetry100, "the same with all traces; only in the scenario 'telemetry'") { Plugins = "[]", Telemetry = 4 },
        new(FivePluginsTelemetry, "the five plugins, and all of that; only in the scenario 'telemetry'")
        {
            Plugins = GatewayRole.FivePlugins, Telemetry = 2,
        },
        new(Statistics, "usage statistics in a store; only in the scenario 'telemetry'") { Plugins = "[]", HasStatistics = true },
        new(FivePluginsStatistics, "the five plugins, and usage statistics; only in the scenario 'telemetry'")
        {
            Plugins = GatewayRole.FivePlugins, HasStatistics = true,
        },
        new(Operations, "usage statistics, also by operation; only in the scenario 'telemetry'")
        {
            Plugins = "[]", HasStatistics = true, HasOperations = true,
        },
        new(Sample, "a sample of requests for plans; only in the scenario 'telemetry'") { Plugins = "[]", HasSample = true },
        new(FivePluginsSample, "the five plugins, and a sample of requests; only in the scenario 'telemetry'")
        {
            Plugins = GatewayRole.FivePlugins, HasSample = true,
        },
        new(Precise, "routes that match as those of Kubernetes; only in the scenarios 'precise' and 'precise-5000'")
        {
            Plugins = "[]", IsPrecise = true,
        },
        new(Service, "these, with the retries of a Service; only in the scenarios 'precise' and 'precise-5000'")
        {
            Plugins = "[]", IsPrecise = true, IsService = true,
        },
        new(Cache, "the plugin cache; only in the scenario cache") { Plugins = CacheJson, Caches = true },
        new(CacheIsolated, "the plugin cache, loaded from a folder; only in the scenario cache")
        {
            Plugins = CacheJson, Caches = true, IsIsolated = true,
        },
        new(NginxCache, "nginx with proxy_cache, if it is on the PATH; only in the scenario cache")
        {
            IsProgram = true, Program = Nginx, Caches = true,
        },
        .. TransformVariants.All,
        new(Nginx, "nginx as a plain proxy, if it is on the PATH") { IsProgram = true },
        new(Haproxy, "HAProxy as a plain proxy, if it is on the PATH") { IsProgram = true },
    ];

    public static Variant Yarp => All[0];

    /// <summary>The names of those that are only measured in a scenario of their own.</summary>
    public static IReadOnlyList<string> Special { get; } =
    [
        Role.Jwt, LocalLimit, SharedLimit, PrefetchedLimit, Quota, ConcurrencyLimit, LoadShedding, Policies, Metrics, FivePluginsMetrics,
        Telemetry, Telemetry10, Telemetry100, FivePluginsTelemetry, Statistics, FivePluginsStatistics, Operations, Sample,
        FivePluginsSample, Precise, Service, Cache, CacheIsolated, NginxCache, .. TransformVariants.All.Select(variant => variant.Name),
    ];

    private static string Limit(string store)
        => $$"""[ { "name": "rate-limit", "options": { "limit": "1000000", "window": "1s", "by": "ip", {{store}} } } ]""";
}

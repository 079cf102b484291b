using GatewayKit.Benchmarks.Roles;

namespace GatewayKit.Benchmarks.Compare;

/// <summary>The scenarios that can be measured.</summary>
internal static class Scenarios
{
    private const int KB = 1 << 10;
    private const int MB = 1 << 20;

    private static readonly string[] s_proxies = [Role.FivePlugins, Compare.Variants.Nginx, Compare.Variants.Haproxy];
    private static readonly string[] s_gateway = [Role.Empty, Role.FivePlugins];

    private static readonly string[] s_precise
        = [Role.YarpAgain, Role.Empty, Compare.Variants.Precise, Compare.Variants.Service];

    private static readonly string[] s_special
        =
        [
            "hosts-1000", "hosts-10000", "token", "limits", "traffic", "telemetry", "precise", "precise-5000", "cache",
            "transforms", "transforms-100k",
        ];

    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("small")
        {
            Variants = [.. Compare.Variants.All.Select(variant => variant.Name).Except([Role.Yarp, .. Compare.Variants.Special])],
        },
        new("connections-1000") { Concurrency = 1000, Variants = s_proxies },
        new("routes-1000") { Routes = new(1_000), Variants = s_gateway },
        new("routes-10000") { Routes = new(10_000), Variants = s_gateway },
        new("hosts-1000") { Routes = new(1_000, HaveHosts: true), Variants = s_gateway },
        new("post-100b") { RequestBytes = 100, Variants = s_proxies },
        new("download-64k") { AnswerBytes = 64 * KB, Variants = s_proxies },
        new("upload-64k") { RequestBytes = 64 * KB, Variants = s_proxies },
        new("download-1m") { AnswerBytes = MB, Concurrency = 16, Variants = s_proxies },
        new("upload-1m") { RequestBytes = MB, Concurrency = 16, Variants = s_proxies },
        new("h2") { Http = 2, Streams = 8, Variants = s_proxies },
        new("tls") { HasTls = true, Variants = s_proxies },
        new("h2-tls") { Http = 2, HasTls = true, Streams = 8, Variants = s_proxies },
        new("token") { HasToken = true, Variants = [Role.Empty, Role.Jwt] },
        new("limits")
        {
            Variants = [Role.Empty, Compare.Variants.LocalLimit, Compare.Variants.SharedLimit, Compare.Variants.PrefetchedLimit],
        },
        new("traffic")
        {
            Variants =
            [
                Role.YarpAgain, Role.Empty, Compare.Variants.Quota, Compare.Variants.ConcurrencyLimit, Compare.Variants.LoadShedding,
                Compare.Variants.Policies,
            ],
        },
        new("telemetry")
        {
            Variants =
            [
                Role.Empty, Compare.Variants.Metrics, Compare.Variants.Telemetry, Compare.Variants.Telemetry10,
                Compare.Variants.Telemetry100,
                Role.FivePlugins, Compare.Variants.FivePluginsMetrics, Compare.Variants.FivePluginsTelemetry,
                Compare.Variants.Statistics, Compare.Variants.FivePluginsStatistics, Compare.Variants.Operations,
                Compare.Variants.Sample, Compare.Variants.FivePluginsSample,
            ],
        },
        new("precise") { Variants = s_precise },
        new("precise-5000") { Routes = new(5_000), Variants = s_precise },
        new("cache")
        {
            IsCacheable = true,
            Variants = [Role.YarpAgain, Role.Empty, Compare.Variants.Cache, Compare.Variants.CacheIsolated, Compare.Variants.NginxCache],
        },
        new("transforms")
        {
            IsJson = true, RequestBytes = KB, AnswerBytes = KB,
            Variants = [Role.YarpAgain, Role.Empty, .. TransformVariants.All.Select(variant => variant.Name)],
        },
        new("transforms-100k")
        {
            IsJson = true, RequestBytes = 100 * KB, AnswerBytes = 100 * KB, Concurrency = 16,
            Variants = [Role.Empty, "gatewaykit-json", "gatewaykit-json-xml", "gatewaykit-find-replace", "gatewaykit-compress"],
        },
        new("hosts-10000") { Routes = new(10_000, HaveHosts: true), Variants = s_gateway },
    ];

    /// <summary>The scenarios of a run without <c>--scenarios</c>.</summary>
    public static IReadOnlyList<Scenario> Default { get; } =
        [.. All.Where(scenario => !s_special.Contains(scenario.Name))];

    /// <summary>The scenarios of a run with <c>--quick</c>.</summary>
    public static IReadOnlyList<Scenario> Quick { get; } =
        [.. All
            .Where(scenario => scenario.Name is "small" or "download-64k" or "h2")
            .Select(scenario => scenario with
            {
                Variants = scenario.Name != "small"
                    ? [Role.FivePlugins]
                    : [.. scenario.Variants.Where(name => name is not (Role.YarpAgain or Compare.Variants.FivePluginsIsolated))],
            })];
}

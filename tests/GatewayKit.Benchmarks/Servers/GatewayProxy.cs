using GatewayKit.Hosting;
using GatewayKit.Plugins.Acl;
using GatewayKit.Plugins.Aggregate;
using GatewayKit.Plugins.Authorize;
using GatewayKit.Plugins.BotDetection;
using GatewayKit.Plugins.Cache;
using GatewayKit.Plugins.Compress;
using GatewayKit.Plugins.ConcurrencyLimit;
using GatewayKit.Plugins.CorrelationId;
using GatewayKit.Plugins.Cors;
using GatewayKit.Plugins.FindReplace;
using GatewayKit.Plugins.IpRestriction;
using GatewayKit.Plugins.JsonRpc;
using GatewayKit.Plugins.JsonXml;
using GatewayKit.Plugins.Jwt;
using GatewayKit.Plugins.KeyAuth;
using GatewayKit.Plugins.LoadShedding;
using GatewayKit.Plugins.Quota;
using GatewayKit.Plugins.RateLimit;
using GatewayKit.Plugins.RequestSizeLimit;
using GatewayKit.Plugins.RequestTransform;
using GatewayKit.Plugins.ResponseTransform;
using GatewayKit.Plugins.SecurityHeaders;
using GatewayKit.Plugins.Soap;
using GatewayKit.Statistics;
using GatewayKit.Statistics.Sampling;

namespace GatewayKit.Benchmarks.Servers;

/// <summary>GatewayKit with a configuration file, and with plugins that are compiled in or loaded from a folder.</summary>
internal static class GatewayProxy
{
    /// <summary>The folder with the plugins, beside this program.</summary>
    private const string PluginFolder = "plugins";

    public static Action<WebApplication> Add(WebApplicationBuilder builder, ProxySpec spec)
    {
        var gateway = Load(builder.AddGatewayKit(), spec);
        if (spec.Redis is { } redis)
            gateway.UseRedis(FormattableString.Invariant($"127.0.0.1:{redis}"));
        if (spec.Variant.HasStatistics)
            gateway.UseStore(Path.Combine(spec.Folder, "gateway.db"));
        Measure(gateway, spec.Variant.Telemetry);
        _ = spec.Variant.IsIsolated
            ? gateway.LoadPluginsFrom(Path.Combine(AppContext.BaseDirectory, PluginFolder))
            : AddPlugins(gateway);
        return app => Map(app, spec.Variant.HasSample, spec.Variant.HasOperations);
    }

    /// <summary>Maps the gateway, samples requests as the admin API does by default, and counts operations as the portal does.</summary>
    public static void Map(WebApplication app, bool hasSample, bool hasOperations)
    {
        app.MapGatewayKit();
        if (hasSample)
            app.Services.GetRequiredService<TrafficSample>().Enable(new SampleSettings { Minutes = 10, RequestsPerMinute = 500 });
        if (hasOperations)
            app.Services.GetRequiredService<UsageCollector>().Operations = OrderOperations.Create();
    }

    /// <summary>Measures and exports; nothing listens at the address of the collector, which costs the exporter no less.</summary>
    public static void Measure(GatewayKitBuilder gateway, int telemetry)
    {
        if (telemetry > 0)
            gateway.UseAdminUrls("http://127.0.0.1:0").UsePrometheus();
        if (telemetry < 2)
            return;

        gateway.Host.Configuration["OTEL_TRACES_SAMPLER"] = "traceidratio";
        gateway.Host.Configuration["OTEL_TRACES_SAMPLER_ARG"] = telemetry switch { 2 => "0.01", 3 => "0.1", _ => "1" };
        gateway.UseOpenTelemetry();
    }

    private static GatewayKitBuilder Load(GatewayKitBuilder gateway, ProxySpec spec)
    {
        if (spec.Variant.IsPrecise)
            return gateway.AddConfig(PreciseConfig.Of(spec));

        var document = Path.Combine(spec.Folder, "gateway.json");
        File.WriteAllText(document, GatewayDocument.Of(spec));
        return gateway.LoadFromFile(document);
    }

    private static GatewayKitBuilder AddPlugins(GatewayKitBuilder gateway) => gateway
        .AddPlugin<AclPlugin>()
        .AddPlugin<AggregatePlugin>()
        .AddPlugin<AuthorizePlugin>()
        .AddPlugin<BotDetectionPlugin>()
        .AddPlugin<CachePlugin>()
        .AddPlugin<CompressPlugin>()
        .AddPlugin<ConcurrencyLimitPlugin>()
        .AddPlugin<CorrelationIdPlugin>()
        .AddPlugin<CorsPlugin>()
        .AddPlugin<FindReplacePlugin>()
        .AddPlugin<IpRestrictionPlugin>()
        .AddPlugin<JsonRpcPlugin>()
        .AddPlugin<JsonXmlPlugin>()
        .AddPlugin<JwtPlugin>()
        .AddPlugin<KeyAuthPlugin>()
        .AddPlugin<LoadSheddingPlugin>()
        .AddPlugin<QuotaPlugin>()
        .AddPlugin<RateLimitPlugin>()
        .AddPlugin<RequestSizeLimitPlugin>()
        .AddPlugin<RequestTransformPlugin>()
        .AddPlugin<ResponseTransformPlugin>()
        .AddPlugin<SecurityHeadersPlugin>()
        .AddPlugin<SoapPlugin>();
}

namespace GatewayKit.Benchmarks.Roles;

/// <summary>The proxies that the benchmarks compare.</summary>
internal static class Role
{
    public const string Yarp = "yarp";

    /// <summary>Bare YARP once more: what differs from itself is noise.</summary>
    public const string YarpAgain = "yarp-again";
    public const string Empty = "gatewaykit-empty";
    public const string FivePlugins = "gatewaykit-5-plugins";
    public const string Jwt = "gatewaykit-jwt";

    public const string Metrics = "gatewaykit-metrics";
    public const string FivePluginsMetrics = "gatewaykit-5-plugins-metrics";
    public const string Telemetry = "gatewaykit-telemetry";
    public const string FivePluginsTelemetry = "gatewaykit-5-plugins-telemetry";
    public const string Telemetry10 = "gatewaykit-telemetry-10";
    public const string Telemetry100 = "gatewaykit-telemetry-100";
    public const string Statistics = "gatewaykit-statistics";
    public const string FivePluginsStatistics = "gatewaykit-5-plugins-statistics";
    public const string Operations = "gatewaykit-operations";

    public const string Sample = "gatewaykit-sample";
    public const string FivePluginsSample = "gatewaykit-5-plugins-sample";

    // Only without sockets: they need other requests.
    public const string BasicAuth = "gatewaykit-basic-auth";
    public const string HttpSignatureHmac = "gatewaykit-http-signature-hmac";
    public const string HttpSignatureEcdsa = "gatewaykit-http-signature-ecdsa";
    public const string HttpSignatureEd25519 = "gatewaykit-http-signature-ed25519";
    public const string MtlsAuth = "gatewaykit-mtls-auth";
    public const string Oidc = "gatewaykit-oidc";
    public const string Introspection = "gatewaykit-oauth2-introspection";

    /// <summary>Adds a server's services.</summary>
    /// <returns>Maps what it serves.</returns>
    public static Action<WebApplication> Add(string role, WebApplicationBuilder builder, string upstream) => role switch
    {
        Yarp or YarpAgain => YarpRole.Add(builder, upstream),
        Empty => GatewayRole.Add(builder, upstream, plugins: "[]"),
        FivePlugins => GatewayRole.Add(builder, upstream, GatewayRole.FivePlugins),
        Metrics => GatewayRole.Add(builder, upstream, plugins: "[]", telemetry: 1),
        FivePluginsMetrics => GatewayRole.Add(builder, upstream, GatewayRole.FivePlugins, telemetry: 1),
        Telemetry => GatewayRole.Add(builder, upstream, plugins: "[]", telemetry: 2),
        Telemetry10 => GatewayRole.Add(builder, upstream, plugins: "[]", telemetry: 3),
        Telemetry100 => GatewayRole.Add(builder, upstream, plugins: "[]", telemetry: 4),
        FivePluginsTelemetry => GatewayRole.Add(builder, upstream, GatewayRole.FivePlugins, telemetry: 2),
        Statistics => GatewayRole.Add(builder, upstream, plugins: "[]", hasStatistics: true),
        FivePluginsStatistics => GatewayRole.Add(builder, upstream, GatewayRole.FivePlugins, hasStatistics: true),
        Operations => GatewayRole.Add(builder, upstream, plugins: "[]", hasStatistics: true, hasOperations: true),
        Sample => GatewayRole.Add(builder, upstream, plugins: "[]", hasSample: true),
        FivePluginsSample => GatewayRole.Add(builder, upstream, GatewayRole.FivePlugins, hasSample: true),
        Jwt => GatewayRole.Add(builder, upstream, GatewayRole.Jwt),
        BasicAuth => GatewayRole.Add(builder, upstream, GatewayRole.BasicAuth),
        HttpSignatureHmac or HttpSignatureEcdsa or HttpSignatureEd25519 => GatewayRole.Add(builder, upstream, GatewayRole.HttpSignature),
        MtlsAuth => GatewayRole.Add(builder, upstream, GatewayRole.MtlsAuth()),
        Oidc => GatewayRole.Add(builder, upstream, GatewayRole.Oidc(upstream)),
        Introspection => GatewayRole.Add(builder, upstream, GatewayRole.Introspection(upstream)),
        _ => throw new ArgumentException($"No role is named '{role}'.", nameof(role)),
    };
}

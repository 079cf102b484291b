using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Plugins.Maintenance;

/// <summary>
/// Answers with 503 during maintenance, except to testers. The stage is that of authorization: a plugin for CORS has answered preflights
/// before and adds its headers to the 503, and consumers are known.
/// </summary>
[GatewayPlugin<MaintenanceOptions>("maintenance", PluginStage.Authorization, RejectsOnError = true)]
public sealed class MaintenancePlugin : IRequestHook, IResponseHook
{
    private const string PlainText = "text/plain; charset=utf-8";

    // The state of an exchange of a tester during the maintenance.
    private static readonly object s_test = new();

    private readonly TimeProvider _time;
    private readonly DateTimeOffset _from;
    private readonly DateTimeOffset _until;
    private readonly Testers? _testers;
    private readonly GatewayResponse _response;

    /// <summary>Initializes a new instance with its response.</summary>
    /// <param name="options">The options.</param>
    /// <param name="time">The clock.</param>
    /// <param name="warnings">Receives a warning about maintenance that has ended.</param>
    public MaintenancePlugin(MaintenanceOptions options, TimeProvider time, IPluginWarnings warnings)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        ArgumentNullException.ThrowIfNull(warnings);
        _time = time;
        _from = options.From ?? DateTimeOffset.MinValue;
        _until = options.Until ?? DateTimeOffset.MaxValue;
        _testers = options.Testers is { } testers ? new Testers(testers) : null;
        _response = Describe(options);
        if (_until <= time.GetUtcNow())
            warnings.Warn("until", "is in the past; the maintenance has ended");
    }

    /// <summary>Answers with 503 while the maintenance takes place, unless the caller is a tester.</summary>
    public ValueTask<HookResult> OnRequestAsync(GatewayContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var value = _testers?.Take(context.Http.Request);
        var now = _time.GetUtcNow();
        if (now < _from || now >= _until)
            return HookResult.Continue;
        if (_testers?.Include(context, value) != true)
            return HookResult.Respond(_response);

        // The cache of the gateway would answer with a response from before the maintenance, or keep this one for others.
        context.Http.Request.Headers.CacheControl = "no-store";
        context.State = s_test;
        return HookResult.Continue;
    }

    /// <summary>Keeps caches in front of the gateway from giving a tester's response to others. Other headers for caches (RFC 9213) would
    /// take precedence.</summary>
    public ValueTask<HookResult> OnResponseAsync(GatewayContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.State != s_test)
            return HookResult.Continue;

        var headers = context.Http.Response.Headers;
        headers.CacheControl = "no-store";
        headers.Remove("CDN-Cache-Control");
        headers.Remove("Surrogate-Control");
        return HookResult.Continue;
    }

    private static GatewayResponse Describe(MaintenanceOptions options)
    {
        const int status = StatusCodes.Status503ServiceUnavailable;
        var response = options.Body is { } body
            ? GatewayResponse.Text(status, body, options.ContentType ?? PlainText)
            : GatewayResponse.Problem(status, "Maintenance", "This API is in maintenance. Try again later.");
        var retry = options.RetryAfter is { } after ? Math.Ceiling(after.TotalSeconds).ToString(CultureInfo.InvariantCulture)
            : options.Until?.ToUniversalTime().ToString("R", CultureInfo.InvariantCulture);

        // A cache in front of the gateway must not keep the answer beyond the maintenance.
        response = response.WithHeader("Cache-Control", "no-store");
        return retry is null ? response : response.WithHeader("Retry-After", retry);
    }
}

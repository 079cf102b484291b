using System.Diagnostics.Metrics;
using System.Globalization;
using GatewayKit.Plugins.Deprecation.Usage;
using GatewayKit.Plugins.Redirect.Locations;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Plugins.Deprecation;

/// <summary>
/// Announces the deprecation and the sunset of an API, counts who still calls it, and ends it at its sunset. The stage is that of
/// authorization: consumers are known, and a cache or a limit further down can't answer without the headers.
/// </summary>
[GatewayPlugin<DeprecationOptions>("deprecation", PluginStage.Authorization, RejectsOnError = true)]
public sealed class DeprecationPlugin : IRequestHook, IResponseHook, ICommandHook
{
    private readonly TimeProvider _time;
    private readonly Phases _phases;
    private readonly DeprecationHeaders _headers;
    private readonly UsageReport _usage;
    private readonly AfterSunset _afterSunset;
    private readonly LocationTemplate? _successor;
    private readonly GatewayResponse _ended;
    private readonly GatewayResponse[] _brownouts;

    /// <summary>Initializes a new instance with its responses.</summary>
    /// <param name="options">The options.</param>
    /// <param name="placement">The location of the entry.</param>
    /// <param name="time">The clock.</param>
    /// <param name="meters">The metrics.</param>
    /// <param name="logger">The log.</param>
    public DeprecationPlugin(
        DeprecationOptions options, PluginPlacement placement, TimeProvider time, IMeterFactory meters, ILogger<DeprecationPlugin> logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(placement);
        _time = time;
        _phases = new Phases(options);
        _headers = new DeprecationHeaders(options);
        _usage = new UsageReport(placement.Key, time, meters, logger);
        _afterSunset = options.AfterSunset;
        _successor = options is { AfterSunset: AfterSunset.Redirect, Successor: { } successor } ? new LocationTemplate(successor) : null;
        _ended = _headers.AddTo(_successor is not null
            ? new GatewayResponse(StatusCodes.Status308PermanentRedirect)
            : GatewayResponse.Problem(StatusCodes.Status410Gone, "Gone", "This API has reached its sunset and doesn't respond any more."));
        _brownouts = [.. options.Brownouts.Select(window => _headers.AddTo(Describe(window)))];
    }

    /// <summary>Counts the request, and answers it in a brownout or after the sunset.</summary>
    public ValueTask<HookResult> OnRequestAsync(GatewayContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var now = _time.GetUtcNow();
        var phase = _phases.At(now);
        if (!CorsPreflight.Is(context.Http.Request))
            _usage.Count(context.Consumer?.Name, phase);
        var request = context.Http.Request;
        return phase switch
        {
            Phase.Brownout => HookResult.Respond(_headers.AddSuccessorTo(_brownouts[_phases.BrownoutAt(now)], request)),
            Phase.Sunset when _afterSunset != AfterSunset.Serve => End(request),
            _ => HookResult.Continue,
        };
    }

    /// <summary>Sets the headers of the response.</summary>
    public ValueTask<HookResult> OnResponseAsync(GatewayContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        _headers.Set(context.Http);
        return HookResult.Continue;
    }

    /// <summary>Describes who has called the API since the entry was created: <c>usage</c>.</summary>
    public ValueTask<CommandResult> OnCommandAsync(PluginCommand command)
    {
        ArgumentNullException.ThrowIfNull(command);
        return command.Name == "usage" ? CommandResult.Done(_usage.Describe()) : CommandResult.Unknown;
    }

    private ValueTask<HookResult> End(HttpRequest request)
    {
        if (_successor is null)
            return HookResult.Respond(_headers.AddSuccessorTo(_ended, request));

        // A request of the successor itself can match the same route.
        var target = _successor.Expand(request);
        return OwnAddress.Is(target, keepsQuery: true, _successor.Growing, request) ? HookResult.Continue
            : HookResult.Respond(_headers.AddSuccessorTo(
                _ended.WithHeader("Location", LocationQuery.Append(target, request.QueryString)), request));
    }

    private static GatewayResponse Describe(BrownoutWindow window)
        => GatewayResponse.Problem(
                StatusCodes.Status503ServiceUnavailable, "Brownout",
                "This API is deprecated. It doesn't respond for a while, to point out the clients that still use it.")
            .WithHeader("Retry-After", window.Until.ToUniversalTime().ToString("R", CultureInfo.InvariantCulture));
}

using GatewayKit.Configuration;
using GatewayKit.Configuration.Nodes;
using GatewayKit.Plugins;
using GatewayKit.Responses;
using GatewayKit.Telemetry;

namespace GatewayKit.Compilation;

/// <summary>A plugin at its position in a pipeline: its instance, as each hook that it implements.</summary>
internal sealed class PipelineEntry(
    PluginInstance instance, PluginType type, PluginPlacement placement, string routeId, PluginStage stage, object options,
    PluginEntry entry)
{
    public readonly IAuthenticationHook? Authentication = instance.Plugin as IAuthenticationHook;
    public readonly IRequestHook? Request = instance.Request;
    public readonly IUpstreamRequestHook? UpstreamRequest = instance.UpstreamRequest;
    public readonly IResponseHook? Response = instance.Plugin as IResponseHook;
    public readonly IErrorHook? Error = instance.Plugin as IErrorHook;
    public readonly ICompletionHook? Completion = instance.Plugin as ICompletionHook;
    public readonly PluginModule Module = type.Module;
    public readonly TimeSpan Timeout = entry.Timeout;
    public readonly bool ContinuesOnError = entry.OnError == PluginErrorPolicy.Continue;

    private UnauthorizedMemo? _unauthorized;
    private ForbiddenMemo? _forbidden;

    public PluginType Type { get; } = type;

    public PluginPlacement Placement { get; } = placement;

    public string RouteId { get; } = routeId;

    public PluginStage Stage { get; } = stage;

    /// <summary>The bound options, for the explanation of a pipeline.</summary>
    public object Options { get; } = options;

    /// <summary>The options as written in the source, for the explanation of a pipeline; null if there are none.</summary>
    public ConfigNode? Written => Source.Options;

    /// <summary>The entry of the configuration.</summary>
    public PluginEntry Source { get; } = entry;

    public string Name => Type.Name;

    /// <summary>The calls of the plugin's hooks; null until a listener is interested in them.</summary>
    public PluginCalls? Calls { get; set; }

    /// <summary>Gets whether the plugin blocks the maximum number of threads, so that it gets no more requests.</summary>
    public bool IsBlocked { get; set; }

    /// <summary>Gets whether the hooks must not be called: an exception escaped from its assembly, or it blocks too many threads.</summary>
    public bool IsBarred => Module.IsQuarantined || IsBlocked;

    public void ThrowIfBarred()
    {
        if (IsBarred)
            throw Module.IsQuarantined ? new QuarantinedPluginException(Name) : new BlockedPluginException(Name);
    }

    /// <summary>Returns whether another entry is the same entry in another version of the configuration,
    /// or at another stage for another caller.</summary>
    public bool IsSame(PipelineEntry other) => Type == other.Type && RouteId == other.RouteId && Placement.Key == other.Placement.Key;

    /// <summary>The 401 response with this plugin's challenge. Built once, because a plugin returns the same strings each time.</summary>
    public GatewayResponse Unauthorized(string challenge, string? reason)
    {
        if (_unauthorized is { } last && ReferenceEquals(last.Challenge, challenge) && ReferenceEquals(last.Reason, reason))
            return last.Response;

        var response = GatewayProblems.Unauthorized([challenge], reason);
        _unauthorized = new UnauthorizedMemo(challenge, reason, response);
        return response;
    }

    /// <summary>Returns the 403 for a reason of this plugin, cached for the last string.</summary>
    public GatewayResponse Forbidden(string reason)
    {
        if (_forbidden is { } last && ReferenceEquals(last.Reason, reason))
            return last.Response;

        var response = GatewayProblems.Forbidden(reason);
        _forbidden = new ForbiddenMemo(reason, response);
        return response;
    }

    private sealed record UnauthorizedMemo(string Challenge, string? Reason, GatewayResponse Response);

    private sealed record ForbiddenMemo(string Reason, GatewayResponse Response);
}

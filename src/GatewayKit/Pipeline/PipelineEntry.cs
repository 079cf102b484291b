using GatewayKit.Configuration;
using GatewayKit.Plugins;

namespace GatewayKit.Pipeline;

/// <summary>A plugin at its place in a pipeline: its instance, seen through each hook that it implements.</summary>
internal sealed class PipelineEntry(IGatewayPlugin plugin, PluginType type, PluginPlacement placement, PluginStage stage, object options, PluginEntry entry)
{
    public readonly IAuthenticationHook? Authentication = plugin as IAuthenticationHook;
    public readonly IRequestHook? Request = plugin as IRequestHook;
    public readonly IUpstreamRequestHook? UpstreamRequest = plugin as IUpstreamRequestHook;
    public readonly IResponseHook? Response = plugin as IResponseHook;
    public readonly IErrorHook? Error = plugin as IErrorHook;
    public readonly ICompletionHook? Completion = plugin as ICompletionHook;
    public readonly PluginModule Module = type.Module;
    public readonly TimeSpan Timeout = entry.Timeout;
    public readonly bool ContinuesOnError = entry.OnError == PluginErrorPolicy.Continue;

    private UnauthorizedMemo? _unauthorized;

    public PluginType Type { get; } = type;

    public PluginPlacement Placement { get; } = placement;

    public PluginStage Stage { get; } = stage;

    /// <summary>The bound options, for those who explain a pipeline.</summary>
    public object Options { get; } = options;

    public string Name => Type.Name;

    /// <summary>Whether its hooks are not to be called: an exception escaped from its assembly, or it blocks too many threads.</summary>
    public bool IsBarred => Module.IsQuarantined || Type.IsBlocked;

    public void ThrowIfBarred()
    {
        if (IsBarred)
            throw Module.IsQuarantined ? new QuarantinedPluginException(Name) : new BlockedPluginException(Name);
    }

    /// <summary>The 401 with this plugin's challenge. A plugin gives the same strings each time, so it is built once.</summary>
    public GatewayResponse Unauthorized(string challenge, string? reason)
    {
        if (_unauthorized is { } last && ReferenceEquals(last.Challenge, challenge) && ReferenceEquals(last.Reason, reason))
            return last.Response;

        var response = AuthenticationRules.Unauthorized([challenge], reason);
        _unauthorized = new UnauthorizedMemo(challenge, reason, response);
        return response;
    }

    private sealed record UnauthorizedMemo(string Challenge, string? Reason, GatewayResponse Response);
}

namespace GatewayKit.Pipeline;

/// <summary>
/// The plugins of a route in their order, compiled: which of them have a hook is known, so that a request only runs what
/// there is.
/// </summary>
internal sealed class RoutePipeline
{
    public static readonly RoutePipeline Empty = new([]);

    public RoutePipeline(PipelineEntry[] entries)
    {
        Entries = entries;
        AuthenticationEnd = Array.FindLastIndex(entries, e => e.Stage <= PluginStage.Authentication) + 1;
        LastAuthentication = Array.FindLastIndex(entries, e => e.Authentication is not null);
        HasUpstreamRequestHooks = Array.Exists(entries, e => e.UpstreamRequest is not null);
        HasResponseHooks = Array.Exists(entries, e => e.Response is not null);
        HasErrorHooks = Array.Exists(entries, e => e.Error is not null);
        HasCompletionHooks = Array.Exists(entries, e => e.Completion is not null);
    }

    /// <summary>The plugins from the first to the last on the way down.</summary>
    public PipelineEntry[] Entries { get; }

    /// <summary>The index after the last entry up to and including the authentication stage: there the caller is known.</summary>
    public int AuthenticationEnd { get; }

    /// <summary>The index of the last authentication hook, or -1.</summary>
    public int LastAuthentication { get; }

    public bool HasUpstreamRequestHooks { get; }

    public bool HasResponseHooks { get; }

    public bool HasErrorHooks { get; }

    public bool HasCompletionHooks { get; }
}

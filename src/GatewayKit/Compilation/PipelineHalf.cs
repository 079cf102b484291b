namespace GatewayKit.Compilation;

/// <summary>
/// A compiled half of a route's plugins, in order: those before the caller is authenticated, or those after. Their hooks are
/// known in advance, so that a request runs only existing hooks.
/// </summary>
internal sealed class PipelineHalf(PipelineEntry[] entries)
{
    public static readonly PipelineHalf Empty = new([]);

    /// <summary>The plugins from the first to the last of the request.</summary>
    public readonly PipelineEntry[] Entries = entries;

    /// <summary>The index of the last authentication hook, or -1.</summary>
    public readonly int LastAuthentication = Array.FindLastIndex(entries, e => e.Authentication is not null);

    public readonly bool HasUpstreamRequestHooks = Array.Exists(entries, e => e.UpstreamRequest is not null);

    public readonly bool HasResponseHooks = Array.Exists(entries, e => e.Response is not null);

    public readonly bool HasErrorHooks = Array.Exists(entries, e => e.Error is not null);

    public readonly bool SendsSubrequests = Array.Exists(entries, e => e.Type.SendsSubrequests);

    public readonly bool HasCompletionHooks = Array.Exists(entries, e => e.Completion is not null);
}

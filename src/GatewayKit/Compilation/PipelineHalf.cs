namespace GatewayKit.Compilation;

/// <summary>
/// One half of a route's plugins in their order, compiled: those before the caller is known, or those after. Which hooks they have is
/// known, so that a request only runs what there is.
/// </summary>
internal sealed class PipelineHalf(PipelineEntry[] entries)
{
    public static readonly PipelineHalf Empty = new([]);

    /// <summary>The plugins from the first to the last on the way down.</summary>
    public readonly PipelineEntry[] Entries = entries;

    /// <summary>The index of the last authentication hook, or -1.</summary>
    public readonly int LastAuthentication = Array.FindLastIndex(entries, e => e.Authentication is not null);

    public readonly bool HasUpstreamRequestHooks = Array.Exists(entries, e => e.UpstreamRequest is not null);

    public readonly bool HasResponseHooks = Array.Exists(entries, e => e.Response is not null);

    public readonly bool HasErrorHooks = Array.Exists(entries, e => e.Error is not null);

    public readonly bool HasCompletionHooks = Array.Exists(entries, e => e.Completion is not null);
}

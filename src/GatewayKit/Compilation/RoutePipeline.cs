namespace GatewayKit.Compilation;

/// <summary>
/// The plugins of a route in two halves: up to and including the stage <c>authentication</c>, before the caller is known, and those
/// after. A caller changes the second half only: what has run stays as it ran, and nothing of the second half is skipped.
/// </summary>
internal sealed class RoutePipeline(PipelineHalf beforeCaller, PipelineHalf afterCaller)
{
    public static readonly RoutePipeline Empty = new(PipelineHalf.Empty, PipelineHalf.Empty);

    public PipelineHalf BeforeCaller { get; } = beforeCaller;

    public PipelineHalf AfterCaller { get; } = afterCaller;

    public int Count => BeforeCaller.Entries.Length + AfterCaller.Entries.Length;

    /// <summary>The index of the first entry that runs once the caller is known.</summary>
    public int CallerIndex => BeforeCaller.Entries.Length;

    public bool HasUpstreamRequestHooks => BeforeCaller.HasUpstreamRequestHooks || AfterCaller.HasUpstreamRequestHooks;

    public bool HasResponseHooks => BeforeCaller.HasResponseHooks || AfterCaller.HasResponseHooks;

    public bool HasErrorHooks => BeforeCaller.HasErrorHooks || AfterCaller.HasErrorHooks;

    public bool HasCompletionHooks => BeforeCaller.HasCompletionHooks || AfterCaller.HasCompletionHooks;

    /// <summary>The entry at a position, counted through both halves.</summary>
    public PipelineEntry this[int index]
    {
        get
        {
            var before = BeforeCaller.Entries;
            return index < before.Length ? before[index] : AfterCaller.Entries[index - before.Length];
        }
    }

    /// <summary>The pipeline of a caller: this route's first half and the caller's own second half.</summary>
    public RoutePipeline For(PipelineHalf afterCaller) => new(BeforeCaller, afterCaller);
}

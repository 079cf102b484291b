namespace GatewayKit.Compilation;

/// <summary>
/// The plugins of a route in two halves: up to and including the stage <c>authentication</c>, before the caller is known, and the plugins
/// after. A caller changes only the second half: plugins that ran already don't change, and no plugin of the second half is skipped.
/// </summary>
internal sealed class RoutePipeline(PipelineHalf beforeCaller, PipelineHalf afterCaller)
{
    public static readonly RoutePipeline Empty = new(PipelineHalf.Empty, PipelineHalf.Empty);

    public PipelineHalf BeforeCaller { get; } = beforeCaller;

    public PipelineHalf AfterCaller { get; } = afterCaller;

    public int Count => BeforeCaller.Entries.Length + AfterCaller.Entries.Length;

    /// <summary>The index of the first entry that runs after the caller is known.</summary>
    public int CallerIndex => BeforeCaller.Entries.Length;

    public bool HasUpstreamRequestHooks => BeforeCaller.HasUpstreamRequestHooks || AfterCaller.HasUpstreamRequestHooks;

    public bool HasResponseHooks => BeforeCaller.HasResponseHooks || AfterCaller.HasResponseHooks;

    public bool HasErrorHooks => BeforeCaller.HasErrorHooks || AfterCaller.HasErrorHooks;

    public bool HasCompletionHooks => BeforeCaller.HasCompletionHooks || AfterCaller.HasCompletionHooks;

    /// <summary>Gets whether a plugin can send requests through the gateway.</summary>
    public bool SendsSubrequests => BeforeCaller.SendsSubrequests || AfterCaller.SendsSubrequests;

    /// <summary>Returns the entry at a position, counted through both halves.</summary>
    public PipelineEntry this[int index]
    {
        get
        {
            var before = BeforeCaller.Entries;
            return index < before.Length ? before[index] : AfterCaller.Entries[index - before.Length];
        }
    }

    /// <summary>Returns the pipeline of a caller: this route's first half and the caller's own second half.</summary>
    public RoutePipeline For(PipelineHalf afterCaller) => new(BeforeCaller, afterCaller);
}

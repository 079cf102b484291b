using GatewayKit.Compilation;

namespace GatewayKit.Pipeline;

/// <summary>
/// The states of the entries of a pipeline in one exchange, by their positions. The slots are created once for each half and never moved: a
/// hook that was abandoned after a timeout may write its slot while another hook writes another slot.
/// </summary>
internal struct EntryStates
{
    private object?[]? _beforeCaller;
    private object?[]? _afterCaller;

    public readonly object? Get(RoutePipeline pipeline, int index)
        => index < pipeline.CallerIndex ? _beforeCaller?[index] : _afterCaller?[index - pipeline.CallerIndex];

    public void Set(RoutePipeline pipeline, int index, object? value)
    {
        if (index < pipeline.CallerIndex)
            Places(ref _beforeCaller, pipeline.BeforeCaller)[index] = value;
        else
            Places(ref _afterCaller, pipeline.AfterCaller)[index - pipeline.CallerIndex] = value;
    }

    /// <summary>Returns the same states in slots of their own.</summary>
    public readonly EntryStates Copy() => new()
    {
        _beforeCaller = (object?[]?)_beforeCaller?.Clone(),
        _afterCaller = (object?[]?)_afterCaller?.Clone(),
    };

    private static object?[] Places(ref object?[]? places, PipelineHalf half)
        => Volatile.Read(ref places) ?? Interlocked.CompareExchange(ref places, new object?[half.Entries.Length], null) ?? places;
}

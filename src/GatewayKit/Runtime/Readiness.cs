using GatewayKit.Compilation;

namespace GatewayKit.Runtime;

/// <summary>Whether new requests should be sent to this instance.</summary>
internal sealed class Readiness(CurrentSnapshot current, SnapshotPublisher publisher, IEnumerable<IReadinessCondition> conditions)
{
    private readonly IReadinessCondition[] _conditions = [.. conditions];

    private bool _isDraining;

    public bool IsReady => current.Value is not null && !IsDraining && !publisher.IsStuck
        && Array.TrueForAll(_conditions, condition => condition.IsReady);

    /// <summary>Gets the notes of the conditions.</summary>
    public IEnumerable<string> Remarks => _conditions.Select(condition => condition.Remark).OfType<string>();

    /// <summary>Gets whether the host is stopping.</summary>
    public bool IsDraining
    {
        get => Volatile.Read(ref _isDraining);
        set => Volatile.Write(ref _isDraining, value);
    }
}

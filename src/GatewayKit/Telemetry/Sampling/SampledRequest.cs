using Microsoft.AspNetCore.Http;

namespace GatewayKit.Telemetry.Sampling;

/// <summary>The place of a request that is recorded; empty for other requests.</summary>
/// <param name="slot">The place.</param>
/// <param name="generation">The number of the request among those of the place.</param>
internal readonly struct SampledRequest(SampleSlot slot, int generation)
{
    private readonly SampleSlot? _slot = slot;
    private readonly int _generation = generation;

    /// <summary>Gets whether the request isn't recorded.</summary>
    public bool IsEmpty => _slot is null;

    /// <summary>Completes the record.</summary>
    /// <param name="status">The status of the response.</param>
    /// <param name="caller">The caller; null if it isn't known.</param>
    public void End(int status, Consumer? caller)
    {
        if (_slot is null)
            return;

        Span<byte> end = stackalloc byte[SampleSlot.MaxLength];
        var writer = new HeadWriter(end);
        var isWritten = writer.TryWrite(status == StatusCodes.Status499ClientClosedRequest ? 0 : status)
            && writer.TryWrite(caller is null ? 0 : 1)
            && (caller is null || (writer.TryWrite(caller.Name) && writer.TryWrite(caller.GroupList)));

        // Without its caller, the request would be taken for that of another one.
        if (isWritten)
            _slot.End(_generation, writer.Written);
    }
}

namespace GatewayKit;

/// <summary>
/// The counter stores of the gateway, for a plugin whose options choose between them. Others use <see cref="ICounterStore"/>: the shared
/// store if there is one, otherwise the local one.
/// </summary>
public interface ICounterStores
{
    /// <summary>Gets the counters in this process. Their calls complete synchronously and never fail.</summary>
    ICounterStore Local { get; }

    /// <summary>Gets the counters that several nodes share, or another store of the host; <c>null</c> if there is none.</summary>
    ICounterStore? Shared { get; }
}

namespace GatewayKit.Limits;

/// <summary>The store of an entry's counters.</summary>
public enum CounterLocation
{
    /// <summary>In the gateway's process: each node has its own counters.</summary>
    Local,

    /// <summary>In the store that several nodes share.</summary>
    Shared,
}

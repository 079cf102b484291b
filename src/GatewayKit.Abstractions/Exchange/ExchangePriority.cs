namespace GatewayKit;

/// <summary>
/// The priority of a request: when the gateway can't serve every request, those with a lower priority wait or are rejected first.
/// </summary>
public enum ExchangePriority
{
    /// <summary>Work that can wait, such as batch jobs. It is the first to be rejected.</summary>
    Low = 0,

    /// <summary>The priority of a request unless a plugin sets another one.</summary>
    Normal = 1,

    /// <summary>Work that others wait for. It is the last to be rejected.</summary>
    High = 2,

    /// <summary>Requests that must never be rejected because of load, such as health checks.</summary>
    Critical = 3,
}

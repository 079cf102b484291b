namespace GatewayKit.Acme;

/// <summary>The periods of the work in the background. Tests have shorter ones.</summary>
internal sealed record AcmeTimings
{
    /// <summary>Gets the time between two reads of the open challenge.</summary>
    public TimeSpan ChallengePoll { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Gets the time in which all nodes must have read a challenge.</summary>
    public TimeSpan Propagation { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Gets the time between two looks for certificates of other nodes.</summary>
    public TimeSpan Poll { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Gets the time between two looks while another node orders.</summary>
    public TimeSpan BusyPoll { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Gets the limit of an order.</summary>
    public TimeSpan OrderLimit { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Gets the time after which the lock of a dead node ends. The holder ends its work before.</summary>
    public TimeSpan Lock { get; init; } = TimeSpan.FromMinutes(8);
}

namespace GatewayKit.Hosting.Descriptors;

/// <summary>The numbers of connections that the file descriptors of the process allow.
/// Without a free descriptor, the runtime ends the process.</summary>
internal sealed record ConnectionBudget
{
    /// <summary>The number of connections that may exceed a limit for a moment, until they are closed.</summary>
    public const int Margin = 8;

    /// <summary>The maximum number of connections to an admin server if there are enough file descriptors.</summary>
    public const int MaxAdminConnections = 64;

    /// <summary>The descriptors that are reserved for the admin addresses, files, plugins and assemblies that are loaded later.</summary>
    private const long Reserve = 128;

    private const int FewAdminConnections = 8;

    /// <summary>Gets whether the descriptors allow less than the wanted number.</summary>
    public bool IsLimited { get; private init; }

    /// <summary>The maximum number of connections of clients.</summary>
    public long Connections { get; private init; }

    /// <summary>The maximum number of connections to upstreams; null for no limit.</summary>
    public long? UpstreamConnections { get; private init; }

    /// <summary>The maximum number of connections to each admin server.</summary>
    public int AdminConnections { get; private init; }

    /// <summary>The limit of descriptors that would allow the wanted number.</summary>
    public long NeededLimit { get; private init; }

    /// <summary>Divides the descriptors.</summary>
    /// <param name="descriptors">The limit and the number of open descriptors; null if there is no limit.</param>
    /// <param name="wanted">The number of connections that clients may open without a limit of descriptors; null for no limit.</param>
    /// <param name="admin">The number of connections to an admin server without a limit of descriptors.</param>
    public static ConnectionBudget Of((long Limit, long Open)? descriptors, long? wanted, int admin)
    {
        if (descriptors is not { } found)
            return new ConnectionBudget { Connections = wanted ?? long.MaxValue, AdminConnections = admin };

        var allowed = Math.Max(1, ((found.Limit - found.Open - Reserve) / 2) - Margin);
        var isLimited = wanted is null || wanted > allowed;
        return new ConnectionBudget
        {
            IsLimited = isLimited,
            Connections = isLimited ? allowed : wanted!.Value,
            UpstreamConnections = Math.Max(1, found.Limit - found.Open - Reserve - Margin - (isLimited ? allowed : wanted!.Value)),
            AdminConnections = isLimited ? Math.Min(admin, FewAdminConnections) : admin,
            NeededLimit = found.Open + Reserve + (2 * ((wanted ?? allowed) + Margin)),
        };
    }
}

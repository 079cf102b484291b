namespace GatewayKit.Hosting.Descriptors;

/// <summary>The connections that the file descriptors of the process allow. Without one to spare, the runtime itself ends the process.</summary>
internal sealed record ConnectionBudget
{
    /// <summary>How many connections may be open beyond a limit for the moment that it takes to close them.</summary>
    public const int Margin = 8;

    /// <summary>The maximum number of connections to an admin server where file descriptors are plenty.</summary>
    public const int MaxAdminConnections = 64;

    /// <summary>The descriptors kept for the admin addresses, files, plugins and assemblies that are loaded later.</summary>
    private const long Reserve = 128;

    private const int FewAdminConnections = 8;

    /// <summary>Whether the descriptors allow less than is wanted.</summary>
    public bool IsLimited { get; private init; }

    /// <summary>The most connections of clients.</summary>
    public long Connections { get; private init; }

    /// <summary>The most connections to upstreams; null for any number.</summary>
    public long? UpstreamConnections { get; private init; }

    /// <summary>The most connections to each admin server.</summary>
    public int AdminConnections { get; private init; }

    /// <summary>The limit that would allow what is wanted.</summary>
    public long NeededLimit { get; private init; }

    /// <summary>Divides descriptors.</summary>
    /// <param name="descriptors">The limit and the number that is open; null if there is no limit.</param>
    /// <param name="wanted">The connections that clients may open otherwise; null for any number.</param>
    /// <param name="admin">The connections to an admin server otherwise.</param>
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

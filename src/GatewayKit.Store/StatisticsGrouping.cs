namespace GatewayKit.Store;

/// <summary>The names by which a query splits requests.</summary>
[Flags]
public enum StatisticsGrouping
{
    /// <summary>All requests are counted together.</summary>
    None = 0,

    /// <summary>By route.</summary>
    Route = 1,

    /// <summary>By consumer.</summary>
    Consumer = 2,

    /// <summary>By the first digit of the status.</summary>
    StatusClass = 4,
}

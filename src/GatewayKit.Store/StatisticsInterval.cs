namespace GatewayKit.Store;

/// <summary>The length of the intervals of a query, in UTC.</summary>
public enum StatisticsInterval
{
    /// <summary>Minutes, which are kept for a short time.</summary>
    Minute,

    /// <summary>Hours.</summary>
    Hour,

    /// <summary>Days.</summary>
    Day,

    /// <summary>The whole time of the query, in hours.</summary>
    Total,
}

namespace GatewayKit.Plugins.Quota;

/// <summary>The periods of the calendar that a quota is for.</summary>
public enum QuotaPeriod
{
    /// <summary>From one full hour to the next.</summary>
    Hour,

    /// <summary>From midnight to midnight.</summary>
    Day,

    /// <summary>From Monday to Sunday (ISO 8601).</summary>
    Week,

    /// <summary>From the first day of the month to the last.</summary>
    Month,
}

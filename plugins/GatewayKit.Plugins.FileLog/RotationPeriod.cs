namespace GatewayKit.Plugins.FileLog;

/// <summary>The time at which a new file begins.</summary>
public enum RotationPeriod
{
    /// <summary>A file has no maximum time.</summary>
    Never,

    /// <summary>A file has the lines of an hour in UTC.</summary>
    Hour,

    /// <summary>A file has the lines of a day in UTC.</summary>
    Day,
}

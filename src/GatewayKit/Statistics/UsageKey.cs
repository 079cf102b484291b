namespace GatewayKit.Statistics;

/// <summary>The requests that are counted together.</summary>
/// <param name="Route">The id of the route.</param>
/// <param name="Consumer">The name of the consumer.</param>
/// <param name="StatusClass">The first digit of the status.</param>
internal readonly record struct UsageKey(string Route, string Consumer, int StatusClass)
{
    /// <summary>Returns the first digit of a status; 0 for one that isn't from 100 to 599.</summary>
    public static int ClassOf(int status) => status is >= 100 and < 600 ? status / 100 : 0;
}

namespace GatewayKit.Benchmarks.Load;

/// <summary>A connection of the load generator.</summary>
internal interface IConnection : IDisposable
{
    /// <summary>Sends requests as the schedule says, until it is over.</summary>
    /// <exception cref="IOException">The connection was closed, or a response isn't as expected.</exception>
    Task RunAsync(ISchedule schedule, Tally tally);
}

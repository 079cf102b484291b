namespace GatewayKit.Benchmarks.Load;

/// <summary>Decides when a connection sends its next request.</summary>
internal interface ISchedule
{
    /// <summary>Returned instead of a timestamp: the load is over.</summary>
    const long Over = -1;

    /// <summary>Waits until the next request has to be sent.</summary>
    /// <param name="turn">The caller's own signal.</param>
    /// <returns>The timestamp at which the request should be sent, possibly in the past; <see cref="Over"/> at the end.</returns>
    ValueTask<long> NextAsync(Turn turn);

    /// <summary>Ends the load.</summary>
    /// <returns>The timestamps of the requests that were due and hadn't been sent.</returns>
    IReadOnlyList<long> Stop();
}

namespace GatewayKit.Proxy.Failures;

/// <summary>The failure that a plugin's stream states when it reads an invalid body of the upstream.</summary>
internal static class StatedFailure
{
    // Streams of several plugins can wrap each other's exceptions.
    private const int MaxDepth = 16;

    /// <summary>Returns the failure in a report of the forwarder; null if there is none.</summary>
    public static UpstreamFailureException? In(Exception? error) => In(error, MaxDepth);

    private static UpstreamFailureException? In(Exception? error, int depth)
    {
        if (error is null or UpstreamFailureException || depth == 0)
            return error as UpstreamFailureException;
        if (error is not AggregateException aggregate)
            return In(error.InnerException, depth - 1);

        foreach (var inner in aggregate.InnerExceptions)
        {
            if (In(inner, depth - 1) is { } found)
                return found;
        }

        return null;
    }
}

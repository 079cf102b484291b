namespace GatewayKit.AccessLog;

/// <summary>The place that lines are written to.</summary>
internal interface ILogTarget : IAsyncDisposable
{
    /// <summary>Writes lines. Called by one task at a time.</summary>
    /// <param name="lines">The lines, which the target doesn't keep.</param>
    /// <param name="cancellation">Canceled when the time to write the last lines is over.</param>
    /// <exception cref="Exception">The lines aren't written.</exception>
    ValueTask WriteAsync(IReadOnlyList<LogLine> lines, CancellationToken cancellation);
}

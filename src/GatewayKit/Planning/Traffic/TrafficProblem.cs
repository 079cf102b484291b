namespace GatewayKit.Planning.Traffic;

/// <summary>A part of recorded traffic that can't be read.</summary>
/// <param name="Source">The name of the file.</param>
/// <param name="Number">The line of a log, or the entry of a HAR file, from 1.</param>
/// <param name="Message">The reason. Doesn't have any text of the line, which can have secrets.</param>
public sealed record TrafficProblem(string Source, long Number, string Message)
{
    /// <inheritdoc />
    public override string ToString() => $"{Source}:{Number}: {Message}";
}

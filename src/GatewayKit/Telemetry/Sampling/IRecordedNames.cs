namespace GatewayKit.Telemetry.Sampling;

/// <summary>The names that were recorded.</summary>
internal interface IRecordedNames
{
    /// <summary>Returns whether a query parameter is in the record if the request had it, with or without its value.</summary>
    bool KnowsParameter(ReadOnlySpan<char> name);
}

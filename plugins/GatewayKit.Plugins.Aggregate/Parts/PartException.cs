namespace GatewayKit.Plugins.Aggregate.Parts;

/// <summary>Thrown when a part fails. The message is the end of a sentence, and has no value of the exchange.</summary>
internal sealed class PartException(string message) : Exception(message)
{
    /// <summary>Gets the status of the answer if the part is required.</summary>
    public int Status { get; init; } = 502;
}

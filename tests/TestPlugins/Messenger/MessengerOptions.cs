namespace Messenger;

public sealed record MessengerOptions
{
    /// <summary>Where the plugin asks.</summary>
    public required string Address { get; init; }
}

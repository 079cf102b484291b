namespace GatewayKit.Portal.Trying.Sending;

/// <summary>The answer to a request.</summary>
internal sealed record TryAnswer
{
    public required int Status { get; init; }

    /// <summary>The reason phrase; empty without one.</summary>
    public string Reason { get; init; } = "";

    /// <summary>The time until the end of the answer, or until its part that is shown.</summary>
    public required TimeSpan Time { get; init; }

    public IReadOnlyList<TryHeader> Headers { get; init; } = [];

    /// <summary>The body as text; null if it isn't text.</summary>
    public string? Body { get; init; } = "";

    /// <summary>The number of bytes that were received.</summary>
    public int Length { get; init; }

    /// <summary>The reason why the body isn't complete; null if it is.</summary>
    public string? Cut { get; init; }
}

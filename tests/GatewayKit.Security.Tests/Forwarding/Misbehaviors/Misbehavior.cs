using GatewayKit.Security.Tests.Forwarding.Sockets;

namespace GatewayKit.Security.Tests.Forwarding.Misbehaviors;

/// <summary>An upstream that breaks the rules of RFC 9112 or the connection, and what the client may see of it.</summary>
/// <param name="Answer">What the upstream does with a request.</param>
/// <param name="Outcome">What the client must see.</param>
internal sealed record Misbehavior(Func<UpstreamCall, Task> Answer, Outcome Outcome)
{
    public const string Poison = "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\npoison";

    /// <summary>The methods of the requests.</summary>
    public IReadOnlyList<string> Methods { get; init; } = ["GET", "POST"];

    /// <summary>The kind of route.</summary>
    public string Site { get; init; } = "plain";

    /// <summary>The upstream sends bytes and keeps the connection.</summary>
    public static Misbehavior Says(string bytes, Outcome outcome) => new(async call => await call.Wire.WriteAsync(bytes), outcome);

    /// <summary>The upstream sends bytes and closes the connection.</summary>
    public static Misbehavior SaysAndCloses(string bytes, Outcome outcome) => new(async call =>
    {
        await call.Wire.WriteAsync(bytes);
        call.Wire.Dispose();
    }, outcome);

    /// <summary>The upstream sends bytes and resets the connection.</summary>
    public static Misbehavior SaysAndResets(string bytes, Outcome outcome) => new(async call =>
    {
        await call.Wire.WriteAsync(bytes);
        call.Wire.Reset();
    }, outcome);

    /// <summary>The upstream sends bytes and then nothing more.</summary>
    public static Misbehavior SaysAndWaits(string bytes, Outcome outcome) => new(async call =>
    {
        await call.Wire.WriteAsync(bytes);
        await call.Wire.ReadToEndAsync();
    }, outcome)
    { Site = "stalling", Methods = ["GET"] };

    /// <summary>The upstream repeats bytes until the gateway closes the connection.</summary>
    public static Misbehavior Repeats(string start, string bytes, Outcome outcome) => new(async call =>
    {
        await call.Wire.WriteAsync(start);
        while (await call.Wire.WriteAsync(bytes))
        {
        }
    }, outcome);
}

namespace GatewayKit.Security.Tests.Forwarding.Misbehaviors;

/// <summary>The result that a client must see.</summary>
internal enum Outcome
{
    /// <summary>A problem document with 502.</summary>
    BadGateway,

    /// <summary>A problem document with 504.</summary>
    GatewayTimeout,

    /// <summary>A problem document with 502 or 504, or a response that never ends cleanly.</summary>
    NeverWhole,

    /// <summary>The response with the body <c>ok</c>, and nothing that follows it.</summary>
    Ok,

    /// <summary>The response without a body, and nothing that follows it.</summary>
    Empty,
}

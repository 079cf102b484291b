namespace GatewayKit.OpenApi.Mocking;

/// <summary>What is known of a request besides what is in it.</summary>
public readonly record struct MockContext
{
    /// <summary>Who is calling, if someone has found that out already: then no credentials are asked for. Null for nobody.</summary>
    public string? Caller { get; init; }

    /// <summary>Whether the request has a body that is not at hand: then the request is not validated.</summary>
    public bool LacksBody { get; init; }
}

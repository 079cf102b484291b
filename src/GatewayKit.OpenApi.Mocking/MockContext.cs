namespace GatewayKit.OpenApi.Mocking;

/// <summary>The facts about a request that aren't part of it.</summary>
public readonly record struct MockContext
{
    /// <summary>The authenticated caller: the mock then doesn't require credentials. <c>null</c> for an anonymous caller.</summary>
    public string? Caller { get; init; }

    /// <summary>Whether the request has a body that isn't available: the mock then doesn't validate the request.</summary>
    public bool LacksBody { get; init; }

    /// <summary>The reason why the body can't be decoded; returned as the response after the credentials are checked. <c>null</c> for no
    /// problem.</summary>
    public ApiProblem? BodyProblem { get; init; }
}

namespace GatewayKit.OpenApi.Mocking;

/// <summary>What a mock answers to a request.</summary>
public sealed record MockAnswer
{
    /// <summary>The answer.</summary>
    public ApiResponse Response
    {
        get => field ??= Problem?.ToResponse() ?? throw new InvalidOperationException("There is neither a response nor a problem.");
        init;
    }

    /// <summary>The problem that <see cref="Response"/> tells of; null if it is an answer of the API's own.</summary>
    public ApiProblem? Problem { get; init; }

    /// <summary>The operation; null if the document has none for the request.</summary>
    public OpenApiOperation? Operation { get; init; }

    /// <summary>How long the answer is to be held back.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>Whether <see cref="Problem"/>, or else <see cref="Response"/>, is the same object for every such request, so that something
    /// may be kept beside it.</summary>
    public bool IsPrepared { get; init; }

    /// <summary>How the request or the answer violates the document: the value of <c>Gateway-Violations</c>, a list (RFC 9651,
    /// section 3.1) of places with the rule as <c>code</c>; null if neither does.</summary>
    public string? Violations { get; init; }

    /// <summary>The value of <c>Preference-Applied</c> (RFC 7240, section 3); null if nothing was asked for and done.</summary>
    public string? PreferenceApplied { get; init; }
}

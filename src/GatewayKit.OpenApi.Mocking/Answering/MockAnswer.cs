namespace GatewayKit.OpenApi.Mocking;

/// <summary>A mock's response to a request.</summary>
public sealed record MockAnswer
{
    /// <summary>The response.</summary>
    public ApiResponse Response
    {
        get => field ??= Problem?.ToResponse() ?? throw new InvalidOperationException("There is neither a response nor a problem.");
        init;
    }

    /// <summary>The problem that <see cref="Response"/> contains; <c>null</c> for a response of the API.</summary>
    public ApiProblem? Problem { get; init; }

    /// <summary>The operation; <c>null</c> if none matches the request.</summary>
    public OpenApiOperation? Operation { get; init; }

    /// <summary>The delay before the response is sent.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>Whether <see cref="Problem"/>, or otherwise <see cref="Response"/>, is the same object for every equal request, so that
    /// callers can cache data for it.</summary>
    public bool IsPrepared { get; init; }

    /// <summary>The violations of the request or the response: the value of <c>Gateway-Violations</c>, a list (RFC 9651, section 3.1) of
    /// locations with the rule as <c>code</c>; <c>null</c> if both are valid.</summary>
    public string? Violations { get; init; }

    /// <summary>The value of <c>Preference-Applied</c> (RFC 7240, section 3); <c>null</c> if no preference was applied.</summary>
    public string? PreferenceApplied { get; init; }
}

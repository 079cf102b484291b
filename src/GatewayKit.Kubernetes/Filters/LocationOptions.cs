namespace GatewayKit.Kubernetes.Filters;

/// <summary>The options of <c>kubernetes-location</c>.</summary>
internal sealed record LocationOptions : IValidatedOptions
{
    /// <summary>The URL, with the variables <c>$scheme</c>, <c>$host</c> and <c>$request_uri</c>.</summary>
    public required string Location { get; init; }

    /// <summary>The status.</summary>
    public int Status { get; init; } = 302;

    /// <summary>Whether only requests without TLS are redirected.</summary>
    public bool OnlyHttp { get; init; }

    /// <inheritdoc />
    public IEnumerable<OptionsError> Validate()
    {
        if (LocationTemplate.Problem(Location) is { } problem)
            yield return new OptionsError("location", problem);
        if (Status is < 300 or > 308)
            yield return new OptionsError("status", $"is {Status}; it must be between 300 and 308");
    }
}

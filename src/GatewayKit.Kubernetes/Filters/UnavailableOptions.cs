namespace GatewayKit.Kubernetes.Filters;

/// <summary>The options of <c>kubernetes-unavailable</c>.</summary>
internal sealed record UnavailableOptions : IValidatedOptions
{
    /// <summary>The status: 500 for a backend or a rule that is invalid, 503 for a backend without ready endpoints.</summary>
    public int Status { get; init; } = 500;

    /// <inheritdoc />
    public IEnumerable<OptionsError> Validate()
        => Status is 500 or 503 ? [] : [new OptionsError("status", $"is {Status}; it must be 500 or 503")];
}

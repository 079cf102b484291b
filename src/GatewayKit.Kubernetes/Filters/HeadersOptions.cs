namespace GatewayKit.Kubernetes.Filters;

/// <summary>The options of <c>kubernetes-headers</c>.</summary>
internal sealed record HeadersOptions : IValidatedOptions
{
    /// <summary>The changes of the request.</summary>
    public HeaderChanges Request { get; init; } = new();

    /// <summary>The changes of the response, also of the gateway's own responses.</summary>
    public HeaderChanges Response { get; init; } = new();

    /// <inheritdoc />
    public IEnumerable<OptionsError> Validate() => Request.Validate("request").Concat(Response.Validate("response"));
}

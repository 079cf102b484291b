namespace GatewayKit.OpenApi.Validation;

/// <summary>What counts as a violation of a request.</summary>
public sealed record RequestValidationOptions
{
    /// <summary>What happens with parameters of the query that the document doesn't know. Default: they are ignored.</summary>
    public UnknownParameters UnknownParameters { get; init; }

    /// <summary>Whether a property that is <c>readOnly</c> is a violation in the body of a request. Default: false, it is tolerated; OpenAPI says
    /// that it should not be sent.</summary>
    public bool ReportReadOnly { get; init; }
}

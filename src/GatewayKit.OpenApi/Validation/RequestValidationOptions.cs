namespace GatewayKit.OpenApi.Validation;

/// <summary>The rules for validating requests.</summary>
public sealed record RequestValidationOptions
{
    /// <summary>The handling of query parameters that the document doesn't declare. Default: they are ignored.</summary>
    public UnknownParameters UnknownParameters { get; init; }

    /// <summary>Whether a <c>readOnly</c> property in the body of a request is a violation. Default: <c>false</c>, which accepts it;
    /// OpenAPI says that it should not be sent.</summary>
    public bool ReportReadOnly { get; init; }
}

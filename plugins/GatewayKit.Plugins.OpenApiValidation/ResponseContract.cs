using GatewayKit.OpenApi;
using GatewayKit.OpenApi.Http;

namespace GatewayKit.Plugins.OpenApiValidation;

/// <summary>A document that the upstream's responses are validated against, and the effect of violations.</summary>
internal sealed class ResponseContract(OperationChecks checks, ValidationMode mode, ViolationReport report, string description)
{
    /// <summary>Returns whether responses to requests that match are validated.</summary>
    public bool Checks(OperationMatch match) => mode != ValidationMode.Off && match.Operation is not null;

    /// <summary>Returns whether responses to requests that match are held until they are validated.</summary>
    public bool Holds(OperationMatch match) => mode == ValidationMode.Enforce && match.Operation is not null;

    /// <summary>Validates a response, and reports violations.</summary>
    /// <returns>The response instead of it, if it violates the document and that is enforced.</returns>
    public GatewayResponse? Check(OperationMatch match, ApiResponse response, string route)
    {
        if (!Checks(match))
            return null;

        var violations = checks.Check(match, response);
        report.Report(isResponse: true, match.Operation, route, violations);
        return Holds(match) && violations.Count > 0 ? Rejections.InvalidResponse(violations, description) : null;
    }
}

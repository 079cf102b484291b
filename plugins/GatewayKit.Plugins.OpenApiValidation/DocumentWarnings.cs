using GatewayKit.OpenApi;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Plugins.OpenApiValidation;

/// <summary>Reports to clients, like <c>mock</c>, the parts of an exchange that aren't fully validated because their schemas have errors in
/// the document. This only happens if <c>documentErrors</c> is <c>report</c>.</summary>
internal sealed class DocumentWarnings(OperationChecks checks, OpenApiValidationOptions options)
{
    private const string Header = "Gateway-Violations";

    /// <summary>Adds the field to a response.</summary>
    /// <param name="http">The exchange.</param>
    /// <param name="operation">The operation.</param>
    /// <param name="isChecked">Whether the response itself is validated.</param>
    public void Add(HttpContext http, OpenApiOperation operation, bool isChecked)
    {
        if (Of(operation, isChecked ? http.Response.StatusCode : null) is { } field)
            http.Response.Headers.Append(Header, field);
    }

    private string? Of(OpenApiOperation operation, int? status)
    {
        if (options.DocumentErrors == DocumentErrorRule.Reject)
            return null;

        var request = options.Requests == ValidationMode.Off ? null : checks.RequestsOf(operation).DocumentErrors;
        var response = status is null ? null : checks.ResponsesOf(operation).DocumentErrorsOf(status.Value);
        return request is null ? response : response is null ? request : $"{request}, {response}";
    }
}

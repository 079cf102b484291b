using System.Collections.Concurrent;
using GatewayKit.OpenApi;
using GatewayKit.OpenApi.Validation;

namespace GatewayKit.Plugins.OpenApiValidation;

/// <summary>The checks of the document's operations, each compiled when it is first needed.</summary>
internal sealed class OperationChecks(RequestValidationOptions options)
{
    // By reference: operations are records, and their values are long.
    private readonly ConcurrentDictionary<OpenApiOperation, RequestValidator> _requests = new(ReferenceEqualityComparer.Instance);
    private readonly ConcurrentDictionary<OpenApiOperation, ResponseValidator> _responses = new(ReferenceEqualityComparer.Instance);

    public RequestReading Check(OperationMatch match, ApiRequest request)
        => _requests.GetOrAdd(match.Operation!, static (o, options) => new RequestValidator(o, options), options).Validate(request, match.PathParameters);

    public IReadOnlyList<Violation> Check(OperationMatch match, ApiResponse response)
        => _responses.GetOrAdd(match.Operation!, static o => new ResponseValidator(o)).Validate(response);
}

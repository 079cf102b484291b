using System.Collections.Concurrent;
using GatewayKit.OpenApi;
using GatewayKit.OpenApi.Validation;

namespace GatewayKit.Plugins.OpenApiValidation;

/// <summary>The validators of the document's operations, each compiled when it is first used.</summary>
internal sealed class OperationChecks(RequestValidationOptions options)
{
    // By reference: operations are records, and comparing them is expensive.
    private readonly ConcurrentDictionary<OpenApiOperation, RequestValidator> _requests = new(ReferenceEqualityComparer.Instance);
    private readonly ConcurrentDictionary<OpenApiOperation, ResponseValidator> _responses = new(ReferenceEqualityComparer.Instance);

    public RequestReading Check(OperationMatch match, ApiRequest request)
        => RequestsOf(match.Operation!).Validate(request, match.PathParameters);

    public IReadOnlyList<Violation> Check(OperationMatch match, ApiResponse response)
        => ResponsesOf(match.Operation!).Validate(response);

    public RequestValidator RequestsOf(OpenApiOperation operation)
        => _requests.GetOrAdd(operation, static (o, options) => new RequestValidator(o, options), options);

    public ResponseValidator ResponsesOf(OpenApiOperation operation)
        => _responses.GetOrAdd(operation, static o => new ResponseValidator(o));
}

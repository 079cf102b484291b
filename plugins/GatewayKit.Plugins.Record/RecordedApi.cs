using System.Collections.Concurrent;
using GatewayKit.OpenApi;
using GatewayKit.OpenApi.Http;
using GatewayKit.OpenApi.Validation;

namespace GatewayKit.Plugins.Record;

/// <summary>The document of the recorded exchanges; without a document there are no operations.</summary>
internal sealed class RecordedApi(OpenApiDocument? document, SecretNames secrets)
{
    private static readonly Violation s_unknown = new(ViolationLocation.Path,
        "", "", "unknown", "The document doesn't have an operation for this method and path, but the upstream does.");

    private readonly RoutedOperations? _operations = document is null ? null : new RoutedOperations(new OperationMatcher(document).Match);
    private readonly SecretNames _secrets = document is null ? secrets : secrets.With(SensitiveFields.KeysOf(document));

    // By reference: operations are records, and comparing them is expensive.
    private readonly ConcurrentDictionary<OpenApiOperation, SecretNames> _secretsOf = new(ReferenceEqualityComparer.Instance);
    private readonly ConcurrentDictionary<OpenApiOperation, ResponseValidator> _validators = new(ReferenceEqualityComparer.Instance);

    /// <summary>Whether responses are validated against a document.</summary>
    public bool HasDocument => _operations is not null;

    public OpenApiOperation? Find(GatewayContext context, string method, string path)
        => _operations?.Match(context, method, path).Operation;

    /// <summary>Returns the names of secrets in an operation's exchanges.</summary>
    public SecretNames SecretsOf(OpenApiOperation? operation)
        => operation is null ? _secrets : _secretsOf.GetOrAdd(operation, static (o, all) => all.With(SensitiveFields.Of(o)), _secrets);

    /// <summary>Returns the violations in a response of the upstream. A 404 for an undeclared operation isn't a violation.</summary>
    public IReadOnlyList<Violation> Check(OpenApiOperation? operation, ApiResponse response)
    {
        if (operation is null)
            return HasDocument && response.Status < 400 ? [s_unknown] : [];

        return _validators.GetOrAdd(operation, static o => new ResponseValidator(o)).Validate(response);
    }

    /// <summary>Returns the key of a recorded exchange.</summary>
    public static string KeyOf(OpenApiOperation? operation, string method, string path) => operation?.Key ?? $"{method} {path}";
}

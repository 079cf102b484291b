using System.Collections.Concurrent;
using GatewayKit.OpenApi;
using GatewayKit.OpenApi.Validation;

namespace GatewayKit.Plugins.Record;

/// <summary>What the document says about the exchanges that are recorded; without one there are no operations.</summary>
internal sealed class RecordedApi(OpenApiDocument? document, SecretNames secrets)
{
    private static readonly Violation s_unknown = new(ViolationPlace.Path, "", "", "unknown", "The document has no operation for this method and path, but the upstream has.");

    private readonly RoutedOperations? _operations = document is null ? null : new RoutedOperations(new OperationMatcher(document).Match);
    private readonly SecretNames _secrets = document is null ? secrets : secrets.With(SensitiveParts.KeysOf(document));

    // By reference: operations are records, and their values are long.
    private readonly ConcurrentDictionary<OpenApiOperation, SecretNames> _secretsOf = new(ReferenceEqualityComparer.Instance);
    private readonly ConcurrentDictionary<OpenApiOperation, ResponseValidator> _validators = new(ReferenceEqualityComparer.Instance);

    /// <summary>Whether answers are checked against a document.</summary>
    public bool HasDocument => _operations is not null;

    public OpenApiOperation? Find(GatewayContext context, string method, string path) => _operations?.Match(context, method, path).Operation;

    /// <summary>What is secret in an operation's exchanges.</summary>
    public SecretNames SecretsOf(OpenApiOperation? operation)
        => operation is null ? _secrets : _secretsOf.GetOrAdd(operation, static (o, all) => all.With(SensitiveParts.Of(o)), _secrets);

    /// <summary>How an answer of the upstream violates the document. That it knows no operation that isn't declared is as it should be.</summary>
    public IReadOnlyList<Violation> Check(OpenApiOperation? operation, ApiResponse response)
    {
        if (operation is null)
            return HasDocument && response.Status < 400 ? [s_unknown] : [];

        return _validators.GetOrAdd(operation, static o => new ResponseValidator(o)).Validate(response);
    }

    /// <summary>What an exchange is kept under.</summary>
    public static string KeyOf(OpenApiOperation? operation, string method, string path) => operation?.Key ?? $"{method} {path}";
}

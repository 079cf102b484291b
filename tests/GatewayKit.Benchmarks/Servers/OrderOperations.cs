using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using GatewayKit.OpenApi;
using GatewayKit.Statistics;

namespace GatewayKit.Benchmarks.Servers;

/// <summary>The operations of the route of the requests, as the portal finds them in a document.</summary>
internal static class OrderOperations
{
    private const int Others = 100;

    public static FrozenDictionary<string, UsageOperations[]> Create() => new Dictionary<string, UsageOperations[]>
    {
        ["orders"] = [Version()],
    }.ToFrozenDictionary();

    /// <summary>Returns a version with the operation of the requests, and others.</summary>
    public static UsageOperations Version()
    {
        var text = new StringBuilder("""{ "openapi": "3.1.0", "paths": { "/orders/{id}": { "get": {} } """);
        for (var i = 0; i < Others; i++)
            text.Append(CultureInfo.InvariantCulture, $$""", "/orders/{id}/parts-{{i}}": { "get": {}, "put": {} } """);
        var document = OpenApiDocument.Parse(Encoding.UTF8.GetBytes(text.Append("} }").ToString()), "orders").Document!;
        var names = document.Operations.ToDictionary<OpenApiOperation, OpenApiOperation, string>(
            operation => operation, operation => operation.Key, ReferenceEqualityComparer.Instance);
        var matcher = new OperationMatcher(document);
        return new UsageOperations(
            UsageOperations.NameOf("orders", "v1"),
            (method, path) => matcher.Find(method, path) is { } operation ? names[operation] : null);
    }
}

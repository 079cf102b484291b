using System.Collections.Concurrent;
using GatewayKit.JsonSchema;
using GatewayKit.OpenApi.Content.Styles;
using GatewayKit.OpenApi.Validation;
using GatewayKit.OpenApi.Validation.Parameters;
using GatewayKit.OpenApi.Validation.Scanning;

namespace GatewayKit.OpenApi.Matching;

/// <summary>The allowed values of a path's variables, for segments that can be split in several ways. Compiled when first used.</summary>
internal sealed class PathValues(OpenApiOperation operation)
{
    private readonly ConcurrentDictionary<string, ParameterReader?> _readers = new(StringComparer.Ordinal);

    /// <summary>Whether a variable allows a value as written in the path.</summary>
    public bool Allows(string variable, string value)
    {
        if (_readers.GetOrAdd(variable, Reader) is not { } reader)
            return true;
        using var coercion = new TextCoercion(SchemaDirection.Request);
        var scan = RequestScan.OfPath([new(variable, value)], coercion);
        reader.Read(scan);
        return scan.Violations.All.Count == 0;
    }

    private ParameterReader? Reader(string variable)
        => operation.Parameters.FirstOrDefault(
            parameter => parameter.In == ParameterLocation.Path && parameter.Name == variable) is { } declared
            ? ParameterReaders.Of([declared], SchemaDirection.Request, [])[0]
            : null;
}

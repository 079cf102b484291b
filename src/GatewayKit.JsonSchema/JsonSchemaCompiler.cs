using System.Text.Json;
using GatewayKit.JsonSchema.Compilation;
using GatewayKit.JsonSchema.Evaluation;

namespace GatewayKit.JsonSchema;

/// <summary>Compiles schemas that share references: every subschema is compiled once. Thread-safe.</summary>
public sealed class JsonSchemaCompiler
{
    private readonly Lock _lock = new();
    private readonly SchemaCompilation _compilation;
    private readonly EvaluationLimits _limits;

    /// <summary>Creates a compiler.</summary>
    /// <param name="options">The options; <c>null</c> for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    /// <exception cref="ArgumentException">The base URI isn't absolute.</exception>
    public JsonSchemaCompiler(JsonSchemaOptions? options = null)
    {
        options ??= new JsonSchemaOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxDepth, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.MaxDepth, 1024, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxSteps, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfNegative(options.StepsPerByte, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.PatternTimeout, TimeSpan.Zero, nameof(options));
        if (options.BaseUri is { IsAbsoluteUri: false })
            throw new ArgumentException("The base URI must be absolute.", nameof(options));
        _compilation = new SchemaCompilation(options);
        _limits = EvaluationLimits.Of(options);
    }

    /// <summary>Compiles a schema.</summary>
    /// <param name="schema">The schema: an object, or true or false if the dialect supports it.</param>
    public JsonSchemaResult Compile(JsonElement schema)
    {
        lock (_lock)
            return Finish(_compilation.Add(schema.Clone()));
    }

    /// <summary>Compiles a schema of the registry.</summary>
    /// <param name="reference">Its URI, absolute or relative to the base URI. A JSON Pointer or an anchor as fragment selects a part of the
    /// document: <c>orders.json#/components/schemas/Order</c>.</param>
    public JsonSchemaResult Compile(string reference)
    {
        ArgumentNullException.ThrowIfNull(reference);
        lock (_lock)
            return _compilation.Find(reference, out var error) is { } node
                ? Finish(node)
                : new JsonSchemaResult(null, [new SchemaError(reference, error!)]);
    }

    /// <summary>Reads the identifiers and anchors of schemas, before anything references them.</summary>
    internal void Index(Uri uri, IReadOnlyList<string> places)
    {
        lock (_lock)
            _compilation.Index(uri, places);
    }

    private JsonSchemaResult Finish(SchemaNode node)
    {
        var found = _compilation.Complete(out var hasOthers);
        return new JsonSchemaResult(new CompiledSchema(node, _limits),
            found, hasOthers ? () => [.. found.Concat(SchemaGraph.From([node]).SelectMany(below => below.Findings)).Distinct()] : null);
    }
}

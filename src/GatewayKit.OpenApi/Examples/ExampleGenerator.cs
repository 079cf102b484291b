using System.Collections.Concurrent;
using System.Text.Json;
using GatewayKit.OpenApi.Examples.Planning;
using GatewayKit.OpenApi.Examples.Writing;
using GatewayKit.OpenApi.Schemas;
using GatewayKit.OpenApi.Schemas.Compilation;

namespace GatewayKit.OpenApi.Examples;

/// <summary>Makes values that satisfy a schema: the example that the document gives, if it is valid, or else one made from the
/// schema's keywords. The same seed, key, variant and schema make the same value. What it learns of a schema it keeps, so let it
/// live as long as the document. Thread-safe.</summary>
public sealed class ExampleGenerator
{
    private const int Efforts = 3;

    private readonly ExampleOptions _options;
    private readonly ConcurrentDictionary<SchemaResource, ShapeCache> _caches = new();

    /// <summary>A generator that knows no schema yet.</summary>
    /// <param name="options">How to make values; null for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public ExampleGenerator(ExampleOptions? options = null)
    {
        _options = options ?? new ExampleOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(_options.MaxDepth, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(_options.MaxDepth, 64, nameof(options));
    }

    /// <summary>Makes a value.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="direction">Where the value goes: a response has no <c>writeOnly</c> properties, a request no <c>readOnly</c> ones.</param>
    /// <param name="key">What makes the value its own, such as the operation's key.</param>
    /// <param name="variant">Another value for the same schema and key, such as the number of a request.</param>
    public ExampleResult Generate(OpenApiSchema schema, SchemaDirection direction, string key, long variant = 0)
    {
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentNullException.ThrowIfNull(key);
        if (schema.Compile(direction).Schema is not { } compiled)
            return new ExampleResult(GivenBy(schema), IsValid: false);

        var resource = compiled.Root.Resource;
        var cache = _caches.GetOrAdd(resource, _ => new ShapeCache(resource, direction));
        var shape = cache.Get(new ShapeSource { Nodes = [compiled.Root] });
        for (var effort = 0; effort < Efforts; effort++)
        {
            using var writer = new ExampleWriter(_options, ExampleRandom.For(_options.Seed, key, variant)) { Effort = effort };
            if (!writer.Write(shape))
                continue;
            var value = ExampleWriter.Parse(writer.Buffer.From(0));
            if (compiled.IsValid(value))
                return new ExampleResult(value, IsValid: true);
        }
        using var last = new ExampleWriter(_options, ExampleRandom.For(_options.Seed, key, variant)) { Tolerates = true };
        last.Write(shape);
        var best = ExampleWriter.Parse(last.Buffer.From(0));
        return new ExampleResult(best, compiled.IsValid(best));
    }

    /// <summary>What the document gives for a schema that can't be used.</summary>
    private static JsonElement GivenBy(OpenApiSchema schema)
        => schema.Json.ValueKind == JsonValueKind.Object && (schema.Json.TryGetProperty("example", out var value) || schema.Json.TryGetProperty("default", out value))
            ? value
            : JsonElement.Parse("null");
}

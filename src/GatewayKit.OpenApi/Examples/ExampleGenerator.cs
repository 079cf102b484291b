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
    /// <summary>What each effort may cost, in units of work.</summary>
    private static readonly int[] Efforts = [20_000, 20_000, 20_000];

    private const int LastEffort = 5_000;

    /// <summary>What checking a whole value may cost.</summary>
    private const int Checking = 60_000;

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
        return Generate(schema, direction, key, variant, out _);
    }

    /// <summary>Makes a value, and says what that cost.</summary>
    internal ExampleResult Generate(OpenApiSchema schema, SchemaDirection direction, string key, long variant, out long cost)
    {
        cost = 0;
        if (schema.Compile(direction).Schema is not { } compiled)
            return new ExampleResult(GivenBy(schema), IsValid: false);

        var resource = compiled.Root.Resource;
        var cache = _caches.GetOrAdd(resource, _ => new ShapeCache(resource, direction));
        var (work, checks) = (new WorkBudget(Efforts[0]), new WorkBudget(Checking));
        var shape = cache.Get(new ShapeSource { Nodes = [compiled.Root] }, work);
        var random = ExampleRandom.For(_options.Seed, key, variant);
        var (isValid, value) = (false, default(JsonElement));
        for (var effort = 0; effort <= Efforts.Length && !isValid; effort++)
        {
            var isLast = effort == Efforts.Length;
            if (work.HasGivenUp && !isLast)
                continue;
            work.Restart(isLast ? LastEffort : Efforts[effort]);
            using var writer = new ExampleWriter(_options, random, work) { Effort = isLast ? 0 : effort, Tolerates = isLast };
            if (!writer.Write(shape))
                continue;
            value = ExampleWriter.Parse(writer.Buffer.From(0));
            isValid = checks.Allows(compiled.Root, value);
        }
        cost = work.Spent + checks.Spent;
        return new ExampleResult(value, isValid);
    }

    /// <summary>What the document gives for a schema that can't be used.</summary>
    private static JsonElement GivenBy(OpenApiSchema schema)
        => schema.Json.ValueKind == JsonValueKind.Object && (schema.Json.TryGetProperty("example", out var value) || schema.Json.TryGetProperty("default", out value))
            ? value
            : JsonElement.Parse("null");
}

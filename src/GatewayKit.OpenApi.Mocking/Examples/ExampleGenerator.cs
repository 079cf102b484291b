using System.Collections.Concurrent;
using System.Text.Json;
using GatewayKit.JsonSchema;
using GatewayKit.JsonSchema.Evaluation;
using GatewayKit.OpenApi.Mocking.Examples.Planning;
using GatewayKit.OpenApi.Mocking.Examples.Values;
using GatewayKit.OpenApi.Mocking.Examples.Writing;

namespace GatewayKit.OpenApi.Mocking.Examples;

/// <summary>Generates values that satisfy a schema: the document's example if it is valid, otherwise a value based on the schema's
/// keywords. The same seed, key, variant and schema produce the same value. The generator caches its analysis of each schema; keep it as
/// long as the document. Thread-safe.</summary>
public sealed class ExampleGenerator
{
    /// <summary>The budget of each effort, in units of work.</summary>
    private static readonly int[] s_efforts = [20_000, 20_000, 20_000];

    private const int LastEffort = 5_000;

    /// <summary>The budget for validating a whole value.</summary>
    private const int Checking = 60_000;

    private readonly ExampleOptions _options;
    private readonly ConcurrentDictionary<SchemaResource, ShapeCache> _caches = new();

    /// <summary>Creates a generator with an empty cache.</summary>
    /// <param name="options">The options; <c>null</c> for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public ExampleGenerator(ExampleOptions? options = null)
    {
        _options = options ?? new ExampleOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(_options.MaxDepth, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(_options.MaxDepth, 64, nameof(options));
    }

    /// <summary>Generates a value.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="direction">The direction of the value: a response doesn't have <c>writeOnly</c> properties, a request doesn't have
    /// <c>readOnly</c> ones.</param>
    /// <param name="key">A key that selects the value, such as the operation's key.</param>
    /// <param name="variant">A number that selects another value for the same schema and key, such as the number of a request.</param>
    public ExampleResult Generate(OpenApiSchema schema, SchemaDirection direction, string key, long variant = 0)
    {
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentNullException.ThrowIfNull(key);
        return Generate(schema, direction, key, variant, out _);
    }

    /// <summary>Generates a value, and returns the work it took.</summary>
    internal ExampleResult Generate(OpenApiSchema schema, SchemaDirection direction, string key, long variant, out long cost)
    {
        cost = 0;
        if (schema.Compile(direction).Schema is not { } compiled)
            return new ExampleResult(GivenBy(schema), IsValid: false);

        var resource = compiled.Root.Resource;
        var cache = _caches.GetOrAdd(resource, _ => new ShapeCache(resource, direction));
        var (work, checks) = (new WorkBudget(s_efforts[0]), new WorkBudget(Checking));
        var shape = cache.Get(new ShapeSource { Nodes = [compiled.Root] }, work);
        var random = ExampleRandom.For(_options.Seed, key, variant);
        var (isValid, value) = (false, default(JsonElement));
        for (var effort = 0; effort <= s_efforts.Length && !isValid; effort++)
        {
            var isLast = effort == s_efforts.Length;
            if (work.HasGivenUp && !isLast)
                continue;
            work.Restart(isLast ? LastEffort : s_efforts[effort]);
            using var writer = new ExampleWriter(_options, random, work) { Effort = isLast ? 0 : effort, Tolerates = isLast };
            if (!writer.Write(shape))
                continue;
            value = ExampleWriter.Parse(writer.Buffer.From(0));
            isValid = checks.Allows(compiled.Root, value);
        }
        cost = work.Spent + checks.Spent;
        return new ExampleResult(value, isValid);
    }

    /// <summary>Returns the document's value for a schema that can't be used.</summary>
    private static JsonElement GivenBy(OpenApiSchema schema)
        => schema.Json.ValueKind == JsonValueKind.Object
            && (schema.Json.TryGetProperty("example", out var value) || schema.Json.TryGetProperty("default", out value))
            ? value
            : JsonElement.Parse("null");
}

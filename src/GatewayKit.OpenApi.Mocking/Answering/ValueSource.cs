using GatewayKit.JsonSchema;
using GatewayKit.OpenApi.Mocking.Examples;

namespace GatewayKit.OpenApi.Mocking.Answering;

/// <summary>The source of values that the document doesn't provide: constant plain values, or values generated for each request.</summary>
internal sealed class ValueSource(int? seed)
{
    private readonly ExampleGenerator _plain = new(new ExampleOptions { Seed = seed ?? 0 });
    private readonly ExampleGenerator _varied = new(new ExampleOptions { Seed = seed ?? Random.Shared.Next(), Dynamic = true });
    private long _variant;

    /// <summary>Generates the plain values.</summary>
    public ExampleGenerator PlainGenerator => _plain;

    public ExampleResult Plain(OpenApiSchema schema, string key) => _plain.Generate(schema, SchemaDirection.Response, key);

    public ExampleResult Varied(OpenApiSchema schema, string key)
        => _varied.Generate(schema, SchemaDirection.Response, key, Interlocked.Increment(ref _variant));
}

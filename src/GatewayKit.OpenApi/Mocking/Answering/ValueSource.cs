using GatewayKit.OpenApi.Examples;
using GatewayKit.OpenApi.Schemas;

namespace GatewayKit.OpenApi.Mocking.Answering;

/// <summary>Where values come from that the document doesn't give: plain ones, always the same, or ones made for each request.</summary>
internal sealed class ValueSource(int? seed)
{
    private readonly ExampleGenerator _plain = new(new ExampleOptions { Seed = seed ?? 0 });
    private readonly ExampleGenerator _varied = new(new ExampleOptions { Seed = seed ?? Random.Shared.Next(), Dynamic = true });
    private long _variant;

    /// <summary>Makes the plain ones.</summary>
    public ExampleGenerator PlainGenerator => _plain;

    public ExampleResult Plain(OpenApiSchema schema, string key) => _plain.Generate(schema, SchemaDirection.Response, key);

    public ExampleResult Varied(OpenApiSchema schema, string key) => _varied.Generate(schema, SchemaDirection.Response, key, Interlocked.Increment(ref _variant));
}

namespace GatewayKit.OpenApi.Mocking.Examples.Planning;

/// <summary>A property that contains the name of a schema (OpenAPI 3.1, section 4.8.25).</summary>
internal sealed record Discriminated(string Property, string Text);

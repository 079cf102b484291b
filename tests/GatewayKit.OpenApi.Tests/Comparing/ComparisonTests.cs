using System.Text;

namespace GatewayKit.OpenApi.Tests.Comparing;

public sealed class ComparisonTests
{
    private const string Get = "/a: { get: { responses: { '200': { description: x } } } }";

    [Theory]
    [InlineData(Get, "/b: { get: { responses: {} } }", "! GET /a: The operation is removed.", "GET /b: The operation is new.")]
    [InlineData("'/a/{id}': { get: { responses: {} } }", "'/a/{name}': { get: { responses: {} } }")]
    [InlineData(Get, "/a: { get: { deprecated: true, responses: { '200': { description: x } } } }",
        "GET /a: The operation is deprecated.")]
    [InlineData(Get, "/a: { get: { responses: { '202': { description: x } } } }",
        "! GET /a: response 200: The response is removed.", "GET /a: response 202: The response is new.")]
    [InlineData("/a: { get: { responses: { '404': { description: x } } } }", "/a: { get: { responses: {} } }",
        "GET /a: response 404: The response is removed.")]
    public void Operations_and_responses_are_compared(string before, string after, params string[] changes)
        => Assert.Equal(changes, Compare(before, after));

    [Theory]
    [InlineData("", "{ name: q, in: query, schema: { type: string } }", "query parameter 'q': The parameter is new.")]
    [InlineData("", "{ name: q, in: query, required: true }", "! query parameter 'q': A required parameter is new.")]
    [InlineData("{ name: q, in: query }", "", "! query parameter 'q': The parameter is removed.")]
    [InlineData("{ name: q, in: query }", "{ name: q, in: query, required: true }",
        "! query parameter 'q': The parameter is now required.")]
    [InlineData("{ name: q, in: query, required: true }", "{ name: q, in: query }", "query parameter 'q': The parameter is now optional.")]
    [InlineData("{ name: X-A, in: header }", "{ name: x-a, in: header }")]
    [InlineData("{ name: q, in: query, explode: true }", "{ name: q, in: query, explode: false }",
        "! query parameter 'q': The format of the value has changed.")]
    [InlineData("{ name: q, in: query, schema: { maximum: 9 } }", "{ name: q, in: query, schema: { maximum: 5 } }",
        "! query parameter 'q': maximum was 9 and is 5.")]
    [InlineData("{ name: q, in: query, schema: { maximum: 9 } }", "{ name: q, in: query, schema: {} }",
        "query parameter 'q': maximum was 9 and is open.")]
    [InlineData("{ name: q, in: query, schema: { type: string } }", "{ name: q, in: query, schema: { type: string, pattern: a } }",
        "! query parameter 'q': The pattern has changed.")]
    public void Parameters_are_compared(string before, string after, params string[] changes)
        => Assert.Equal(changes.Select(InGet), Compare(With($"parameters: [ {before} ],"), With($"parameters: [ {after} ],")));

    [Theory]
    [InlineData("{ type: string }", "{ type: integer }", "! The type string isn't accepted any more.", "The type integer is now accepted.")]
    [InlineData("{ type: integer }", "{ type: number }", "The type number is now accepted.")]
    [InlineData("{ type: number }", "{ type: integer }", "! The type number isn't accepted any more.")]
    [InlineData("{ type: [string, 'null'] }", "{ type: string }", "! The type null isn't accepted any more.")]
    [InlineData("{ enum: [a, b] }", "{ enum: [b, c] }", "! Removed values: \"a\".", "New values: \"c\".")]
    [InlineData("{ type: string }", "{ type: string, enum: [a] }", "! Only these values are allowed: \"a\".")]
    [InlineData("{ type: string }", "{ type: string, format: date }", "! The format was open and is date.")]
    [InlineData("{ type: integer, format: int32 }", "{ type: integer, format: int64 }", "The format was int32 and is int64.")]
    [InlineData("{ properties: { a: {} } }", "{ properties: { a: {} }, required: [a] }", "! /a: The property is now required.")]
    [InlineData("{ properties: {} }", "{ properties: { a: {} }, required: [a] }", "! /a: A required property is new.")]
    [InlineData("{ type: object }", "{ type: object, properties: { a: { readOnly: true } }, required: [a] }")]
    [InlineData("{ properties: { a: {} } }", "{ properties: { b: {} } }", "! /a: The property is removed.", "/b: The property is new.")]
    [InlineData("{ type: object }", "{ type: object, additionalProperties: false }", "! Other properties aren't allowed any more.")]
    [InlineData("{ properties: { a: { items: { properties: { b: { maxLength: 9 } } } } } }",
        "{ properties: { a: { items: { properties: { b: { maxLength: 8 } } } } } }", "! /a/*/b: maxLength was 9 and is 8.")]
    public void A_request_may_not_become_more_restricted(string before, string after, params string[] changes)
        => Assert.Equal(changes, Within("request body (application/json)", Compare(Body(before), Body(after))));

    [Theory]
    [InlineData("{ type: string }", "{ type: [string, 'null'] }", "! The type null is now possible.")]
    [InlineData("{ type: [string, 'null'] }", "{ type: string }", "The type null isn't returned any more.")]
    [InlineData("{ enum: [a] }", "{ enum: [a, b] }", "! New values: \"b\".")]
    [InlineData("{ maximum: 5 }", "{ maximum: 9 }", "! maximum was 5 and is 9.")]
    [InlineData("{ properties: { a: {} }, required: [a] }", "{ properties: { a: {} } }", "! /a: The property is now optional.")]
    [InlineData("{ properties: { a: {} } }", "{ properties: {}, type: object }", "! /a: The property is removed.")]
    [InlineData("{ properties: {}, type: object }", "{ properties: { a: {} }, required: [a] }", "/a: The property is new.")]
    [InlineData("{ type: object }", "{ type: object, properties: { a: { writeOnly: true } } }")]
    public void A_response_may_not_become_less_restricted(string before, string after, params string[] changes)
        => Assert.Equal(changes, Within("response 200 (application/json)", Compare(Response(before), Response(after))));

    [Theory]
    [InlineData("", "security: [ { k: [] } ],", "! The operation now requires credentials.",
        "These credentials are now accepted: the header 'X-K'.")]
    [InlineData("security: [ { k: [] } ],", "security: [ { k: [] }, { b: [] } ],", "These credentials are now accepted: HTTP basic.")]
    [InlineData("security: [ { k: [] }, { b: [] } ],", "security: [ { k: [] } ],",
        "! These credentials aren't enough any more: HTTP basic.")]
    [InlineData("security: [ { k: [] } ],", "security: [ { same: [] } ],")]
    public void Credentials_are_compared_by_what_clients_send(string before, string after, params string[] changes)
        => Assert.Equal(changes.Select(InGet), Compare(With(before), With(after)));

    [Fact]
    public void Recursive_schemas_end_and_the_number_of_changes_is_bounded()
    {
        var before = string.Join(", ", Enumerable.Range(0, 1200).Select(i => $"/p{i}: {{ get: {{ responses: {{}} }} }}"));

        var comparison = OpenApiComparison.Compare(Read(before), Read(Response("{ $ref: '#/components/schemas/Tree' }")));

        Assert.Equal((1000, false, true), (comparison.Changes.Count, comparison.IsComplete, comparison.IsBreaking));
        Assert.Empty(Compare(Response("{ $ref: '#/components/schemas/Tree' }"), Response("{ $ref: '#/components/schemas/Tree' }")));
    }

    private static string InGet(string change)
        => change.StartsWith("! ", StringComparison.Ordinal) ? $"! GET /a: {change[2..]}" : $"GET /a: {change}";

    private static string With(string fields) => $"/a: {{ get: {{ {fields} responses: {{}} }} }}";

    private static string Body(string schema)
        => $"/a: {{ post: {{ requestBody: {{ content: {{ application/json: {{ schema: {schema} }} }} }}, responses: {{}} }} }}";

    private static string Response(string schema)
        => $"/a: {{ post: {{ responses: {{ '200': {{ description: x, content: {{ application/json: {{ schema: {schema} }} }} }} }} }} }}";

    /// <summary>Removes the place that all changes have.</summary>
    private static IEnumerable<string> Within(string place, IEnumerable<string> changes)
        => changes.Select(change => change.Replace($"POST /a: {place}, ", "", StringComparison.Ordinal)
            .Replace($"POST /a: {place}: ", "", StringComparison.Ordinal));

    private static IReadOnlyList<string> Compare(string before, string after)
        => [.. OpenApiComparison.Compare(Read(before), Read(after)).Changes.Select(change => $"{(change.IsBreaking ? "! " : "")}{change}")];

    private static OpenApiDocument Read(string paths)
    {
        var result = OpenApiDocument.Parse(Encoding.UTF8.GetBytes($$"""
            openapi: 3.1.0
            info: { title: A, version: "1" }
            paths: { {{paths}} }
            components:
              securitySchemes:
                k: { type: apiKey, in: header, name: X-K }
                same: { type: apiKey, in: header, name: X-K }
                b: { type: http, scheme: basic }
              schemas: { Tree: { properties: { children: { items: { $ref: "#/components/schemas/Tree" } } } } }
            """), "a.yaml");
        Assert.Empty(result.Errors);
        return result.Document!;
    }
}

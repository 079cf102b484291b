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
    [InlineData("/a: { get: { responses: { default: { description: x } } } }", "/a: { get: { responses: {} } }",
        "! GET /a: response default: The response is removed.")]
    [InlineData(Get, "/a: { get: { responses: { '2XX': { description: x } } } }", "GET /a: response 2XX: The response is new.")]
    [InlineData("/a: { get: { responses: { '2XX': { description: x } } } }", Get, "GET /a: response 200: The response is new.")]
    [InlineData("/a: { get: { responses: { default: { description: x } } } }", Get, "GET /a: response 200: The response is new.")]
    [InlineData("/a: { get: { responses: { '2XX': { description: x, headers: { A: {} } } } } }",
        "/a: { get: { responses: { '2XX': { description: x, headers: { A: {} } }, '201': { description: x } } } }",
        "GET /a: response 201: The response is new.", "! GET /a: response 201, header 'A': The header is removed.")]
    [InlineData("/a: { get: { responses: { '200': { description: x }, default: { description: x, headers: { A: {} } } } } }",
        "/a: { get: { responses: { '200': { description: x }, '201': { description: x }, '404': { description: x } } } }",
        "GET /a: response 201: The response is new.", "GET /a: response 404: The response is new.",
        "! GET /a: response 404, header 'A': The header is removed.")]
    [InlineData("/a: { get: { responses: {} } }, /a/: { get: { deprecated: true, responses: {} } }",
        "/a: { get: { responses: {} } }, /a/: { get: { responses: {} } }", "GET /a/: The operation isn't deprecated any more.")]
    [InlineData("/a: { get: { servers: [ { url: 'https://one.example/v1' } ], responses: {} } }",
        "/a: { get: { servers: [ { url: 'https://two.example/v2/' }, { url: /v3 } ], responses: {} } }",
        "! GET /a: servers: The base path /v1 is removed.", "GET /a: servers: The base path /v2 is new.",
        "GET /a: servers: The base path /v3 is new.")]
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
    [InlineData("{ name: q, in: query, schema: { default: 5 } }", "{ name: q, in: query, schema: { default: 50 } }",
        "! query parameter 'q': The default was 5 and is 50.")]
    [InlineData("{ name: q, in: query, schema: { default: 5 } }", "{ name: q, in: query, schema: {} }",
        "! query parameter 'q': The default was 5 and is open.")]
    [InlineData("{ name: q, in: query, schema: {} }", "{ name: q, in: query, schema: { default: 5 } }",
        "query parameter 'q': The default was open and is 5.")]
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
    [InlineData("{ type: object }", "{ type: object, required: [a] }", "! /a: The property is now required.")]
    [InlineData("{ type: object, required: [a] }", "{ type: object }", "/a: The property is now optional.")]
    [InlineData("{ additionalProperties: { type: string } }", "{ additionalProperties: { type: integer } }",
        "! /*: The type string isn't accepted any more.", "/*: The type integer is now accepted.")]
    [InlineData("{ type: object, additionalProperties: false }", "{ type: object }", "Other properties are now allowed.")]
    [InlineData("{ type: integer }", "{ type: integer, multipleOf: 2 }", "! The condition multipleOf is new.")]
    [InlineData("{ type: integer, multipleOf: 2 }", "{ type: integer }", "The condition multipleOf is removed.")]
    [InlineData("{ type: integer, multipleOf: 2 }", "{ type: integer, multipleOf: 4 }", "! The condition multipleOf has changed.")]
    [InlineData("{ type: array }", "{ type: array, uniqueItems: false }")]
    [InlineData("{ allOf: [ { maxLength: 9 }, { maxLength: 8 } ] }", "{ allOf: [ { maxLength: 9 }, { maxLength: 7 } ] }",
        "! maxLength was 8 and is 7.")]
    [InlineData("{ oneOf: [ { type: string, enum: [a, b] }, { type: integer } ] }",
        "{ oneOf: [ { type: string, enum: [a] }, { type: integer } ] }", "! alternative 1: Removed values: \"b\".")]
    [InlineData("{ oneOf: [ { type: string }, { type: integer } ] }", "{ oneOf: [ { type: integer }, { type: string } ] }")]
    [InlineData("{ oneOf: [ { $ref: '#/components/schemas/Tree' }, { required: [a] } ] }",
        "{ oneOf: [ { required: [a, b] }, { $ref: '#/components/schemas/Tree' } ] }", "! alternative 2, /b: The property is now required.")]
    [InlineData("{ anyOf: [ { maxLength: 1 }, { minLength: 9 }, { pattern: a } ] }", "{ anyOf: [ { maxLength: 1 }, { minLength: 9 } ] }",
        "! alternative 3: The alternative is removed.")]
    [InlineData("{ type: string }", "{ type: string, oneOf: [ { maxLength: 1 }, { minLength: 9 } ] }", "! The value now has alternatives.")]
    [InlineData("{ properties: { a: {} } }", "{ properties: { a: { readOnly: true } } }", "! /a: The property is now read-only.")]
    [InlineData("{ properties: { a: { readOnly: true } }, required: [a] }", "{ properties: { a: {} }, required: [a] }",
        "! /a: A required property is new.")]
    [InlineData("{ properties: { a: { readOnly: true } } }", "{ properties: { a: {} } }", "/a: The property is new.")]
    [InlineData("{ properties: { a: {} } }", "{ properties: { a: false } }", "! /a: No value is allowed any more.")]
    [InlineData("{ enum: [a, b] }", "{ enum: [a, b], const: a }", "! Removed values: \"b\".")]
    [InlineData("{ allOf: [ { enum: [a, b] }, { enum: [a, b] } ] }", "{ allOf: [ { enum: [a, b] }, { enum: [b] } ] }",
        "! Removed values: \"a\".")]
    [InlineData("{ enum: [1, \"\\u00E4\"] }", "{ enum: [\u00E4, 1.0] }")]
    [InlineData("{ allOf: [ { format: date }, {} ] }", "{ allOf: [ { format: date }, { format: x } ] }",
        "! The format was date and is date, x.")]
    [InlineData("{ properties: { x: { properties: { a: {} } }, y: { allOf: [ { properties: { a: {} } }, { properties: { a: {} } } ] } } }",
        "{ properties: { x: { properties: { a: {} } }, y: { allOf: [ { properties: { a: {} } }, "
            + "{ properties: { a: { maxLength: 5 } } } ] } } }",
        "! /y/a: maxLength was open and is 5.")]
    [InlineData("{ discriminator: { propertyName: a } }", "{ discriminator: { propertyName: b } }", "! The discriminator was a and is b.")]
    [InlineData("{ discriminator: { propertyName: a, mapping: { x: X, y: Y } } }",
        "{ discriminator: { propertyName: a, mapping: { x: X2, z: Z } } }",
        "! discriminator 'a': The value 'x' selects another schema.", "! discriminator 'a': The value 'y' is removed.",
        "discriminator 'a': The value 'z' is new.")]
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
    [InlineData("{ type: object, required: [a] }", "{ type: object }", "! /a: The property is now optional.")]
    [InlineData("{ type: object, additionalProperties: false }", "{ type: object }", "Other properties are now allowed.")]
    [InlineData("{ type: integer, multipleOf: 2 }", "{ type: integer }", "! The condition multipleOf is removed.")]
    [InlineData("{ anyOf: [ { maxLength: 1 }, { minLength: 9 } ] }", "{ anyOf: [ { maxLength: 1 }, { minLength: 9 }, { pattern: a } ] }",
        "! alternative 3: The alternative is new.")]
    [InlineData("{ properties: { a: {} } }", "{ properties: { a: { writeOnly: true } } }", "! /a: The property is now write-only.")]
    [InlineData("{ properties: { a: {} } }", "{ properties: { a: { readOnly: true } } }")]
    [InlineData("{ format: int64 }", "{ format: int32 }", "The format was int64 and is int32.")]
    [InlineData("{ default: 1 }", "{ default: 2 }", "The default was 1 and is 2.")]
    public void A_response_may_not_become_less_restricted(string before, string after, params string[] changes)
        => Assert.Equal(changes, Within("response 200 (application/json)", Compare(Response(before), Response(after))));

    [Theory]
    [InlineData("", "security: [ { k: [] } ],", "! The operation now requires credentials.",
        "These credentials are now accepted: the header 'X-K'.")]
    [InlineData("security: [ { k: [] } ],", "security: [ { k: [] }, { b: [] } ],", "These credentials are now accepted: HTTP basic.")]
    [InlineData("security: [ { k: [] }, { b: [] } ],", "security: [ { k: [] } ],",
        "! These credentials aren't enough any more: HTTP basic.")]
    [InlineData("security: [ { k: [] } ],", "security: [ { same: [] } ],")]
    [InlineData("security: [ { o: [] } ],", "security: [ { t: [] } ],")]
    public void Credentials_are_compared_by_what_clients_send(string before, string after, params string[] changes)
        => Assert.Equal(changes.Select(InGet), Compare(With(before), With(after)));

    [Fact]
    public void The_base_paths_of_the_servers_are_compared_once()
    {
        var (before, after) = (Read(Get) with { Servers = [new("https://a/v1", "/v1")] }, Read(Get));

        Assert.Equal(
            ["servers: The base path /v1 is removed.", "servers: The base path / is new."],
            OpenApiComparison.Compare(before, after).Changes.Select(change => change.ToString()));
    }

    [Fact]
    public void A_schema_that_other_places_extend_is_compared_in_each_of_them()
    {
        static OpenApiDocument With(int length) => Read(
            Body("{ properties: { x: { $ref: '#/components/schemas/Base' }, y: { $ref: '#/components/schemas/Longer' } } }"),
            schemas: $$"""
                , Base: { properties: { a: { type: string } } }
                , Longer: { allOf: [ { $ref: '#/components/schemas/Base' }, { properties: { a: { maxLength: {{length}} } } } ] }
                """);

        Assert.Equal(
            "POST /a: request body (application/json), /y/a: maxLength was 9 and is 5.",
            Assert.Single(OpenApiComparison.Compare(With(9), With(5)).Changes).ToString());
    }

    [Theory]
    [InlineData("application/json", "application/json; charset=utf-8")]
    [InlineData("text/plain", "text/*", "text/* is new")]
    [InlineData("text/*", "text/plain", "text/* is removed", "text/plain is new")]
    [InlineData("a/b; version=1", "a/b; version=2", "a/b; version=1 is removed", "a/b; version=2 is new")]
    public void Media_types_are_the_same_whatever_their_charset(string before, string after, params string[] changes)
        => Assert.Equal(
            changes.Select(change => $"{(change.EndsWith('d') ? "! " : "")}POST /a: request body: The media type {change}."),
            Compare(Content($"'{before}': {{}}"), Content($"'{after}': {{}}")));

    [Fact]
    public void A_schema_with_too_many_levels_is_not_compared_completely()
    {
        var deep = string.Concat(Enumerable.Repeat("{ items: ", 40)) + "{}" + string.Concat(Enumerable.Repeat(" }", 40));

        Assert.False(OpenApiComparison.Compare(Read(Body(deep)), Read(Body(deep))).IsComplete);
    }

    [Fact]
    public void Schemas_that_refer_to_each_other_are_compared_completely()
    {
        static OpenApiDocument With(int length) => Read(
            string.Join(", ", Enumerable.Range(0, 300).Select(i => $$"""
                /p{{i}}: { get: { responses: { '200': { description: x, content: { application/json: { schema:
                { $ref: '#/components/schemas/S{{i}}' } } } } } } }
                """)),
            schemas: string.Concat(Enumerable.Range(0, 300).Select(i => $$"""
                , S{{i}}: { properties: { a: {}, b: {}, c: {}, next: { $ref: '#/components/schemas/S{{(i + 1) % 300}}' },
                far: { $ref: '#/components/schemas/S{{i * 7 % 300}}' } } }
                """)) + $$""", Extra: { maxLength: {{length}} }""");

        var comparison = OpenApiComparison.Compare(With(1), With(2));

        Assert.True(comparison.IsComplete);
        Assert.Empty(comparison.Changes);
    }

    [Fact]
    public void A_change_is_found_at_each_place_that_uses_the_schema()
    {
        static OpenApiDocument With(int length) => Read(
            Get.Replace("/a:", "/c:", StringComparison.Ordinal) + ", " + Body("{ $ref: '#/components/schemas/One' }") + ", "
                + Body("{ $ref: '#/components/schemas/Two' }").Replace("/a:", "/b:", StringComparison.Ordinal),
            schemas: $$"""
                , One: { properties: { two: { $ref: '#/components/schemas/Two' }, equal: { $ref: '#/components/schemas/Equal' } } }
                , Two: { properties: { one: { $ref: '#/components/schemas/One' }, text: { maxLength: {{length}} } } }
                , Equal: { properties: { equal: { $ref: '#/components/schemas/Equal' } } }
                """);

        Assert.Equal(
            [
                "POST /a: request body (application/json), /two/text: maxLength was 9 and is 5.",
                "POST /b: request body (application/json), /text: maxLength was 9 and is 5.",
            ],
            OpenApiComparison.Compare(With(9), With(5)).Changes.Select(change => change.ToString()));
    }

    [Fact]
    public void Exclusive_bounds_are_flags_in_OpenAPI_3_0_and_numbers_later()
    {
        var flag = Read(Body("{ type: number, minimum: 5, exclusiveMinimum: true }"), "3.0.3");

        Assert.Empty(OpenApiComparison.Compare(flag, Read(Body("{ type: number, exclusiveMinimum: 5 }"))).Changes);
        Assert.Equal(
            "POST /a: request body (application/json): minimum was 5 and is 5 (exclusive).",
            Assert.Single(OpenApiComparison.Compare(Read(Body("{ type: number, minimum: 5 }"), "3.0.3"), flag).Changes).ToString());
    }

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

    private static string Content(string types) => $"/a: {{ post: {{ requestBody: {{ content: {{ {types} }} }}, responses: {{}} }} }}";

    private static string Response(string schema)
        => $"/a: {{ post: {{ responses: {{ '200': {{ description: x, content: {{ application/json: {{ schema: {schema} }} }} }} }} }} }}";

    /// <summary>Removes the place that all changes have.</summary>
    private static IEnumerable<string> Within(string place, IEnumerable<string> changes)
        => changes.Select(change => change.Replace($"POST /a: {place}, ", "", StringComparison.Ordinal)
            .Replace($"POST /a: {place}: ", "", StringComparison.Ordinal));

    private static IReadOnlyList<string> Compare(string before, string after)
        => [.. OpenApiComparison.Compare(Read(before), Read(after)).Changes.Select(change => $"{(change.IsBreaking ? "! " : "")}{change}")];

    private static OpenApiDocument Read(string paths, string version = "3.1.0", string schemas = "")
    {
        var result = OpenApiDocument.Parse(Encoding.UTF8.GetBytes($$"""
            openapi: {{version}}
            info: { title: A, version: "1" }
            paths: { {{paths}} }
            components:
              securitySchemes:
                k: { type: apiKey, in: header, name: X-K }
                same: { type: apiKey, in: header, name: X-K }
                b: { type: http, scheme: basic }
                t: { type: http, scheme: bearer }
                o: { type: oauth2, flows: {} }
              schemas: { Tree: { properties: { children: { items: { $ref: "#/components/schemas/Tree" } } } } {{schemas}} }
            """), "a.yaml");
        Assert.Empty(result.Errors);
        return result.Document!;
    }
}

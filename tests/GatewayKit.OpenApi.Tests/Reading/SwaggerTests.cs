using GatewayKit.JsonSchema;

namespace GatewayKit.OpenApi.Reading;

public sealed class SwaggerTests
{
    private const string Head = "swagger: '2.0'\nhost: example.com\nbasePath: /v1/\nschemes: [https, http]\n"
        + "consumes: [application/json, text/json]\nproduces: [application/json]\n";

    [Fact]
    public void Host_and_base_path_become_servers()
    {
        var document = Doc.Parse(Head + "paths: {/a: {get: {}}}");

        Assert.Equal([new("https://example.com/v1", "/v1"), new("http://example.com/v1", "/v1")], document.Servers);
        Assert.Same(document.Servers, document.Operations[0].Servers);
        Assert.Equal(new OpenApiServer("/v2", "/v2"), Assert.Single(Doc.Parse("swagger: '2.0'\nbasePath: v2").Servers));
        Assert.Empty(Doc.Parse("swagger: '2.0'\nbasePath: /").Servers);
    }

    [Theory]
    [InlineData("in: query", ParameterStyle.Form, false)]
    [InlineData("in: query, collectionFormat: csv", ParameterStyle.Form, false)]
    [InlineData("in: query, collectionFormat: multi", ParameterStyle.Form, true)]
    [InlineData("in: query, collectionFormat: ssv", ParameterStyle.SpaceDelimited, false)]
    [InlineData("in: query, collectionFormat: tsv", ParameterStyle.TabDelimited, false)]
    [InlineData("in: query, collectionFormat: pipes", ParameterStyle.PipeDelimited, false)]
    [InlineData("in: header", ParameterStyle.Simple, false)]
    public void A_parameter_has_the_style_of_its_collection_format(string text, ParameterStyle style, bool explode)
    {
        var parameter = Assert.Single(
            Doc.Operation(
                $$"""{swagger: '2.0', paths: {/a: {get: {parameters: [{name: p, required: true, type: array, items: {type: integer, maximum: 3}, {{text}} }]} } } }""").Parameters);

        Assert.Equal((style, explode, true), (parameter.Style, parameter.Explode, parameter.Required));
        Assert.True(parameter.Schema.Allows("[1,2]"));
        Assert.False(parameter.Schema.Allows("[4]"));
    }

    [Fact]
    public void A_parameter_may_be_nullable_and_has_its_example()
    {
        var parameter = Assert.Single(Doc.Operation("swagger: '2.0'\npaths: {/a: {get: {parameters: [{name: p, in: query, type: string, "
            + "x-nullable: true, x-example: x}]}}}").Parameters);

        Assert.True(parameter.Schema.Allows("null"));
        Assert.Equal("x", Assert.Single(parameter.Examples).Value.GetString());
    }

    [Fact]
    public void A_body_has_every_media_type_that_is_consumed()
    {
        var body = Doc.Operation(Head + "paths: {/a: {post: {parameters: [{in: body, name: b, required: true, schema: {$ref: "
            + "'#/definitions/A'}}]}}}\ndefinitions: {A: {type: object, required: [x], properties: {x: {type: string, "
            + "x-nullable: true}}}}").RequestBody!;

        Assert.True(body.Required);
        Assert.Equal(["application/json", "text/json"], body.Content.Select(media => media.Name));
        Assert.True(body.Content[0].Schema.Allows("""{"x":null}"""));
        Assert.False(body.Content[0].Schema.Allows("{}"));
    }

    [Theory]
    [InlineData("string", "", "application/x-www-form-urlencoded")]
    [InlineData("string", "consumes: [multipart/form-data, text/plain], ", "multipart/form-data")]
    [InlineData("file", "", "multipart/form-data")]
    [InlineData("file", "consumes: [application/x-www-form-urlencoded], ", "multipart/form-data")]
    public void Form_fields_become_a_body(string type, string consumes, string mediaType)
    {
        var operation = Doc.Operation(
            $$"""{swagger: '2.0', paths: {/a: {parameters: [{in: formData, name: a, type: integer}], post: { {{consumes}}parameters: [{in: formData, name: a, type: {{type}}, required: true}, {in: formData, name: b, type: array, items: {type: string}, collectionFormat: multi}]} } } }""");

        Assert.Empty(operation.Parameters);
        Assert.True(operation.RequestBody!.Required);
        var media = Assert.Single(operation.RequestBody.Content);
        Assert.Equal(mediaType, media.Name);
        Assert.True(media.Schema.Allows("""{"a":"x","b":["y"]}"""));
        Assert.False(media.Schema.Allows("""{"b":["y"]}"""));
        Assert.Equal((ParameterStyle.Form, true), (media.Encoding["b"].Style, media.Encoding["b"].Explode));
    }

    [Fact]
    public void A_response_has_every_media_type_that_is_produced_or_shown()
    {
        var response = Doc.Operation(Head + "paths: {/a: {get: {responses: {200: {schema: {type: string}, headers: {X-A: {type: integer}}, "
            + "examples: {application/json: x, text/plain: y}}}}}}").Responses[0];

        Assert.Equal(["application/json", "text/plain"], response.Content.Select(media => media.Name));
        Assert.Equal(["x", "y"], response.Content.Select(media => Assert.Single(media.Examples).Value.GetString()));
        Assert.False(Assert.Single(response.Headers).Schema.Allows("\"x\""));
    }

    [Fact]
    public void A_file_is_text_of_any_bytes_and_no_schema_is_no_body()
    {
        var responses = Doc.Operation(
            "swagger: '2.0'\npaths: {/a: {get: {produces: [image/png], responses: {200: {schema: {type: file}}, 204: {}}}}}").Responses;

        Assert.Equal("binary", Assert.Single(responses[0].Content).Schema!.Json.GetProperty("format").GetString());
        Assert.Empty(responses[1].Content);
    }

    [Fact]
    public void Security_definitions_become_schemes()
    {
        var schemes = Doc.Parse("swagger: '2.0'\nsecurityDefinitions: {b: {type: basic}, k: {type: apiKey, in: query, name: key}, o: "
            + "{type: oauth2, flow: implicit}}").SecuritySchemes;

        Assert.Equal((SecuritySchemeType.Http, "basic"), (schemes["b"].Type, schemes["b"].Scheme));
        Assert.Equal((SecuritySchemeType.ApiKey, ParameterLocation.Query, "key"),
            (schemes["k"].Type, schemes["k"].In, schemes["k"].ParameterName));
        Assert.Equal(SecuritySchemeType.OAuth2, schemes["o"].Type);
    }

    [Fact]
    public void A_discriminator_is_seen_as_an_object_and_data_stays_as_it_is()
    {
        var schema = Doc.Operation("swagger: '2.0'\npaths: {/a: {get: {responses: {200: {schema: {$ref: '#/definitions/A'}}}}}}\n"
            + "definitions: {A: {discriminator: kind, properties: {discriminator: {type: string}}, example: "
            + "{discriminator: x}}}").Responses[0].Content[0].Schema!;

        Assert.Equal(
            """{"discriminator":{"propertyName":"kind"},"properties":{"discriminator":{"type":"string"}},"example":{"discriminator":"x"}}""",
                schema.Follow("#/definitions/A")!.Json.GetRawText());
    }

    [Fact]
    public void Schemas_have_the_dialect_of_OpenAPI_3_0()
        => Assert.Equal(JsonSchemaDialect.OpenApi30, Doc.Parse("swagger: '2.0'").Schemas.Dialect);

    [Fact]
    public void A_mistake_in_a_parameters_schema_is_told_at_the_parameter()
        => Assert.Equal(("/paths/~1a/get/parameters/0/pattern", 2), Doc.Error(
            "swagger: '2.0'\npaths: {/a: {get: {parameters: [{name: p, in: query, type: string, pattern: '('}]}}}",
            options: new OpenApiReaderOptions { CompileSchemas = true })
            is var error ? (error.JsonPointer, error.Line) : default);
}
